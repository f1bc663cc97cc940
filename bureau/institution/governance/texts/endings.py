"""Days of plans, steps that fall due, rules and seats that end, as the wiring table asks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.institution.governance.queries.deciding import seats_named
from bureau.institution.governance.queries.endings import (
    Days,
    PlanDay,
    days_of_plans,
    rules_that_end,
    seats_that_end,
)
from bureau.institution.governance.queries.wiring import address_of
from bureau.institution.governance.texts.deciding import SEAT_ROLES
from bureau.institution.governance.texts.labels import ACTS
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rules import rule_name
from bureau.web.answers import Ending
from bureau.web.multilingual import here
from bureau.web.requests import Reading


def plans_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    return [
        Ending(
            day=one.day,
            what="step" if one.step else "plan",
            word=_("Step that falls due") if one.step else _("Day of a draft"),
            name=f"{one.seen.row.reference} · {here(one.seen.row.title)}",
            address=address_of(one.seen.row.pk),
            note=_note(one),
            owner=one.seen.row.author_post,
        )
        for one in days_of_plans(actor, days)
    ]


def _note(one: PlanDay) -> str:
    if one.step:
        return str(ACTS.get(one.step, one.step))
    told = ngettext("{count} action begins", "{count} actions begin", one.actions)
    return told.format(count=one.actions)


def rules_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    address = reverse("rules") if may_keep_rules(actor, actor.organisation) else ""
    return [
        Ending(
            day=row.valid_until or days[1],
            what="rule",
            word=_("Rule of procedure"),
            name=rule_name(row),
            address=address,
        )
        for row in rules_that_end(actor, days)
    ]


def seats_ending(actor: Actor, days: Days, reading: Reading) -> list[Ending]:
    rows = seats_that_end(actor, days)
    names = seats_named(rows)
    now = snapshot(reading.at, reading.overlay)
    posts = {row.pk: now.post(row.post) if row.post else None for row in rows}
    return [
        Ending(
            day=row.valid_until or days[1],
            what="seat",
            word=_("Seat of a body"),
            name=f"{row.body.code} · {names[row.pk]}",
            address=reverse("body", args=[row.body_id]),
            note=str(SEAT_ROLES[row.role]),
            unit=post.unit if (post := posts[row.pk]) else None,
            owner=row.post,
        )
        for row in rows
    ]
