"""The days of plans, steps that fall due and rules that end, as the wiring table asks for them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.institution.governance.queries.endings import (
    Days,
    PlanDay,
    days_of_plans,
    rules_that_end,
)
from bureau.institution.governance.queries.wiring import address_of
from bureau.institution.governance.texts.labels import ACTS
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
