"""The journal with its filters, the standing lists, and both as files."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bureau.documents.tables import Column, Table
from bureau.record.journal.permissions import may_read_journal
from bureau.record.journal.queries import head, reading
from bureau.record.journal.texts import act_in_words
from bureau.thread.audit.forms import WantedForm
from bureau.thread.audit.queries.entries import (
    Line,
    Page,
    Wanted,
    entries_as_exported,
    entries_in_chunks,
    lines_of,
    page_of_entries,
)
from bureau.thread.audit.queries.lists import LISTS
from bureau.thread.audit.texts import lists as words
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.registers import barred
from bureau.web.requests import Asking

ROWS = 50
AUDITORS_ONLY = gettext_lazy("Only an auditor may read the journal.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with the name of its act."""

    line: Line
    act: str


@require_safe
def journal(request: Asking) -> HttpResponseBase:
    if not may_read_journal(request.actor):
        return barred(request, AUDITORS_ONLY)
    says = _("Every act there was, newest first. Who looks at a person's content says why.")
    return _page(request, "", {"title": _("Journal"), "says": says}, {})


@require_safe
def standing_list(request: Asking, name: str) -> HttpResponseBase:
    if not may_read_journal(request.actor):
        return barred(request, AUDITORS_ONLY)
    if name not in LISTS:
        raise Http404
    said = words.LISTS[name]
    return _page(request, name, {"title": said.title, "says": said.says}, {"among": LISTS[name]()})


def _page(
    request: Asking, name: str, said: Mapping[str, Any], more: Mapping[str, Any]
) -> HttpResponseBase:
    form = WantedForm(request.GET)
    is_valid = form.is_valid()
    wanted = form.wanted(**more) if is_valid else Wanted(**more)
    stem, format = f"journal-{name}" if name else "journal", request.GET.get("format", "")
    if format and is_valid:
        return _exported(request, wanted, format, stem)
    with reading():
        page = page_of_entries(request.actor, wanted, request.GET.get("page", ""), ROWS)
        context = {
            **said,
            "form": form,
            "lines": [Shown(line, act_in_words(line.entry.act)) for line in page.lines],
            "page": page,
            "told": _told(page),
            "is_filtered": any(request.GET.get(field, "") for field in form.fields),
            "tabs": tabs(name or "journal"),
        }
    return render(request, "audit/journal.html", context, status=200 if is_valid else 422)


def _told(page: Page) -> str:
    if not page.lines:
        return ""
    newest, oldest = page.lines[0].entry.pk, page.lines[-1].entry.pk
    return _("Entries {newest} to {oldest}").format(newest=newest, oldest=oldest)


def tabs(current: str) -> list[Entry]:
    """The journal, its standing lists, and the verifier."""
    found = [Entry(reverse("journal"), _("All entries"), current=current == "journal")]
    found += [
        Entry(reverse("standing-list", args=[name]), str(said.title), current=current == name)
        for name, said in words.LISTS.items()
    ]
    found.append(Entry(reverse("verifier"), _("Verifier"), current=current == "verifier"))
    return found


def _exported(request: Asking, wanted: Wanted, format: str, stem: str) -> HttpResponseBase:
    if format == "csv":
        table = Table(stem, _columns(), _lines(request, wanted))
        return exports.table_response(table, "csv", stem)
    if format != "jsonl":
        raise Http404
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in entries_as_exported(wanted))
    answer = StreamingHttpResponse(lines, content_type=exports.MEDIA_TYPES["jsonl"])
    answer["Content-Disposition"] = exports.disposition(exports.file_name(stem, "jsonl"))
    return answer


def _columns() -> list[Column[Line]]:
    return [
        Column("entry", _("Entry"), lambda line: line.entry.pk),
        Column("at", _("When"), lambda line: line.entry.at),
        Column("act", _("Act"), lambda line: line.entry.act),
        Column("act_in_words", _("What"), lambda line: act_in_words(line.entry.act)),
        Column("person", _("Number of the person"), lambda line: line.entry.person),
        Column("person_name", _("Who"), lambda line: line.person),
        Column("post", _("Number of the post"), lambda line: line.entry.post),
        Column("post_name", _("In which post"), lambda line: line.post),
        Column("record_number", _("Record number"), lambda line: line.entry.record_number),
        Column("subjects", _("Subjects"), _subjects),
        Column("details", _("Details"), _details),
        Column("hash", _("Hash"), lambda line: line.entry.hash),
    ]


def _lines(request: Asking, wanted: Wanted) -> Iterator[Line]:
    for chunk in entries_in_chunks(wanted, head().sequence):
        yield from lines_of(request.actor, chunk)


def _subjects(line: Line) -> str:
    return " ".join(sorted(f"{row.kind}:{row.number}" for row in line.entry.subjects.all()))


def _details(line: Line) -> str:
    return json.dumps(line.entry.details, sort_keys=True, ensure_ascii=False)


def barred_or_none(request: Asking) -> HttpResponse | None:
    """What those who are no auditors are told; None for an auditor."""
    return None if may_read_journal(request.actor) else barred(request, AUDITORS_ONLY)
