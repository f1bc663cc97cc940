"""What became of decisions as a table."""

from collections.abc import Iterator, Sequence

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.meetings.decisions import FollowUpState
from bureau.documents.tables import Cell
from bureau.institution.instruments.models import Body, FollowUp, Instrument
from bureau.institution.instruments.queries.decisions import decisions_of
from bureau.institution.instruments.services.decision_tables import WordRow, take_words
from bureau.institution.organisation.forms.tables.decisions import (
    DECISIONS,
    Known,
    Standing,
    read_words,
)
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.views.meetings.parts import (
    ONLY_SECRETARIES,
    crumbs_to,
    organisation_read,
    post_finder,
    posts_called,
    serves,
)
from bureau.institution.organisation.views.settings.parts import post_told
from bureau.institution.organisation.views.tables.page import OneTable, TablePage, table_page
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.requests import Asking


def files(request: Asking) -> HttpResponseBase:
    """All decisions of all bodies, each with what was said last of what became of it."""
    organisation = organisation_read(request).pk
    there = list(_standing(request, list(decisions_of(organisation).prefetch_related("words"))))
    known = Known(there, post_finder(organisation), request.reading.today)
    rows = {one.row.pk: one.row for one in there}

    def label(one: WordRow) -> tuple[str, str]:
        return rows[one.instrument].number, here(rows[one.instrument].title)

    back = reverse("decisions")
    table = OneTable(
        kind=DECISIONS,
        says=_(
            "Where a line says something else, that is said of the decision from its day on. What "
            "was decided stays, and so does what the table leaves out."
        ),
        back=back,
        cells=lambda: [list(one.cells.values()) for one in there],
        read=lambda table: read_words(table, known),
        take=lambda form, found: take_words(form.asked(request.actor), rows=found),
        label=label,
        done=_done,
    )
    page = TablePage(
        title=_("Decisions as a table"),
        sub=_("A row for each decision, with what was said last; the same columns are read in."),
        crumbs=[*crumbs_to(), Entry(back, _("Decisions"))],
        may=any(one.may for one in there),
        only=ONLY_SECRETARIES,
        tables=[table],
    )
    return table_page(request, page)


def _standing(request: Asking, rows: Sequence[Instrument]) -> Iterator[Standing]:
    last = {row.pk: next(reversed(row.words.all()), None) for row in rows}
    seen = posts_called(request, (word.owner for word in last.values() if word))
    served = {body: serves(request, body) for body in {row.body for row in rows if row.body}}
    now = today_in_force()
    for row in rows:
        word = last[row.pk]
        owner = word.owner if word and word.owner in seen else None
        cells = _cells(row, word, post_told(now, owner) if owner else "")
        is_theirs = word is not None and word.owner in request.actor.posts
        may = is_theirs or (row.body is not None and served[row.body])
        yield Standing(row, word, DECISIONS.cells(cells), may)


def _cells(row: Instrument, word: FollowUp | None, owner: str) -> Sequence[Cell]:
    body: Body | None = row.body
    session = row.meeting.name.in_original if row.meeting else ""
    said: Sequence[Cell] = (FollowUpState.OPEN, "", "", "")
    if word:
        said = (word.state, word.day, owner, word.due)
    return [
        *(row.pk, body.code if body else "", session, row.kind, row.number),
        *(row.title.in_original, *said, ""),
    ]


def _done(counts: Sequence[int]) -> str:
    (said,) = counts
    return ngettext(
        "Of {count} decision something new is said.",
        "Of {count} decisions something new is said.",
        said,
    ).format(count=said)
