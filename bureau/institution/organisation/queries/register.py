"""What the wiring table asks of provisions, strategic plans and their elements."""

from collections.abc import Collection

from django.urls import reverse

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.instruments.models import (
    PlanElement,
    PlanLine,
    Provision,
    StrategicPlan,
)
from bureau.institution.instruments.queries.plans import lines_of_elements
from bureau.institution.instruments.queries.provisions import cited
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.searched import (
    audiences_of,
    joined,
    sources_of,
    words_of,
)
from bureau.institution.organisation.queries.wiring import organisations_visible
from bureau.web import kinds
from bureau.web.answers import Label, Searchable
from bureau.web.multilingual import here


def provisions_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return {pk: Label(one.name, reverse("provision", args=[pk])) for pk, one in cited(ids).items()}


def provisions_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Whoever sees an instrument sees its provisions."""
    pairs = list(Provision.objects.filter(pk__in=ids).values_list("pk", "instrument"))
    seen = kinds.visible(actor, [Reference("instrument", of) for _pk, of in pairs])
    return {pk for pk, of in pairs if Reference("instrument", of) in seen}


def provisions_searched(ids: Collection[int]) -> dict[int, Searchable]:
    """By how it is cited, and by what it says."""
    named = cited(ids)
    rooms = audiences_of({one.instrument.organisation for one in named.values()})
    return {
        pk: Searchable(
            names={
                language: f"{words}, {one.path_in(language)}"
                for language, words in words_of(one.instrument.title).items()
            },
            audience=rooms[one.instrument.organisation],
            words=joined(words_of(text) for text in (one.row.gist, one.row.words) if text),
            sources=(
                Reference("instrument", one.instrument.pk),
                *sources_of(one.instrument.organisation, []),
            ),
        )
        for pk, one in named.items()
    }


def elements_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return {
        element: Label(
            f"{row.code} {here(row.name)}".strip(),
            f"{reverse('strategic-plan', args=[row.version.plan_id])}#element-{element}",
        )
        for element, row in lines_of_elements(ids).items()
    }


def elements_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of an adopted version, to those signed in who see the organisation."""
    if not may_see_names(actor):
        return set()
    rows = PlanLine.objects.filter(element__in=ids, version__instrument__isnull=False)
    pairs = list(rows.values_list("element", "element__plan__organisation"))
    seen = organisations_visible(actor, {of for _element, of in pairs})
    return {element for element, of in pairs if of in seen}


def elements_searched(ids: Collection[int]) -> dict[int, Searchable]:
    rows = lines_of_elements(ids)
    plans = PlanElement.objects.filter(pk__in=rows).values_list("pk", "plan__organisation")
    owners = dict(plans)
    rooms = audiences_of(set(owners.values()))
    return {
        element: Searchable(
            names=words_of(row.name),
            audience=rooms[owners[element]],
            codes=(row.code,) if row.code else (),
            words=words_of(row.says) if row.says else {},
            sources=sources_of(owners[element], []),
        )
        for element, row in rows.items()
        if row.version.instrument_id
    }


def plans_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = StrategicPlan.objects.filter(pk__in=ids)
    return {row.pk: Label(here(row.name), reverse("strategic-plan", args=[row.pk])) for row in rows}


def plans_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    if not may_see_names(actor):
        return set()
    pairs = list(StrategicPlan.objects.filter(pk__in=ids).values_list("pk", "organisation"))
    seen = organisations_visible(actor, {of for _pk, of in pairs})
    return {pk for pk, of in pairs if of in seen}
