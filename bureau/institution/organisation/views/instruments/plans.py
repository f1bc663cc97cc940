"""Strategic plans: read as of a day, written version by version, adopted by an instrument."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.institution.instruments.models import PlanLine, PlanVersion, StrategicPlan
from bureau.institution.instruments.queries.plans import (
    Placed,
    placed,
    plans_of,
    versions_in_force,
)
from bureau.institution.instruments.services import plans as services
from bureau.institution.instruments.texts.words import ELEMENT_KINDS
from bureau.institution.organisation.forms.plans import AdoptionForm, PlanForm, PlanLineForm
from bureau.institution.organisation.forms.reference import until
from bureau.institution.organisation.queries.citations import CitationLine, served_by
from bureau.institution.organisation.views.instruments.parts import (
    by_button,
    crumbs_to,
    day_of,
    form_page,
    instrument_choices,
    keeps,
    not_kept,
    register_tabs,
)
from bureau.institution.organisation.views.meetings.parts import sent
from bureau.institution.organisation.views.settings.parts import organisation_here
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.forms import new_key
from bureau.record.journal.queries import reading
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.requests import Asking

FIELDS = ("kind", "code", "under", "name", "says")


@dataclass(frozen=True, slots=True)
class ElementLine:
    """An element of the version that is read, with what says that it serves it."""

    placed: Placed
    word: str
    serving: tuple[CitationLine, ...] = ()


@require_safe
def plans(request: Asking) -> HttpResponse:
    _signed_in(request)
    with reading():
        organisation = seen_organisation(request).pk
        rows = plans_of(organisation)
        in_force = versions_in_force([row.pk for row in rows], day_of(request))
        context = {
            "plans": [(row, in_force.get(row.pk)) for row in rows],
            "keeps": keeps(request, organisation),
            "register_tabs": register_tabs(request, "strategic-plans"),
        }
    return render(request, "organisation/register/strategic_plans.html", context)


def new(request: Asking) -> HttpResponse:
    organisation = organisation_here(request).pk
    if refusal := not_kept(request, organisation):
        return refusal

    def save(form: PlanForm) -> str:
        asked = form.asked(request.actor)
        made = services.begin_plan(asked, organisation=organisation, **_named(form))
        return reverse("strategic-plan", args=[made])

    words = {
        "title": _("Begin a strategic plan"),
        "sub": _("Its first version is empty; add its goals, objectives and enablers."),
        "verb": _("Begin it"),
        "back": reverse("strategic-plans"),
        "crumbs": _crumbs(),
        "done": _("The plan is begun."),
    }
    return form_page(request, PlanForm(sent(request)), save, words)


@require_safe
def plan(request: Asking, plan: int) -> HttpResponse:
    """The version in force on the day, or ?version=; with what serves each element."""
    _signed_in(request)
    with reading():
        row = _plan_seen(request, plan)
        day, keeper = day_of(request), keeps(request, row.organisation)
        versions = [
            each
            for each in row.versions.select_related("instrument")
            if each.instrument_id or keeper
        ]
        shown = _shown(request, row, versions)
        context = {
            "plan": row,
            "versions": versions,
            "shown": shown,
            "in_force": versions_in_force([plan], day).get(plan),
            "elements": _elements(request, placed(shown.pk)) if shown else [],
            "draft": next((each for each in versions if not each.instrument_id), None),
            "keeps": keeper,
            "crumbs": _crumbs(),
            "key": new_key(),
        }
    return render(request, "organisation/register/strategic_plan.html", context)


def _shown(
    request: Asking, row: StrategicPlan, versions: Collection[PlanVersion]
) -> PlanVersion | None:
    asked = request.GET.get("version", "")
    if asked:
        found = next((each for each in versions if str(each.number) == asked), None)
        if found is None:
            raise Http404
        return found
    return versions_in_force([row.pk], day_of(request)).get(row.pk)


def _elements(request: Asking, lines: Collection[Placed]) -> list[ElementLine]:
    ids = [each.row.element_id for each in lines]
    serving: dict[int, list[CitationLine]] = {}
    for line in served_by(request.actor, day_of(request), elements=ids):
        serving.setdefault(line.row.element_id or 0, []).append(line)
    return [
        ElementLine(
            each,
            str(ELEMENT_KINDS[each.row.kind]),
            tuple(serving.get(each.row.element_id, ())),
        )
        for each in lines
    ]


@require_POST
def new_version(request: Asking, plan: int) -> HttpResponse:
    row = _plan_seen(request, plan)
    if refusal := not_kept(request, row.organisation):
        return refusal
    return by_button(
        request,
        lambda form: services.begin_plan_version(form.asked(request.actor), plan=plan),
        _("The next version is begun, with all elements of the newest."),
        reverse("strategic-plan", args=[plan]),
    )


def rename(request: Asking, plan: int) -> HttpResponse:
    row = _plan_seen(request, plan)
    if refusal := not_kept(request, row.organisation):
        return refusal
    back = reverse("strategic-plan", args=[plan])

    def save(form: PlanForm) -> str:
        services.name_plan(form.asked(request.actor), plan=plan, **_named(form))
        return back

    words = {
        "title": _("Change the name of the plan"),
        "verb": _("Save"),
        "back": back,
        "crumbs": _crumbs(),
        "done": _("The plan is kept."),
    }
    return form_page(request, PlanForm(sent(request), initial={"name": row.name}), save, words)


def version(request: Asking, version: int) -> HttpResponse:
    """The editor of a version that is drafted."""
    row = _drafted(request, version)
    if refusal := not_kept(request, row.plan.organisation):
        return refusal
    context = {
        "version": row,
        "plan": row.plan,
        "elements": [
            ElementLine(each, str(ELEMENT_KINDS[each.row.kind])) for each in placed(version)
        ],
        "crumbs": _crumbs(row.plan),
        "key": new_key(),
    }
    return render(request, "organisation/register/strategic_plan_version.html", context)


def line(request: Asking, version: int, line: int | None = None) -> HttpResponse:
    """Add an element to a drafted version, or place and word one anew."""
    row = _drafted(request, version)
    if refusal := not_kept(request, row.plan.organisation):
        return refusal
    former = PlanLine.objects.filter(version=version, pk=line).first() if line else None
    if line and former is None:
        raise Http404
    back = reverse("strategic-plan-version", args=[version])

    def save(form: PlanLineForm) -> str:
        said = {name: form.cleaned_data[name] for name in FIELDS}
        services.put_plan_line(form.asked(request.actor), version=version, line=line, **said)
        return back

    words = {
        "title": _("Change the element") if former else _("Add an element"),
        "sub": _title(row),
        "verb": _("Save") if former else _("Add it"),
        "back": back,
        "crumbs": _crumbs(row.plan),
        "done": _("The element is kept."),
    }
    return form_page(request, _line_form(request, version, former), save, words)


def _line_form(request: Asking, version: int, former: PlanLine | None) -> PlanLineForm:
    gone = {former.pk} if former else set()
    choices = []
    for each in placed(version):
        if each.row.pk in gone or each.row.under_id in gone:
            gone.add(each.row.pk)
        else:
            name = f"{each.row.code} {here(each.row.name)}".strip()
            choices.append((str(each.row.pk), name))
    initial: dict[str, Any] = {"under": request.GET.get("under", "")}
    if former:
        initial = {name: getattr(former, name) for name in ("kind", "code", "name", "says")}
        initial["under"] = former.under_id
    return PlanLineForm(sent(request), lines=choices, initial=initial)


@require_POST
def drop_line(request: Asking, version: int, line: int) -> HttpResponse:
    row = _drafted(request, version)
    if refusal := not_kept(request, row.plan.organisation):
        return refusal
    return by_button(
        request,
        lambda form: services.drop_plan_line(form.asked(request.actor), version=version, line=line),
        _("The element is left out, with all that stood under it."),
        reverse("strategic-plan-version", args=[version]),
    )


def adopt(request: Asking, version: int) -> HttpResponse:
    row = _drafted(request, version)
    if refusal := not_kept(request, row.plan.organisation):
        return refusal

    def save(form: AdoptionForm) -> str:
        said = form.cleaned_data
        services.adopt_plan_version(
            form.asked(request.actor),
            version=version,
            instrument=said["instrument"],
            valid_from=said["valid_from"],
            valid_until=until(dict(said)),
        )
        return reverse("strategic-plan", args=[row.plan_id])

    form = AdoptionForm(sent(request), instruments=instrument_choices(row.plan.organisation))
    words = {
        "title": _("By which instrument the version is adopted"),
        "sub": _title(row),
        "verb": _("Put the adoption on record"),
        "back": reverse("strategic-plan-version", args=[version]),
        "crumbs": _crumbs(row.plan),
        "done": _("The version is adopted, and stays as it is."),
    }
    return form_page(request, form, save, words)


def _signed_in(request: Asking) -> None:
    if request.actor.person is None:
        raise Http404


def _named(form: PlanForm) -> dict[str, Any]:
    return {"name": form.cleaned_data["name"]}


def _plan_seen(request: Asking, plan: int) -> StrategicPlan:
    organisation = seen_organisation(request).pk
    found = StrategicPlan.objects.filter(pk=plan, organisation=organisation).first()
    if found is None:
        raise Http404
    return found


def _drafted(request: Asking, version: int) -> PlanVersion:
    """A version that may still be written, of a plan that the reader sees."""
    rows = PlanVersion.objects.select_related("plan")
    found = rows.filter(pk=version, instrument__isnull=True).first()
    if found is None:
        raise Http404
    _plan_seen(request, found.plan_id)
    return found


def _title(row: PlanVersion) -> str:
    return _("{plan}, version {number}").format(plan=here(row.plan.name), number=row.number)


def _crumbs(plan: StrategicPlan | None = None) -> list[Entry]:
    way = [*crumbs_to(), Entry(reverse("strategic-plans"), _("Strategic plans"))]
    if plan is not None:
        way.append(Entry(reverse("strategic-plan", args=[plan.pk]), here(plan.name)))
    return way
