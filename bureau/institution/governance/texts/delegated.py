"""Delegations in words: what counts against a ceiling, what is refused, what a set would take."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.actors import Actor
from bureau.core.procedures.ceilings import Counts
from bureau.core.reasons import Reason
from bureau.institution.governance.models import Ceiling
from bureau.institution.governance.queries.delegated import (
    Taking,
    ceilings_proposed,
    delegation_name,
)
from bureau.institution.organisation.queries.actors import in_person
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.texts.proposals import not_settled, proposal_waiting
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rules import rule_names
from bureau.web.answers import Waiting
from bureau.web.formats import day_in_words, number_in_words, span_in_words

COUNTED: Mapping[str, Promise] = {
    Counts.INCREASES.value: gettext_lazy("all that costs more"),
    Counts.NET.value: gettext_lazy("what costs more, less what costs less"),
}


def amount_in_words(minor: int, currency: str) -> str:
    """An amount of minor units as people write it, with its currency."""
    amount = Decimal(minor) / 100
    whole = int(amount) if amount == int(amount) else amount
    return _("{currency} {amount}").format(currency=currency, amount=number_in_words(whole))


def refusal(reason: Reason) -> str:
    """Why something about delegations is refused; empty where the code is another's."""
    facts = reason.facts
    unit = str(facts.get("unit", ""))
    found = {
        "cap_reached": _(
            "This would pass the ceiling of the delegation: {asked} asked, {left} left."
        ).format(
            asked=amount_in_words(int(facts.get("asked", 0)), unit),
            left=amount_in_words(int(facts.get("left", 0)), unit),
        ),
        "cap_below_taken": _("That is less than what is used already: {taken}.").format(
            taken=amount_in_words(int(facts.get("taken", 0)), unit)
        ),
        "cap_below_zero": _("A ceiling cannot be below zero."),
        "share_not_within_whole": _("The share lies above zero and at most at one hundred."),
        "ceilings_overlap": _("This rule has a ceiling for a part of that period already."),
        "ceiling_of_own_case": _(
            "You had a hand in cases that go by this delegation: {cases}. Another person must set "
            "its ceiling."
        ).format(cases=_(", ").join(facts.get("cases", ()))),
        "two_persons_needed": _("Another person must confirm it: two persons are needed."),
        "is_over": _("It is over already."),
        "changed_since_proposed": _(
            "What the proposal would change has changed since. Propose it again."
        ),
        "already_settled": _("Somebody settled it before you; nothing was changed."),
        "ceiling_needs_cost": _(
            "What a post costs is not known, so it cannot be counted against the ceiling."
        ),
        "ceiling_of_other_days": _(
            "The delegation {rule} has a ceiling, but none for {day}: nobody decides under it then."
            " Choose a day within a ceiling, or have a ceiling set for that day."
        ).format(rule=facts.get("rule", ""), day=day_in_words(int(facts.get("day", 1)))),
    }
    return found.get(reason.code, "")


def ceiling_in_words(row: Ceiling) -> str:
    """As in “CHF 1,000 from 1 January 2024 to 31 December 2025, of which CHF 300 is used”."""
    pool = row.pool
    return _("{cap}, {span}; used: {taken}.").format(
        cap=amount_in_words(pool.cap if pool else 0, row.currency),
        span=span_in_words(row.valid_from, row.valid_until),
        taken=amount_in_words(pool.taken if pool else 0, row.currency),
    )


def ceilings_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the ceilings, and other amounts of them, that the actor may confirm."""
    own = organisation_of(actor)
    if own is None or not may_keep_rules(in_person(actor, today(own)), own.pk):
        return []
    rows = not_settled(ceilings_proposed(own.pk).exclude(proposed_by=actor.person))
    names = rule_names(own.pk) if rows else {}
    called = _("Ceiling: {rule}")
    return [
        proposal_waiting(
            row, called.format(rule=names.get(row.rule, row.rule)), "settings-ceilings"
        )
        for row in rows
    ]


def unreserved_in_words(taking: Taking) -> str:
    """What waits takes of a ceiling once it comes into force, and that nothing keeps it for it."""
    if taking.amount is None:
        found = _(
            "{rule}: the cost of a post that waits is not known. It counts against the ceiling, so "
            "its entry into force is refused until it is."
        )
    elif taking.is_over:
        found = _(
            "{rule}: nothing is reserved for what waits. It would take {asked} of the ceiling, and "
            "{left} is left: as things stand its entry into force is refused."
        )
    else:
        found = _(
            "{rule}: nothing is reserved for what waits. It would take {asked} of the ceiling, of "
            "which {left} is left today; if others use that first, its entry into force is refused."
        )
    currency = taking.ceiling.currency
    return found.format(
        rule=delegation_name(taking.ceiling.pk),
        asked=amount_in_words(taking.amount or 0, currency),
        left=amount_in_words(taking.left, currency),
    )
