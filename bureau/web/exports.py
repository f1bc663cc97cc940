"""Files that a page hands out: as attachments, under names that every system takes."""

import re
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from bureau.documents.tables import Table, csv_lines, xlsx_bytes

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
}
TABLE_FORMATS = ("csv", "xlsx")
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


def table_response(table: Table, form: str, stem: str) -> HttpResponseBase:
    """The table in one of TABLE_FORMATS; CSV is sent as it is written. KeyError for another."""
    name = file_name(stem, form)
    if form == "csv":
        answer = StreamingHttpResponse(csv_lines(table), content_type=MEDIA_TYPES[form])
        answer["Content-Disposition"] = disposition(name)
        return answer
    return file_response({"xlsx": xlsx_bytes}[form](table), form, stem)


def file_response(content: str | bytes, form: str, stem: str) -> HttpResponse:
    """A whole file in one of the formats of MEDIA_TYPES."""
    answer = HttpResponse(content, content_type=MEDIA_TYPES[form])
    answer["Content-Disposition"] = disposition(file_name(stem, form))
    return answer


def file_name(stem: str, form: str) -> str:
    """A name without anything a file system or a header could stumble over."""
    return f"{_NOT_IN_A_NAME.sub('-', stem).strip('-.') or 'export'}.{form}"


def disposition(name: str) -> str:
    """As an attachment; letters beyond ASCII as RFC 6266 writes them."""
    plain = name.encode("ascii", "replace").decode().replace("?", "-")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
