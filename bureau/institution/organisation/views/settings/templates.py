"""Settings of templates of units: made from a unit as of a day, looked at, written anew."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.texts import Text
from bureau.institution.organisation.forms.templates import (
    TemplateForm,
    TemplateFromUnitForm,
    TemplatePostForm,
)
from bureau.institution.organisation.models import TemplatePost, TemplateUnit, UnitTemplate
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.posts import place_names
from bureau.institution.organisation.queries.templates import (
    PostOfTemplate,
    posts_in_template,
    posts_of_template,
    template_offered,
    units_of_template,
)
from bureau.institution.organisation.services import templates as services
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.settings.parts import (
    crumbs,
    organisation_here,
    unit_by_code,
)
from bureau.record.journal.services import Asked
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import refused_on, status_of
from bureau.web.registers import Line, Register, barred, perform, register_page
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post of a template as its page shows it."""

    post: TemplatePost
    title: str
    superior: str


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit of a template with its posts and the unit above it; the first, which is the unit
    itself, has no `unit`."""

    unit: TemplateUnit | None
    name: str
    above: str
    posts: list[PostRow]


def templates(request: Asking) -> HttpResponseBase:
    return register_page(request, TEMPLATES, crumbs())


def template(request: Asking, template: int) -> HttpResponse:
    """What a template is made of; its name and kind by form."""
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    row = own_template(request, template)
    initial = {"name": row.name, "unit_kind": row.unit_kind}
    key = request.POST.get("key") or uuid4().hex
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refused_on(form, sentence):
            services.name_template(
                Asked(request.actor, key), template=template, **form.cleaned_data
            )
            messages.success(request, _("The template is kept."))
            return redirect("settings-template", template)
    rows = posts_of_template(template)
    context = {
        "template": row,
        "parts": parts(units_of_template(template), rows),
        "total": sum(post.count for post in rows),
        "form": form,
        "key": key,
        "crumbs": list_crumbs(),
    }
    return render(request, "organisation/template.html", context, status=status_of(form))


def template_post(request: Asking, template: int, place: int = 0) -> HttpResponse:
    """One post of a template; place 0 adds one at the end."""
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    row = own_template(request, template)
    rows = posts_of_template(template)
    if place > len(rows):
        raise Http404
    former = rows[place - 1] if place else None
    form = _post_form(request, row, rows, former)
    return part_page(
        request,
        row,
        form,
        lambda key: _put(request, key, form, template, former),
        _("Post of a template") if place else _("Add a post"),
        _("The post is kept in the template."),
    )


def part_page(
    request: Asking,
    row: UnitTemplate,
    form: forms.Form,
    put: Callable[[str], object],
    heading: str,
    done: str,
) -> HttpResponse:
    """One part of a template by form, put in with the key of the form; then back to the whole."""
    key = request.POST.get("key") or uuid4().hex
    if form.is_valid():
        with refused_on(form, sentence):
            put(key)
            messages.success(request, done)
            return redirect("settings-template", row.pk)
    context = {
        "template": row,
        "heading": heading,
        "form": form,
        "key": key,
        "crumbs": crumbs_to(row),
    }
    return render(request, "organisation/template_one.html", context, status=status_of(form))


@require_POST
def drop_post(request: Asking, template: int, place: int) -> HttpResponse:
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    own_template(request, template)
    return perform(
        request,
        lambda key: services.drop_template_post(
            Asked(request.actor, key), template=template, place=place
        ),
        sentence,
        _("The post is taken out of the template."),
    )


@require_POST
def retire(request: Asking, template: int) -> HttpResponse:
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    own_template(request, template)
    return perform(
        request,
        lambda key: services.retire_template(Asked(request.actor, key), template=template),
        sentence,
        _("The template is put aside."),
    )


def own_template(request: Asking, template: int) -> UnitTemplate:
    """A template of the organisation that is offered; any other does not exist."""
    found = template_offered(organisation_here(request).pk, template)
    if found is None:
        raise Http404
    return found


def list_crumbs() -> list[Entry]:
    return [*crumbs(), Entry(reverse("settings-templates"), _("Templates of units"))]


def crumbs_to(row: UnitTemplate) -> list[Entry]:
    address = reverse("settings-template", args=[row.pk])
    return [*list_crumbs(), Entry(address, here(row.name))]


def parts(units: Sequence[TemplateUnit], posts: Sequence[TemplatePost]) -> list[UnitPart]:
    """The unit itself and those below it, each after the one above it, with their posts."""
    titles = {row.place: here(row.title.said) for row in posts}
    rows = [PostRow(row, titles[row.place], titles.get(row.superior or 0, "")) for row in posts]
    below: dict[int | None, list[TemplateUnit]] = {}
    for unit in units:
        below.setdefault(unit.under, []).append(unit)

    def laid(unit: TemplateUnit | None, above: str) -> Iterator[UnitPart]:
        place, name = (unit.place, here(unit.name.said)) if unit else (None, "")
        yield UnitPart(unit, name, above, [row for row in rows if row.post.unit == place])
        for each in below.get(place, ()):
            yield from laid(each, name)

    return list(laid(None, ""))


def _post_form(
    request: Asking, row: UnitTemplate, rows: Sequence[TemplatePost], former: TemplatePost | None
) -> TemplatePostForm:
    known: PostOfTemplate | None = None
    initial: dict[str, Any] = {"count": 1, "fte": 100}
    if former is not None:
        (known,) = posts_in_template([former])
        initial = asdict(known) | {"title": here(former.title.said)}
        initial["keeps_description"] = known.description is not None
    others = [
        (each.place, f"{each.place} · {here(each.title.said)}")
        for each in rows
        if each.count == 1 and (former is None or each.place != former.place)
    ]
    return TemplatePostForm(
        request.POST if request.method == "POST" else None,
        grades=[(grade, grade) for grade in grade_order(row.organisation_id)],
        places=list(place_names(row.organisation_id).items()),
        others=others,
        units=[
            (unit.place, f"{unit.code} · {here(unit.name.said)}")
            for unit in units_of_template(row.pk)
        ],
        former=known,
        initial=initial,
    )


def _put(
    request: Asking, key: str, form: TemplatePostForm, template: int, former: TemplatePost | None
) -> None:
    """A title that stays keeps its wording with all its translations."""
    typed = form.cleaned_data["title"].strip()
    stays = former is not None and typed == here(former.title.said)
    language = get_language() or "en"
    services.put_template_post(
        Asked(request.actor, key),
        template=template,
        place=former.place if former else None,
        post=form.post(former.title_id if former else 0),
        title=None if stays else Text.only(language, typed),
    )


def _make(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return services.make_template(
        Asked(request.actor, key),
        organisation=organisation,
        name=said["name"],
        unit=unit_by_code(said["unit"].strip(), organisation, said["day"]) or 0,
        day=said["day"],
        with_units=said["with_units"],
    )


def _lines(request: Asking, rows: Sequence[UnitTemplate]) -> list[Line]:
    counted = _counts([row.pk for row in rows])
    units = Counter(
        TemplateUnit.objects.filter(template__in=rows).values_list("template", flat=True)
    )
    return [
        Line(
            row.pk,
            (
                here(row.name),
                word_for(row.unit_kind, "unit_kind"),
                1 + units[row.pk],
                counted.get(row.pk, 0),
            ),
            address=reverse("settings-template", args=[row.pk]),
        )
        for row in rows
    ]


def _counts(templates: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    rows = TemplatePost.objects.filter(template__in=templates)
    for template, count in rows.values_list("template", "count"):
        found[template] = found.get(template, 0) + count
    return found


TEMPLATES = Register(
    name="unit-templates",
    title=gettext_lazy("Templates of units"),
    says=gettext_lazy(
        "A unit, alone or with units below it, with posts, grades, lines and skeletons of "
        "descriptions, to be used in drafts."
    ),
    done=gettext_lazy("The template is made. Look it through and change what is to be otherwise."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "name": gettext_lazy("Name"),
        "kind": gettext_lazy("Kind of unit"),
        "units": gettext_lazy("Units"),
        "posts": gettext_lazy("Posts"),
    },
    rows=lambda request: UnitTemplate.objects.filter(
        organisation=organisation_here(request), retired=False
    ).order_by("pk"),
    lines=_lines,
    form=lambda request, data: TemplateFromUnitForm(data, initial={"day": request.reading.today}),
    add=_make,
    sentence=sentence,
    verb=gettext_lazy("Make a template from a unit"),
)
