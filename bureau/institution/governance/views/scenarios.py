"""Alternatives of a case: side by side; begun, described, chosen, given up and put back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bureau.core.changes.check import Severity
from bureau.core.claims import Verdict
from bureau.core.spans import Day
from bureau.documents.tables import Column
from bureau.institution.governance import models
from bureau.institution.governance.forms.keyed import KeyedForm, new_key
from bureau.institution.governance.forms.scenarios import (
    EMPTY,
    ChoiceForm,
    DescriptionForm,
    ScenarioForm,
)
from bureau.institution.governance.queries.comments import reads_comments
from bureau.institution.governance.queries.pages import (
    drawn_unit,
    names_of_set,
    sides,
    unit_to_draw,
)
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.scenarios import (
    Way,
    given_up,
    known_then,
    posts_told,
    previewed,
    ways_of,
)
from bureau.institution.governance.services import scenarios as services
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.drawings import sketch
from bureau.institution.governance.views.lines import (
    CostTable,
    cost_of,
    people_in_words,
    people_lines,
    what_changes,
)
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    look_up_own,
    may_edit,
    organisation_of_case,
    tabs_of,
)
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Compared:
    """One way with all that is laid beside the others; `people` are names, where one may see."""

    way: Way
    name: str
    hash: str
    drawing: SafeString | None
    actions: int
    changes: list[str]
    posts: list[str]
    cost: CostTable
    claims: list[str]
    people: list[str]
    people_told: str
    findings: str
    is_fit: bool


@require_safe
def alternatives(request: Asking, reorganisation: int) -> HttpResponseBase:
    """All ways side by side, for whoever may read the case; also as a file."""
    with reading():
        seen = look_up(request, reorganisation)
        ways = ways_of(seen)
        said = [previewed(seen, way) for way in ways]
        day = max((one.day for one in said if one.actions), default=said[0].day)
        compared = [
            _compared(request, seen, way, one, day) for way, one in zip(ways, said, strict=True)
        ]
        dropped = given_up(seen)
        recorded = _recorded(request, seen)
        unit = drawn_unit(said[0], recorded, organisation_of_case(seen).opens_at)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _export(request, format, seen, compared)
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(
            seen, "reorganisation-alternatives", unit, talks=reads_comments(request.actor, seen)
        ),
        "ways": compared,
        "given_up": dropped,
        "may_edit": may_edit(request, seen),
        "key": new_key(),
        "exports": [Entry(f"?format={form}", form.upper()) for form in exports.TABLE_FORMATS],
    }
    return render(request, "governance/alternatives.html", context)


def _compared(request: Asking, seen: Seen, way: Way, said: Preview, day: Day) -> Compared:
    """All of them as of one day, the last of any: else one that changes nothing would show what
    is decided for later as not done."""
    recorded = _recorded(request, seen)
    first = min((action.day for action in said.actions), default=day)
    around = sides(said.overlay, recorded, first, day)
    organisation = organisation_of_case(seen)
    unit = unit_to_draw(around, said.overlay, organisation.opens_at)
    names = names_of_set(request.actor, said, said.actions)
    told = posts_told(said, around.start, around.after)
    people = people_lines(request, said, names)
    drawn = sketch(request, organisation, around, unit, f"way-{way.number}")
    return Compared(
        way=way,
        name=here(way.name) if way.name else _("As drafted"),
        hash=short_hash(way.hash),
        drawing=drawn[0] if drawn else None,
        actions=len(said.actions),
        changes=[one.sentence for one in what_changes(request, said, names).lines],
        posts=_posts_in_words(told.come, told.gone, told.moved, told.regraded),
        cost=cost_of(request, said, names),
        claims=_claims_in_words(said),
        people=[line.name for line in people.lines if line.is_person],
        people_told=people_in_words(said),
        findings=_findings_in_words(said),
        is_fit=not said.open_findings(),
    )


def _recorded(request: Asking, seen: Seen) -> int:
    """As of when the ways are shown: today, or when they were put forward."""
    then = known_then(seen)
    return request.reading.recorded_now if then is None else then


def _posts_in_words(come: int, gone: int, moved: int, regraded: int) -> list[str]:
    said = (
        (come, ngettext("{count} established", "{count} established", come)),
        (gone, ngettext("{count} abolished", "{count} abolished", gone)),
        (moved, ngettext("{count} moved", "{count} moved", moved)),
        (regraded, ngettext("{count} reclassified", "{count} reclassified", regraded)),
    )
    return [words.format(count=count) for count, words in said if count]


def _claims_in_words(said: Preview) -> list[str]:
    """How many claims hold, how many do not, and of how many nobody can tell."""
    counts = {verdict: 0 for verdict in Verdict}
    for one in said.claims:
        counts[one.now.verdict] += 1
    words = {
        Verdict.TRUE: ngettext("{count} true", "{count} true", counts[Verdict.TRUE]),
        Verdict.FALSE: ngettext("{count} false", "{count} false", counts[Verdict.FALSE]),
        Verdict.UNKNOWN: ngettext(
            "{count} that nobody can tell",
            "{count} that nobody can tell",
            counts[Verdict.UNKNOWN],
        ),
    }
    return [said.format(count=counts[one]) for one, said in words.items() if counts[one]]


def _findings_in_words(said: Preview) -> str:
    bars, asks = (
        sum(1 for one in said.of(severity) if one.is_open)
        for severity in (Severity.BARS, Severity.ASKS)
    )
    if not bars and not asks:
        return _("none stands in the way")
    return _("{bars} that bar, {asks} that ask").format(bars=bars, asks=asks)


def _export(request: Asking, format: str, seen: Seen, ways: list[Compared]) -> HttpResponseBase:
    columns: list[Column[Compared]] = [
        Column("number", _("Number"), lambda one: one.way.number),
        Column("name", _("Name"), lambda one: one.name),
        Column("proposed", _("Proposed"), lambda one: one.way.is_current),
        Column("reason", _("Reason"), lambda one: here(one.way.reason) if one.way.reason else ""),
        Column("hash", _("Hash of its actions"), lambda one: one.way.hash),
        Column("actions", _("Actions"), lambda one: one.actions),
        Column("posts", _("Posts"), lambda one: "\n".join(one.posts)),
        Column("first_year", _("First year"), lambda one: one.cost.first_year),
        Column("full_year", _("Full year"), lambda one: one.cost.full_year),
        Column("claims", _("Claims"), lambda one: "\n".join(one.claims)),
        Column("people", _("People affected"), lambda one: one.people_told),
        Column("findings", _("Findings"), lambda one: one.findings),
    ]
    return exports.dated_table_response(
        format, f"alternatives-{seen.row.reference}", columns, ways, request.reading
    )


def new(request: Asking, reorganisation: int) -> HttpResponse:
    """Keep another way beside the draft."""
    seen = look_up_own(request, reorganisation)
    is_first = not models.Scenario.objects.filter(reorganisation=seen.row).exists()
    form = ScenarioForm(request.POST or None, is_first=is_first)

    def keep(said: dict[str, Any]) -> str:
        services.add_scenario(
            form.asked(request.actor),
            reorganisation=reorganisation,
            is_empty=said["begin"] == EMPTY,
            **form.texts(),
        )
        return _("The alternative is kept beside the draft.")

    return _asked(request, seen, form, keep, _("Begin an alternative"), _("Keep it"))


def describe(request: Asking, reorganisation: int, number: int) -> HttpResponse:
    """What it is called and for, and why it is proposed or not."""
    seen, row = _own(request, reorganisation, number)
    form = DescriptionForm(request.POST or None, row=row)

    def keep(said: dict[str, Any]) -> str:
        services.describe_scenario(
            form.asked(request.actor),
            reorganisation=reorganisation,
            number=number,
            **form.texts(),
        )
        return _("What is said of it is changed.")

    return _asked(request, seen, form, keep, here(row.name), _("Keep it"))


def choose(request: Asking, reorganisation: int, number: int) -> HttpResponse:
    """Make it the draft; what is drafted now is kept in its place."""
    seen, row = _own(request, reorganisation, number)
    if row.is_current or row.given_up:
        raise Http404
    form = ChoiceForm(request.POST or None, row=row)

    def keep(said: dict[str, Any]) -> str:
        services.choose_scenario(
            form.asked(request.actor),
            reorganisation=reorganisation,
            number=number,
            **form.texts(),
        )
        return _("{name} is the draft now. What was drafted is kept.").format(name=here(row.name))

    heading = _("Propose {name}?").format(name=here(row.name))
    why = _("Its actions become the draft. What is drafted now is kept beside it; Undo goes back.")
    return _asked(request, seen, form, keep, heading, _("Propose this one"), why)


@require_POST
def give_up(request: Asking, reorganisation: int, number: int) -> HttpResponse:
    return _sent(request, reorganisation, number, services.give_up_scenario, _("It is given up."))


@require_POST
def put_back(request: Asking, reorganisation: int, number: int) -> HttpResponse:
    said = _("It is considered again.")
    return _sent(request, reorganisation, number, services.put_back_scenario, said)


def _sent(
    request: Asking, reorganisation: int, number: int, service: Any, said: str
) -> HttpResponse:
    _own(request, reorganisation, number)
    of = {"reorganisation": reorganisation, "number": number}
    return pressed(request, lambda asked: service(asked, **of), _at(reorganisation), said)


def _asked(
    request: Asking,
    seen: Seen,
    form: KeyedForm,
    keep: Any,
    heading: str,
    verb: str,
    why: str = "",
) -> HttpResponse:
    """A form of one act: shown, refused with every reason, or done and back to the comparison."""
    if form.is_valid():
        with refused_in_full(form, request.actor):
            messages.success(request, keep(form.cleaned_data))
            return redirect(_at(seen.row.pk))
    crumbs = [*crumbs_to_case(seen), Entry(_at(seen.row.pk), _("Alternatives"))]
    context = {
        "form": form,
        "seen": seen,
        "heading": heading,
        "verb": verb,
        "why": why,
        "back": _at(seen.row.pk),
        "crumbs": crumbs,
    }
    return render(request, "governance/alternative.html", context, status=status_of(form))


def _own(request: Asking, reorganisation: int, number: int) -> tuple[Seen, models.Scenario]:
    seen = look_up_own(request, reorganisation)
    row = models.Scenario.objects.filter(reorganisation=seen.row, number=number).first()
    if row is None:
        raise Http404
    return seen, row


def _at(reorganisation: int) -> str:
    return reverse("reorganisation-alternatives", args=[reorganisation])
