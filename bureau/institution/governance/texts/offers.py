"""What governance offers on the pages of units and posts: a draft, an appointment."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.institution.governance.permissions import may_start_reorganisation
from bureau.web.kinds import Verb


def verbs_of_units(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """To start a draft, for whoever may."""
    if not may_start_reorganisation(actor):
        return {}
    return {id: [Verb(_("Start a draft"), reverse("reorganisation-new"))] for id in ids}


def verbs_of_posts(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    return verbs_of_units(actor, ids)
