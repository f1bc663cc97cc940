"""What the wiring table asks of this app: names, who may see, who owns; many at a time."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.instruments.models import Body, Instrument
from bureau.institution.organisation.models import (
    Block,
    Effect,
    Engagement,
    JobDescription,
    Organisation,
    Post,
    Replacement,
    Unit,
)
from bureau.institution.organisation.permissions import (
    may_see_chart,
    may_see_names,
    may_write_descriptions,
)
from bureau.institution.organisation.queries.descriptions import adopted_descriptions
from bureau.institution.organisation.queries.history import hidden_kinds
from bureau.institution.organisation.queries.lineage import called, known_version
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.people import held_where_seen
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.record.accounts.queries import people_by_id, people_told
from bureau.web.answers import Label, Verb
from bureau.web.multilingual import here

_OWNER = ("organisation", "organisation__chart_is_public")

type Rows = QuerySet[Instrument] | QuerySet[Body]


def units_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return _described("unit", ids)


def posts_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return _described("post", ids)


def blocks_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """A block by its title and grade; its page is that of its unit."""
    now = today_in_force()
    rows = {each: known_version(Reference("block", each), now) for each in ids}
    known = {each: row.fields for each, row in rows.items() if row}
    titles = wordings(int(fields["title"] or 0) for fields in known.values())
    return {
        each: Label(
            f"{fields['grade']} · {titles.get(int(fields['title'] or 0), '')}",
            reverse("unit", args=[fields["unit"]]),
        )
        for each, fields in known.items()
    }


def blocks_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return _visible(actor, "block", Block.objects.filter(pk__in=ids).values_list("pk", *_OWNER))


def _described(kind: str, ids: Collection[int]) -> dict[int, Label]:
    found = called([Reference(kind, each) for each in ids], today_in_force())
    return {each.id: Label(one.whole, reverse(kind, args=[each.id])) for each, one in found.items()}


def units_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return _visible(actor, "unit", Unit.objects.filter(pk__in=ids).values_list("pk", *_OWNER))


def posts_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return _visible(actor, "post", Post.objects.filter(pk__in=ids).values_list("pk", *_OWNER))


def _visible(actor: Actor, kind: str, rows: Iterable[tuple[int, int, bool]]) -> set[int]:
    """Those on record, where the chart may be seen; a thing of a draft alone is not there."""
    now = today_in_force()
    seen = _seen(actor, rows)
    return {each for each in seen if now.columns.versions_of(Reference(kind, each))}


def _seen(actor: Actor, rows: Iterable[tuple[int, int, bool]]) -> set[int]:
    """Of (number, organisation, is its chart public), the numbers that the actor may see."""
    own = organisation_of(actor)
    return {
        number
        for number, organisation, is_public in rows
        if may_see_chart(actor, is_public, is_own=own is not None and own.pk == organisation)
    }


def engagements_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To who is signed in, of organisations whose chart they see, once on record."""
    if not may_see_names(actor):
        return set()
    rows = Engagement.objects.filter(pk__in=ids).values_list("pk", *_OWNER)
    return _visible(actor, "engagement", rows)


def engagements_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """By the person and the unit, where the unit tells of it."""
    now = today_in_force()
    rows = {each: known_version(Reference("engagement", each), now) for each in ids}
    people = people_by_id(int(row.fields["person"] or 0) for row in rows.values() if row)
    units = {
        each: Reference("unit", int(row.fields["unit"] or 0)) for each, row in rows.items() if row
    }
    names = called(list(units.values()), now)
    return {
        each: Label(
            f"{people[int(row.fields['person'] or 0)].name} · {names[units[each]].short}",
            reverse("unit", args=[units[each].id]),
        )
        for each, row in rows.items()
        if row and units[each] in names
    }


