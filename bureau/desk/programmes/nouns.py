"""Initiatives with their pillars and editions, as nouns."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from bureau.core.scopes import Scope
from bureau.core.work import EDITION, INITIATIVE
from bureau.desk.programmes import models, permissions, texts
from bureau.desk.programmes.services import initiatives, parts
from bureau.institution.organisation.nouns import owner
from bureau.record.nouns.fields import (
    code,
    first_day,
    last_day_of,
    line,
    number,
    state,
    text,
    thing,
)
from bureau.record.nouns.noun import Deed, Listing, Named, Noun, Programs, Rights
from bureau.web.multilingual import here
from bureau.web.requests import Asking


def _today(request: Asking) -> Mapping[str, Any]:
    return {"valid_from": request.reading.today, "post": request.actor.post}


def _options(request: Asking) -> list[tuple[int | str, str]]:
    rows = permissions.initiatives_seen(request.actor).order_by("code")
    return [(row.pk, f"{row.code} {here(row.name)}") for row in rows]


def initiative() -> Any:
    return thing("initiative", _("Initiative"), "initiative", _options)


def _step(name: str, service: Callable[..., Any], verb: Any, done: Any) -> Deed:
    return Deed(name=name, service=service, title=verb, verb=verb, done=done, step=name)


INITIATIVES = Noun(
    name="initiative",
    plural="initiatives",
    model=models.Initiative,
    named=Named(
        one=_("Initiative"),
        many=_("Initiatives"),
        says=_("Work of a department that goes on for years, and the post that owns it."),
        empty=(_("No initiative yet"), _("A head of a unit or an organisation officer adds one.")),
        no_match=(_("No initiative matches"), _("Remove a filter, or look at another day.")),
    ),
    fields=(
        code(refused=("initiative_code_taken",)),
        text(),
        owner(),
        first_day(),
        last_day_of(),
        state(texts.INITIATIVE_STATES, texts.INITIATIVE_MARKS),
    ),
    rights=Rights(
        see=permissions.initiatives_seen,
        add=permissions.may_add,
        change=permissions.initiatives_changeable,
        only=texts.ONLY_OWNERS,
    ),
    deeds=(
        Deed(
            name="add",
            service=initiatives.add_initiative,
            title=_("Add an initiative"),
            verb=_("Add initiative"),
            done=_("The initiative is added."),
            fields=("code", "name", "post", "valid_from", "valid_until"),
            start=_today,
        ),
        Deed(
            name="change",
            service=initiatives.change_initiative,
            title=_("Change the initiative"),
            verb=_("Save changes"),
            done=_("The initiative is saved."),
            fields=("code", "name", "post", "valid_from", "valid_until"),
        ),
        _step(
            "start",
            initiatives.start_initiative,
            _("Start initiative"),
            _("The initiative is active."),
        ),
        _step(
            "close",
            initiatives.close_initiative,
            _("Close initiative"),
            _("The initiative is closed."),
        ),
        _step(
            "drop",
            initiatives.drop_initiative,
            _("Drop initiative"),
            _("The initiative is dropped."),
        ),
        _step(
            "reopen",
            initiatives.reopen_initiative,
            _("Reopen initiative"),
            _("The initiative is proposed again."),
        ),
        Deed(
            name="delete",
            service=initiatives.delete_initiative,
            title=_("Delete the initiative"),
            verb=_("Delete initiative"),
            done=_("The initiative is deleted."),
            says=_("Its history stays in the journal."),
        ),
    ),
    listing=Listing(
        columns=("name", "code", "post", "valid_from", "valid_until", "state"),
        facts=("code", "post", "valid_from", "valid_until", "state"),
        key=("code",),
        filters=("state", "post", "valid_until"),
        order=("code",),
    ),
    programs=Programs(
        reads=Scope.STRUCTURE,
        writes=Scope.DESK,
        list="The initiatives that you may see.",
        read="One initiative.",
    ),
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
        empty=(_("No pillar yet"), _("Whoever may change the initiative adds one.")),
    ),
    fields=(initiative(), code(refused=("pillar_code_taken",)), text()),
    rights=Rights(
        see=permissions.pillars_seen,
        add=permissions.may_add,
        change=permissions.parts_changeable,
        only=texts.ONLY_OWNERS,
    ),
    deeds=(
        Deed(
            name="add",
            service=parts.add_pillar,
            title=_("Add a pillar"),
            verb=_("Add pillar"),
            done=_("The pillar is added."),
            fields=("initiative", "code", "name"),
        ),
        Deed(
            name="change",
            service=parts.change_pillar,
            title=_("Change the pillar"),
            verb=_("Save changes"),
            done=_("The pillar is saved."),
            fields=("code", "name"),
        ),
        Deed(
            name="delete",
            service=parts.delete_pillar,
            title=_("Delete the pillar"),
            verb=_("Delete pillar"),
            done=_("The pillar is deleted."),
        ),
    ),
    listing=Listing(
        columns=("name", "code", "initiative"),
        facts=("code", "initiative"),
        key=("initiative", "code"),
        filters=("initiative",),
        order=("initiative", "code"),
    ),
    programs=Programs(
        reads=Scope.STRUCTURE,
        writes=Scope.DESK,
        list="The pillars of all initiatives.",
        read="One pillar.",
    ),
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
        empty=(_("No edition yet"), _("Whoever may change the initiative adds one.")),
    ),
    fields=(
        initiative(),
        number("year", _("Year"), 1990, 2200, refused=("edition_of_year_there",)),
        line("place", _("Place")),
        first_day(required=False, refused=("edition_of_another_year", "first_day_missing")),
        last_day_of(),
        state(texts.EDITION_STATES, texts.EDITION_MARKS),
    ),
    rights=Rights(
        see=permissions.editions_seen,
        add=permissions.may_add,
        change=permissions.parts_changeable,
        only=texts.ONLY_OWNERS,
    ),
    deeds=(
        Deed(
            name="add",
            service=parts.add_edition,
            title=_("Add an edition"),
            verb=_("Add edition"),
            done=_("The edition is added."),
            fields=("initiative", "year", "place", "valid_from", "valid_until"),
            start=lambda request: {"year": request.reading.today.year},
        ),
        Deed(
            name="change",
            service=parts.change_edition,
            title=_("Change the edition"),
            verb=_("Save changes"),
            done=_("The edition is saved."),
            fields=("year", "place", "valid_from", "valid_until"),
        ),
        _step(
            "hold", parts.hold_edition, _("Record as held"), _("The edition is recorded as held.")
        ),
        _step("cancel", parts.cancel_edition, _("Cancel edition"), _("The edition is cancelled.")),
        _step(
            "reopen", parts.reopen_edition, _("Reopen edition"), _("The edition is planned again.")
        ),
        Deed(
            name="delete",
            service=parts.delete_edition,
            title=_("Delete the edition"),
            verb=_("Delete edition"),
            done=_("The edition is deleted."),
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
    programs=Programs(
        reads=Scope.STRUCTURE,
        writes=Scope.DESK,
        list="The editions of all initiatives.",
        read="One edition.",
    ),
    sentence=texts.sentence,
    called="year",
    part_of="initiative",
    days=("valid_from",),
    flow=EDITION,
)
NOUNS = (INITIATIVES, PILLARS, EDITIONS)
