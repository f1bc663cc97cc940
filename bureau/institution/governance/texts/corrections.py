"""Corrections of the record in words: what each is called, and what waits for whom."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.governance.models import Correction
from bureau.institution.governance.queries.corrections import address_of, visible, waiting_for
from bureau.web.answers import Label, Waiting
from bureau.web.multilingual import here


def described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Correction.objects.filter(pk__in=visible(actor, ids))
    return {row.pk: Label(_called(row), address_of(row.pk)) for row in rows}


def waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: what the actor may confirm as the second person."""
    return [
        Waiting(
            None,
            _called(row),
            sentence(Reason("confirm")),
            pgettext("act", "Confirm"),
            address_of(row.pk),
        )
        for row in waiting_for(actor)
    ]


def sentence(reason: Reason) -> str:
    """For the wiring table: why it waits."""
    return _(
        "Somebody proposed the correction. It is on record once you or another person confirm it."
    )


def _called(row: Correction) -> str:
    return _("Correction {number}: {document}").format(number=row.pk, document=here(row.document))
