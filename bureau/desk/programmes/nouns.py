"""Initiatives with their pillars and editions, as nouns."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from bureau.core.scopes import Scope
from bureau.core.work import EDITION, INITIATIVE
from bureau.desk.programmes import models, permissions, texts
from bureau.desk.programmes.services import initiatives, parts
from bureau.desk.programmes.services.initiatives import move_initiative
from bureau.desk.programmes.services.parts import move_edition
from bureau.institution.organisation.nouns import owner
from bureau.record.nouns import fields
from bureau.record.nouns.noun import (
    Listing,
    Named,
    Noun,
    Programs,
    Rights,
    adding,
    changing,
    deleting,
    going,
)
from bureau.web.multilingual import here
from bureau.web.requests import Asking


def _today(request: Asking) -> Mapping[str, Any]:
    return {"valid_from": request.reading.today, "post": request.actor.post}


def _options(request: Asking) -> list[tuple[int | str, str]]:
    rows = permissions.initiatives_seen(request.actor).order_by("code")
    return [(row.pk, f"{row.code} {here(row.name)}") for row in rows]


WHOLE = fields.thing("initiative", _("Initiative"), "initiative", _options)


def _rights(see: Callable[..., Any], change: Callable[..., Any]) -> Rights:
    return Rights(see=see, add=permissions.may_add, change=change, only=texts.ONLY_OWNERS)


def _programs(list: str, read: str) -> Programs:
    return Programs(reads=Scope.STRUCTURE, writes=Scope.DESK, list=list, read=read)


FACTS = ("code", "name", "post", "valid_from", "valid_until")
YEAR = ("year", "place", "valid_from", "valid_until")
INITIATIVES = Noun(
    name="initiative",
    plural="initiatives",
    model=models.Initiative,
    named=Named(
        one=_("Initiative"),
        many=_("Initiatives"),
        says=_("Work of a department that goes on for years, and the post that owns it."),
        empty=(_("No initiative yet"), _("A head of a unit or an organisation officer adds one.")),
        no_match=(_("No initiative matches"), _("Remove a filter.")),
    ),
    fields=(
        fields.code(refused=("initiative_code_taken",)),
        fields.text(),
        owner(),
        fields.first_day(),
        fields.last_day_of(),
        fields.state(texts.INITIATIVE_STATES, texts.INITIATIVE_MARKS),
    ),
    rights=_rights(permissions.initiatives_seen, permissions.initiatives_changeable),
    deeds=(
        adding(
            initiatives.add_initiative,
            _("Add an initiative"),
            _("Add initiative"),
            _("The initiative is added."),
            *FACTS,
            start=_today,
        ),
        changing(
            initiatives.change_initiative,
            _("Change the initiative"),
            _("The initiative is saved."),
            *FACTS,
        ),
        going("start", move_initiative, _("Start initiative"), _("The initiative is active.")),
        going("close", move_initiative, _("Close initiative"), _("The initiative is closed.")),
        going("drop", move_initiative, _("Drop initiative"), _("The initiative is dropped.")),
        going(
            "reopen", move_initiative, _("Reopen initiative"), _("The initiative is open again.")
        ),
        deleting(
            initiatives.delete_initiative,
            _("Delete the initiative"),
            _("Delete initiative"),
            _("The initiative is deleted."),
        ),
    ),
    listing=Listing(
        columns=("name", "code", "post", "valid_from", "valid_until", "state"),
        facts=("code", "post", "valid_from", "valid_until", "state"),
        key=("code",),
        filters=("state", "post", "valid_until"),
        order=("code",),
    ),
    programs=_programs("The initiatives that you may see.", "One initiative."),
    sentence=texts.sentence,
    owner="post",
    days=("valid_from",),
    flow=INITIATIVE,
)
PILLARS = Noun(
    name="pillar",
    plural="pillars",
    model=models.Pillar,
    named=Named(
        one=_("Pillar"),
        many=_("Pillars"),
        says=_("What initiatives consist of."),
        empty=(_("No pillar yet"), _("A person who may change the initiative adds one.")),
    ),
    fields=(WHOLE, fields.code(refused=("pillar_code_taken",)), fields.text()),
    rights=_rights(permissions.pillars_seen, permissions.parts_changeable),
    deeds=(
        adding(
            parts.add_pillar,
            _("Add a pillar"),
            _("Add pillar"),
            _("The pillar is added."),
            *("initiative", "code", "name"),
        ),
        changing(
            parts.change_pillar, _("Change the pillar"), _("The pillar is saved."), "code", "name"
        ),
        deleting(
            parts.delete_pillar,
            _("Delete the pillar"),
            _("Delete pillar"),
            _("The pillar is deleted."),
        ),
    ),
    listing=Listing(
        columns=("name", "code", "initiative"),
        facts=("code", "initiative"),
        key=("initiative", "code"),
        filters=("initiative",),
        order=("initiative", "code"),
    ),
    programs=_programs("The pillars of all initiatives.", "One pillar."),
    sentence=texts.sentence,
    part_of="initiative",
)
EDITIONS = Noun(
    name="edition",
    plural="editions",
    model=models.Edition,
    named=Named(
        one=_("Edition"),
        many=_("Editions"),
        says=_("An edition is one year of an initiative: its place, its days and its state."),
        empty=(_("No edition yet"), _("A person who may change the initiative adds one.")),
    ),
    fields=(
        WHOLE,
        fields.year(refused=("edition_of_year_there", "edition_outside_initiative")),
        fields.line("place", _("Place")),
        fields.first_day(required=False, refused=("edition_of_another_year", "first_day_missing")),
        fields.last_day_of(),
        fields.state(texts.EDITION_STATES, texts.EDITION_MARKS),
    ),
    rights=_rights(permissions.editions_seen, permissions.parts_changeable),
    deeds=(
        adding(
            parts.add_edition,
            _("Add an edition"),
            _("Add edition"),
            _("The edition is added."),
            *("initiative", *YEAR),
            start=lambda request: {"year": request.reading.today.year},
        ),
        changing(parts.change_edition, _("Change the edition"), _("The edition is saved."), *YEAR),
        going(
            "hold", move_edition, _("Record edition as held"), _("The edition is recorded as held.")
        ),
        going("cancel", move_edition, _("Cancel edition"), _("The edition is cancelled.")),
        going("reopen", move_edition, _("Reopen edition"), _("The edition is planned again.")),
        deleting(
            parts.delete_edition,
            _("Delete the edition"),
            _("Delete edition"),
            _("The edition is deleted."),
        ),
    ),
    listing=Listing(
        columns=("year", "initiative", "place", "valid_from", "valid_until", "state"),
        facts=("initiative", "year", "place", "valid_from", "valid_until", "state"),
        key=("initiative", "year"),
        filters=("initiative", "state"),
        search=("place",),
        order=("-year",),
    ),
    programs=_programs("The editions of all initiatives.", "One edition."),
    sentence=texts.sentence,
    called=lambda row: f"{row.initiative.code} {row.year}",
    related=("initiative",),
    part_of="initiative",
    days=("valid_from",),
    flow=EDITION,
)
NOUNS = (INITIATIVES, PILLARS, EDITIONS)
