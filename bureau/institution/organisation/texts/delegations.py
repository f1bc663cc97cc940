"""A personal delegation in words: which acts on which cases, up to how much; and the absences that
wait to be confirmed."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.organisation.models import Delegation
from bureau.institution.organisation.queries.standing_in import absences_waiting_for
from bureau.institution.organisation.texts.words import word_for
from bureau.record.accounts.queries import told
from bureau.web.answers import Waiting
from bureau.web.formats import number_in_words


def absences_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the absences that the actor may confirm, or end, as the second
    person."""
    return [
        Waiting(
            None,
            told(row.person),
            absence_sentence(Reason("absence" if row.is_to_confirm else "end")),
            pgettext("act", "Confirm"),
            reverse("standing-in"),
        )
        for row in absences_waiting_for(actor)
    ]


def absence_sentence(reason: Reason) -> str:
    """For the wiring table: why it waits."""
    if reason.code == "end":
        return _("Somebody asks to end the absence. It ends once a second person confirms it.")
    return _(
        "Somebody said that a holder is away; nothing changes before a second person confirms it."
    )


def reach_in_words(row: Delegation) -> str:
    """Which acts on which cases."""
    said = _("all acts")
    if row.acts is not None:
        said = _(", ").join(word_for(each, "act") for each in row.acts)
    if row.subjects is None:
        return said
    on = _(", ").join(word_for(each, "delegated_subject") for each in row.subjects)
    return _("{acts}; on {subjects}").format(acts=said, subjects=on)


def limit_in_words(row: Delegation) -> str:
    """Up to how much; empty where there is no limit."""
    if row.ceiling_minor is None:
        return ""
    amount = Decimal(row.ceiling_minor) / 100
    said = number_in_words(int(amount) if amount == int(amount) else amount)
    return _("{currency} {amount}").format(currency=row.currency, amount=said)
