"""The page of one instrument as of a day: its parts, what amends it, and all that rests on it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.instruments.amendments import State
from bureau.core.references import Reference
from bureau.documents.tables import Column
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.queries.amendments import standing_of
from bureau.institution.instruments.queries.mandates import Mandate, mandates
from bureau.institution.instruments.queries.provisions import Node, tree_of
from bureau.institution.instruments.texts.words import (
    MANDATE_MARKS,
    MANDATE_STATES,
    STANDING_MARKS,
    STANDINGS,
)
from bureau.institution.organisation.queries.citations import CitationLine, served_by
from bureau.institution.organisation.queries.history import Told
from bureau.institution.organisation.queries.instruments import RestsOn, rests_on
from bureau.institution.organisation.queries.lineage import Called
from bureau.institution.organisation.views.histories import EffectLine, said, said_in_words
from bureau.institution.organisation.views.instruments.amendments import amendment_lines
from bureau.institution.organisation.views.instruments.parts import (
    CASES,
    crumbs_to,
    day_of,
    instrument_known,
    instrument_tabs,
    keeps,
    not_on_record,
)
from bureau.institution.organisation.views.what_is_seen import structure_asked
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.answers import Label, Verb
from bureau.web.formats import as_date
from bureau.web.paging import slice_of
from bureau.web.requests import Asking

LEVELS = 3
UNDER_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ThingLine:
    thing: Called | None
    lines: tuple[EffectLine, ...]


@dataclass(frozen=True, slots=True)
class PartLine:
    """A provision as the page of its instrument shows it, with all that rests on it."""

    node: Node
    state: State
    mandate: Mandate | None
    serving: tuple[CitationLine, ...]
    rules: tuple[Label, ...]

    @property
    def level(self) -> int:
        return min(self.node.depth, LEVELS)

    @property
    def standing(self) -> tuple[str, str]:
        """The mark and word of a part that is not simply in force; empty for one that is."""
        one = self.state.standing
        return ("", "") if self.state.is_in_force else (STANDING_MARKS[one], str(STANDINGS[one]))

    @property
    def asked(self) -> tuple[str, str]:
        """The mark and word of how it stands as a mandate; empty where it is none."""
        state = str(self.mandate.state) if self.mandate and self.mandate.state else ""
        return (MANDATE_MARKS[state], str(MANDATE_STATES[state])) if state else ("", "")


@require_safe
def instrument(request: Asking, instrument: int) -> HttpResponseBase:
    """?format= gives what rests on it as a file."""
    reference = Reference("instrument", instrument)
    with reading():
        found = instrument_known(request, instrument)
        if found is None:
            return not_on_record(request, instrument)
        now = structure_asked(request)
        if (form := request.GET.get("format", "")) in exports.TABLE_FORMATS:
            things = _lines(rests_on(request.actor, now, [instrument], most=None))
            return _file(request, form, instrument, things)
        resting = rests_on(request.actor, now, [instrument])
        day = day_of(request)
        states = standing_of([instrument], day)
        edges, labels = _edges(request, reference, states)
        state = states[reference]
        of_it = [to for of, to in edges if of == reference and to.kind == "instrument"]
        under = sorted(of_it, key=lambda one: -one.id)
        page = slice_of([one.id for one in under], request.GET.get("page", ""), UNDER_A_PAGE)
        if page is None:
            raise Http404
        listed = under[page.start : page.end]
        decided = rests_on(request.actor, now, [one.id for one in listed])
        context = {
            "instrument": found,
            "state": state,
            "state_mark": STANDING_MARKS[state.standing],
            "state_word": STANDINGS[state.standing],
            "parts": _parts(request, instrument, states, edges, labels),
            "amendments": amendment_lines(request, instrument),
            "rules": _labels(edges, labels, reference, "rule"),
            "cases": [
                labels[above]
                for above, below in edges
                if below == reference and above.kind in CASES
            ],
            "resting": resting,
            "things": _lines(resting),
            "under": [labels[one] for one in listed],
            "count_under": len(under),
            "page": page,
            "decided": decided,
            "things_decided": _lines(decided),
            "tabs": instrument_tabs(request, instrument),
            "crumbs": crumbs_to(),
            "verbs": _verbs(request, found) + kinds.verbs(request.actor, reference),
        }
    return render(request, "organisation/instrument.html", context)


type Edges = list[tuple[Reference, Reference]]


def _edges(
    request: Asking, reference: Reference, states: Mapping[Reference, State]
) -> tuple[Edges, dict[Reference, Label]]:
    """What the thread knows of the instrument and its parts, but for what is told of itself: rules,
    cases, and instruments decided under it."""
    found = kinds.edges(request.actor, [reference, *states], request.reading)
    edges = [
        edge
        for edge in found
        if {end.kind for end in edge} & {"rule", *CASES} or edge[1].kind == "instrument"
    ]
    return edges, kinds.describe(request.actor, {end for edge in edges for end in edge})


def _parts(
    request: Asking,
    instrument: int,
    states: Mapping[Reference, State],
    edges: Edges,
    labels: Mapping[Reference, Label],
) -> list[PartLine]:
    nodes = tree_of(instrument)
    day, ids = day_of(request), [node.row.pk for node in nodes]
    asking = mandates([node.row.pk for node in nodes if node.row.is_mandate], day)
    serving = _by_provision(served_by(request.actor, day, provisions=ids))
    return [
        PartLine(
            node,
            states[Reference("provision", node.row.pk)],
            asking.get(node.row.pk),
            tuple(serving.get(node.row.pk, ())),
            tuple(_labels(edges, labels, Reference("provision", node.row.pk), "rule")),
        )
        for node in nodes
    ]


def _by_provision(lines: Collection[CitationLine]) -> dict[int, list[CitationLine]]:
    found: dict[int, list[CitationLine]] = {}
    for line in lines:
        found.setdefault(line.row.provision_id or 0, []).append(line)
    return found


def _labels(
    edges: Edges, labels: Mapping[Reference, Label], above: Reference, kind: str
) -> list[Label]:
    return [labels[below] for top, below in edges if top == above and below.kind == kind]


def _file(
    request: Asking, form: str, instrument: int, things: Collection[ThingLine]
) -> HttpResponseBase:
    columns: list[Column[tuple[ThingLine, EffectLine]]] = [
        Column("thing", _("About"), lambda of: of[0].thing.short if of[0].thing else ""),
        Column("name", _("Name"), lambda of: of[0].thing.name if of[0].thing else ""),
        Column("kind", _("Kind"), lambda of: of[1].told.effect.subject.kind),
        Column("day", _("Day"), lambda of: as_date(of[1].told.effect.day)),
        Column("record", _("Recorded"), lambda of: of[1].told.effect.record),
        Column("says", _("What holds"), lambda of: said_in_words(of[1].said)),
    ]
    lines = [(each, line) for each in things for line in each.lines]
    return exports.dated_table_response(
        form, f"instrument-{instrument}", columns, lines, request.reading
    )


def _verbs(request: Asking, row: Instrument) -> list[Verb]:
    """What its keeper may do with it."""
    if not keeps(request, row.organisation):
        return []
    names = [
        ("instrument-provisions", _("Arrange its provisions")),
        ("instrument-amendments", _("Link what amends it")),
    ]
    if row.is_registered:
        names.insert(0, ("instrument-change", _("Change it")))
    verbs = [Verb(name, reverse(address, args=[row.pk])) for address, name in names]
    first = reverse("instrument-translations", args=[row.pk, "ar"])
    return [*verbs, Verb(_("Translations"), first)]


def _lines(resting: RestsOn) -> list[ThingLine]:
    def line(told: Told) -> EffectLine:
        one = told.effect
        return EffectLine(told, said(one.subject.kind, one.fields, resting.names, one.day))

    return [
        ThingLine(each.thing, tuple(line(told) for told in each.effects)) for each in resting.things
    ]
