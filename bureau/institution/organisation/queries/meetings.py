"""What the wiring table asks of sessions, agenda items, documents and decisions followed."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.urls import reverse

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.instruments.models import AgendaItem, Document, Meeting
from bureau.institution.instruments.queries.decisions import owned_by
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.organisations import all_organisations, organisation_of
from bureau.institution.organisation.queries.searched import sources_of, words_of
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.queries.wiring import organisations_visible
from bureau.web.answers import Audience, Label, Searchable
from bureau.web.formats import labelled
from bureau.web.multilingual import here

type Pairs = list[tuple[int, int]]


def meetings_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """A session by its name, with the body's; a sitting leads to its session."""
    rows = Meeting.objects.filter(pk__in=ids).select_related("body")
    return {
        row.pk: Label(
            labelled(here(row.body.name), here(row.name)),
            reverse("meeting", args=[row.under_id or row.pk]),
        )
        for row in rows
    }


def meetings_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    rows = Meeting.objects.filter(pk__in=ids)
    return _seen(actor, list(rows.values_list("pk", "body__organisation")))


def meetings_in_calendar(actor: Actor, first: date, until: date) -> list[tuple[date, Reference]]:
    """The day each session opens, and each sitting, of the actor's own organisation."""
    organisation = organisation_of(actor)
    if organisation is None or not may_see_names(actor):
        return []
    rows = Meeting.objects.filter(
        Q(body__organisation=organisation.pk), valid_from__gte=first, valid_from__lt=until
    )
    days = rows.order_by("valid_from", "pk").values_list("valid_from", "pk")
    return [(day, Reference("meeting", pk)) for day, pk in days]


def meetings_searched(ids: Collection[int]) -> dict[int, Searchable]:
    rows = Meeting.objects.filter(pk__in=ids, under__isnull=True).select_related("body")
    return {
        row.pk: Searchable(
            names=words_of(row.name),
            audience=Audience.SIGNED_IN,
            codes=(row.code,) if row.code else (),
            words=words_of(row.body.name),
            sources=(Reference("body", row.body_id), *sources_of(row.body.organisation, [])),
        )
        for row in rows
    }


def items_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = AgendaItem.objects.filter(pk__in=ids)
    return {
        row.pk: Label(
            f"{row.number} {here(row.title)}",
            f"{reverse('meeting', args=[row.meeting_id])}#item-{row.pk}",
        )
        for row in rows
    }


def items_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    rows = AgendaItem.objects.filter(pk__in=ids)
    return _seen(actor, list(rows.values_list("pk", "meeting__body__organisation")))


def documents_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Document.objects.filter(pk__in=ids)
    return {
        row.pk: Label(f"{row.number} {here(row.title)}", reverse("document", args=[row.pk]))
        for row in rows
    }


def documents_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    rows = Document.objects.filter(pk__in=ids)
    return _seen(actor, list(rows.values_list("pk", "meeting__body__organisation")))


def documents_searched(ids: Collection[int]) -> dict[int, Searchable]:
    rows = Document.objects.filter(pk__in=ids).select_related("meeting__body")
    return {
        row.pk: Searchable(
            names=words_of(row.title),
            audience=Audience.SIGNED_IN,
            codes=(row.number,),
            sources=sources_of(row.meeting.body.organisation, []),
        )
        for row in rows
    }


def decisions_hanging(ended: Collection[Reference]) -> list[tuple[Reference, Reference]]:
    """Decisions that are not done, of a post that sees to them and ends."""
    posts = {each.id for each in ended if each.kind == "post"}
    return [
        (Reference("post", one.owner or 0), Reference("instrument", one.row.pk))
        for row in (all_organisations() if posts else ())
        for one in owned_by(posts, today(row))
        if one.row.organisation == row.pk
    ]


def _seen(actor: Actor, pairs: Pairs) -> set[int]:
    """Of (number, organisation), those of organisations that somebody signed in sees."""
    if not may_see_names(actor):
        return set()
    seen = organisations_visible(actor, {of for _number, of in pairs})
    return {number for number, of in pairs if of in seen}
