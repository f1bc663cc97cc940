"""Who has an interest of their own in a case by what is known now, whatever its round kept."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from bureau.core.procedures.case import Case
from bureau.core.procedures.interests import Stake
from bureau.core.references import Reference
from bureau.institution.organisation.queries.holders import people_holding


def interested_in(
    cases: Mapping[Reference, Case], days: Mapping[int, date]
) -> dict[Reference, frozenset[int]]:
    """Everyone with an interest in what each case pursues, in a constant number of reads; `days`
    are what day it is in each organisation."""
    if not cases:
        return {}
    stakes: dict[Reference, Mapping[int, Stake]]
    stakes = import_string(settings.BUREAU_INTERESTS)(list(cases))
    pursued = {
        subject: [stakes[subject][one.id] for one in case.pursued() if one.id in stakes[subject]]
        for subject, case in cases.items()
    }
    posts = {post for found in pursued.values() for one in found for post in one.posts}
    holders = people_holding(posts, min(days.values()))
    return {
        subject: frozenset[int]().union(*(one.held_by(holders) for one in found))
        for subject, found in pursued.items()
    }