def units_owned(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
    """A unit is owned by the post that heads it."""
    now = today_in_force()
    return {each: unit.head if (unit := now.unit(each)) else None for each in ids}


def descriptions_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = JobDescription.objects.filter(pk__in=ids).select_related("title")
    return {
        row.pk: Label(
            _("{title}, description version {number}").format(
                title=here(row.title.said), number=row.version
            ),
            reverse("post-versions", args=[row.post_id]),
        )
        for row in rows
    }


def descriptions_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """One that was put in force, where the chart may be seen; any, to those who write them."""
    owners = JobDescription.objects.filter(pk__in=ids).values_list("pk", "post__organisation")
    written = {pk for pk, owner in owners if may_write_descriptions(actor, owner)}
    adopted = adopted_descriptions(today_in_force()).intersection(ids) - written
    rows = JobDescription.objects.filter(pk__in=adopted)
    return written | _seen(actor, rows.values_list("pk", *(f"post__{name}" for name in _OWNER)))


def descriptions_owned(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
    """A description is owned by the post it describes."""
    return dict(JobDescription.objects.filter(pk__in=ids).values_list("pk", "post_id"))


def people_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return {
        number: Label(name, reverse("person", args=[number]))
        for number, name in people_told(ids).items()
    }


def people_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To those signed in: oneself, and whoever is or was on a post in a chart they may see; to
    administrators, and to auditors, whose journal names whoever acted, everybody."""
    if not may_see_names(actor):
        return set()
    if actor.is_administrator() or actor.is_auditor():
        return set(people_by_id(ids))
    return held_where_seen(actor, today_in_force(), set(ids)) | ({actor.person or 0} & set(ids))


def organisations_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Organisation.objects.filter(pk__in=ids)
    return {row.pk: Label(here(row.name), reverse("chart")) for row in rows}


def organisations_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    rows = Organisation.objects.filter(pk__in=ids)
    return _seen(actor, rows.values_list("pk", "pk", "chart_is_public"))


def instruments_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Instrument.objects.filter(pk__in=ids)
    return {row.pk: Label(here(row.title), reverse("instrument", args=[row.pk])) for row in rows}


def instruments_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Whoever sees the structure sees what it rests on; the rest, whoever is signed in."""
    rows = Instrument.objects.filter(pk__in=ids)
    found = _of_seen_organisations(actor, rows)
    if may_see_names(actor):
        return found
    shown = Effect.objects.filter(instrument__in=found).exclude(kind__in=hidden_kinds(actor))
    return set(shown.values_list("instrument", flat=True))


def days_of_instruments(actor: Actor, first: date, until: date) -> list[tuple[date, Reference]]:
    """The days from which what was decided changes the structure of the actor's own organisation,
    with the instrument that does; what a later fact replaced is no day any more."""
    organisation = organisation_of(actor)
    if organisation is None:
        return []
    span = {"day__gte": first.toordinal(), "day__lt": until.toordinal()}
    replaced = Exists(Replacement.objects.filter(replaced=OuterRef("pk")))
    rows = Effect.objects.filter(organisation=organisation.pk).exclude(replaced)
    rows = rows.exclude(kind__in=hidden_kinds(actor))
    pairs = rows.filter(**span).order_by("day", "instrument").values_list("day", "instrument")
    return [
        (date.fromordinal(day), Reference("instrument", instrument))
        for day, instrument in pairs.distinct()
    ]


def bodies_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """The page of a body is for who is signed in; to others, what it decided."""
    rows = Body.objects.filter(pk__in=ids)
    register = reverse("instruments")
    return {
        row.pk: Label(
            here(row.name),
            reverse("body", args=[row.pk]) if may_see_names(actor) else f"{register}?body={row.pk}",
        )
        for row in rows
    }


def bodies_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return _of_seen_organisations(actor, Body.objects.filter(pk__in=ids))


def _of_seen_organisations(actor: Actor, rows: Rows) -> set[int]:
    pairs = list(rows.values_list("pk", "organisation"))
    seen = organisations_visible(actor, {organisation for _number, organisation in pairs})
    return {number for number, organisation in pairs if organisation in seen}


def verbs_of_posts(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """To name a delegate or an assistant, on the pages of one's own posts."""
    verb = Verb(_("Name a delegate or assistant"), reverse("standing-in"))
    return {id: [verb] for id in ids if id in actor.posts}
