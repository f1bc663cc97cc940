"""Files that a page hands out: as attachments, under names that every system takes."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from bureau.documents.linked_data import Stand
from bureau.documents.tables import Column, Table, csv_lines, json_lines
from bureau.documents.workbooks import xlsx_bytes
from bureau.web.formats import as_date
from bureau.web.requests import Reading
from bureau.web.security import policy_of_a_file

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "zip": "application/zip",
    "tbx": "application/xml; charset=utf-8",
    "xlf": "application/xliff+xml; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "akn": "application/akn+xml; charset=utf-8",
}
TABLE_FORMATS = ("csv", "xlsx", "json")

_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def never_a_page_for_a_file(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: whoever asks for a format that a page does not give is told so, and is not given
    the page under the name of a file."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        asks = request.method in ("GET", "HEAD") and request.GET.get("format")
        if asks and is_page(response) and response.status_code == 200:
            raise Http404
        return response

    return respond


def is_page(response: HttpResponseBase) -> bool:
    """Whether a browser shows it, and does not save it as a file."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and "Content-Disposition" not in response.headers


def table_response(table: Table[Any], form: str, stem: str) -> HttpResponseBase:
    """The table in one of TABLE_FORMATS; what has lines is sent as it is written. KeyError for
    another."""
    if form == "xlsx":
        return file_response(xlsx_bytes(table), form, stem)
    return streamed_response({"csv": csv_lines, "json": json_lines}[form](table), form, stem)


def dated_table_response[Line](
    form: str,
    name: str,
    columns: Sequence[Column[Line]],
    lines: Iterable[Line],
    reading: Reading,
) -> HttpResponseBase:
    """The lines of a page as a file; each ends with the coordinates it was read at."""
    day = as_date(reading.at.valid)
    dated = (
        *columns,
        Column("valid", _("Valid day"), lambda line: day),
        Column("recorded", _("Record number"), lambda line: reading.at.recorded),
        Column("plan", _("Plan"), lambda line: reading.plan_name),
    )
    return table_response(Table(name, dated, lines), form, f"{name}-{day.isoformat()}")


def stand_of(reading: Reading) -> Stand:
    """The coordinates of a page, for a file of linked data."""
    at = reading.at
    return Stand(as_date(at.valid), at.recorded, reading.plan_name or None)


def file_response(content: str | bytes, form: str, stem: str) -> HttpResponse:
    """A whole file in one of the formats of MEDIA_TYPES."""
    answer = HttpResponse(content, content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = disposition(file_name(stem, form))
    return answer


def streamed_response(
    pieces: Iterable[str] | Iterable[bytes], form: str, stem: str
) -> StreamingHttpResponse:
    """A file of any size, sent as it is written."""
    answer = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = disposition(file_name(stem, form))
    return answer


def as_given[R: HttpResponseBase](answer: R, media_type: str, name: str) -> R:
    """A file of others as it came: a browser saves it, runs nothing of it, and asks for nothing."""
    answer.headers["Content-Type"] = media_type
    answer.headers["Content-Disposition"] = disposition(name)
    answer.headers["Content-Security-Policy"] = policy_of_a_file()
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def file_name(stem: str, form: str) -> str:
    """A name without anything a file system or a header could stumble over."""
    return f"{_NOT_IN_A_NAME.sub('-', stem).strip('-.') or 'export'}.{form}"


def disposition(name: str) -> str:
    """As an attachment; letters beyond ASCII as RFC 6266 writes them."""
    plain = name.encode("ascii", "replace").decode().replace("?", "-")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
