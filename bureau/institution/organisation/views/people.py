"""The page of a person: the posts held over time, and what was known of it when; for those who are
signed in."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.documents.linked_data import Held as HeldInFile
from bureau.documents.linked_data import person_json_ld
from bureau.documents.tables import Column
from bureau.documents.vcards import vcards
from bureau.institution.organisation.queries.cards import card_of
from bureau.institution.organisation.queries.engagements import engagements_of_person
from bureau.institution.organisation.queries.exports import identity
from bureau.institution.organisation.queries.history import versions_told
from bureau.institution.organisation.queries.holders_listed import holder_line
from bureau.institution.organisation.queries.people import (
    Held,
    may_see_person,
    posts_held,
    things_of_person,
)
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.views.histories import (
    OF_A_PERSON,
    told_of_things,
    versions_file,
)
from bureau.institution.organisation.views.what_is_seen import seen_organisation, structure_asked
from bureau.record.accounts.models import Person
from bureau.record.accounts.queries import former_names, people_by_id
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.formats import as_date, tag_of_language
from bureau.web.frame import Entry
from bureau.web.requests import Asking
from bureau.web.tabs import tabs_of


@require_safe
def person(request: Asking, person: int) -> HttpResponseBase:
    with reading():
        found = _look_up(request, person)
        now = structure_asked(request)
        held = posts_held(request.actor, now, person)
        form = request.GET.get("format", "")
        if form in exports.TABLE_FORMATS:
            return _file(request, form, held)
        if form == "jsonld":
            stand = exports.stand_of(request.reading)
            content = person_json_ld(identity(), stand, person, found.name, _in_file(held))
            return exports.file_response(content, form, f"person-{person}")
        if form == "vcf":
            return _card(request, now, person)
        context = {
            "person": found,
            "held": held,
            "other_files": "jsonld vcf" if _is_on_post(request, held) else "jsonld",
            "engaged": engagements_of_person(request.actor, now, person),
            "day": request.reading.at.valid,
            "tabs": _tabs(request, person),
            "verbs": kinds.verbs(request.actor, Reference("person", person)),
        }
    return render(request, "organisation/person.html", context)


@require_safe
def person_history(request: Asking, person: int) -> HttpResponseBase:
    """What was put on record of who held what, and what was believed before: both times."""
    with reading():
        found = _look_up(request, person)
        recorded = request.reading.at.recorded
        things = things_of_person(request.actor, person, recorded)
        rows = {thing: versions_told(thing, recorded) for thing in things}
        context = told_of_things(request, rows, OF_A_PERSON)
        if (form := request.GET.get("format", "")) in exports.TABLE_FORMATS:
            return versions_file(request, form, f"person-{person}-history", context)
        context |= {
            "name": found.name,
            "short": found.transliteration,
            "former": former_names(found.pk),
            "subject": Reference("person", person),
            "tabs": _tabs(request, person),
        }
    return render(request, "organisation/history.html", context)


def _look_up(request: Asking, person: int) -> Person:
    """Whoever the reader may see as known where they stand; else as if there were none."""
    seen_organisation(request)
    found = people_by_id([person]).get(person)
    if found is None or not may_see_person(request.actor, structure_asked(request), person):
        raise Http404
    return found


def _tabs(request: Asking, person: int) -> list[Entry]:
    own = {"person": _("Person"), "person-history": _("History")}
    return tabs_of(request, Reference("person", person), own)


def _file(request: Asking, form: str, held: Sequence[Held]) -> HttpResponseBase:
    columns: list[Column[Held]] = [
        Column("number", _("Post number"), lambda one: one.post.short),
        Column("title", _("Title"), lambda one: one.post.name),
        Column("unit", _("Unit"), lambda one: one.unit.short if one.unit else ""),
        Column("since", _("First day"), lambda one: as_date(one.valid_from)),
        Column("last_day", _("Last day"), _last_day),
        Column("manner", _("Manner"), lambda one: one.manner),
        Column("share", _("Share"), lambda one: one.share / 100),
    ]
    return exports.dated_table_response(form, "posts-held", columns, held, request.reading)


def _is_on_post(request: Asking, held: Sequence[Held]) -> bool:
    day = request.reading.at.valid
    return any(
        one.valid_from <= day and (one.valid_until is None or day < one.valid_until) for one in held
    )


def _card(request: Asking, now: Snapshot, person: int) -> HttpResponseBase:
    """A card of whoever is on a post: name, posts, units."""
    organisation = seen_organisation(request)
    line = holder_line(now, roots_of(now, organisation.pk), person)
    if line is None:
        raise Http404
    card = card_of(line, now, organisation, identity())
    language = tag_of_language(get_language() or "en")
    return exports.file_response(vcards([card], language), "vcf", f"person-{person}")


def _last_day(held: Held) -> date | None:
    return as_date(held.valid_until - 1) if held.valid_until else None


def _in_file(held: Sequence[Held]) -> list[HeldInFile]:
    return [
        HeldInFile(
            incumbency=one.incumbency,
            post=one.post.reference.id,
            number=one.post.short,
            unit=one.unit.reference.id if one.unit else None,
            code=one.unit.short if one.unit else "",
            manner=one.manner,
            since=as_date(one.valid_from),
            until=as_date(one.valid_until) if one.valid_until else None,
        )
        for one in held
    ]
