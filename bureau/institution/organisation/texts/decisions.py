"""The decisions that an actor's posts see to, on the first page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.institution.instruments.queries.decisions import owned_by
from bureau.institution.instruments.texts.words import FOLLOW_UP_MARKS, FOLLOW_UP_STATES
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import today
from bureau.web.answers import Owned
from bureau.web.formats import day_in_words
from bureau.web.multilingual import here


def owned(actor: Actor) -> list[Owned]:
    """What is not done, what is due first before the rest."""
    if not actor.posts:
        return []
    return [
        Owned(
            name=here(one.row.title),
            address=reverse("decision", args=[one.row.pk]),
            why=_("to be done by {day}").format(day=day_in_words(one.due)) if one.due else "",
            mark="no" if one.is_overdue else FOLLOW_UP_MARKS[one.state],
            state=_("overdue") if one.is_overdue else str(FOLLOW_UP_STATES[one.state]),
        )
        for one in owned_by(actor.posts, today(organisation_of(actor)))
    ]
