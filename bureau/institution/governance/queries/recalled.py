"""What an organisation has translated before, for those who translate a case.

Only what is in force is recalled: names, titles, and descriptions that were adopted. The words of
drafts that the reader may not see are not among them.
"""

from bureau.core.recalling import Known, Memory
from bureau.core.texts import Status
from bureau.institution.organisation.models import (
    DescriptionDuty,
    DescriptionLine,
    JobDescription,
    Wording,
)
from bureau.institution.organisation.queries.descriptions import adopted_descriptions
from bureau.institution.organisation.queries.structure import today_in_force

AT_MOST = 5000
AT_ONCE = 500
SETTLED = (Status.ORIGINAL, Status.REVISED, Status.OFFICIAL)


def memory_of(organisation: int, source: str, language: str) -> Memory:
    """What was translated from one language into another, and is no draft; the newest where there
    is more than can be looked through."""
    numbers = sorted(_in_force(organisation), reverse=True)[:AT_MOST]
    found = []
    for start in range(0, len(numbers), AT_ONCE):
        rows = Wording.objects.filter(
            pk__in=numbers[start : start + AT_ONCE],
            organisation=organisation,
            original_language=source,
        )
        for row in rows:
            words, status = row.said.said.get(language, ("", Status.DRAFT))
            if words and status in SETTLED:
                found.append(Known(row.original, words, status))
    return Memory(found)


def _in_force(organisation: int) -> set[int]:
    """Wordings in force today, or of descriptions that were adopted; those of another organisation
    may be among them."""
    now = today_in_force()
    found = {unit.name for unit in now.units()} | {post.title for post in now.posts()}
    newest = sorted(adopted_descriptions(now), reverse=True)[:AT_ONCE]
    rows = JobDescription.objects.filter(pk__in=newest, post__organisation=organisation)
    for of in rows.values_list("title", "direction"):
        found |= {one for one in of if one}
    numbers = list(rows.values_list("pk", flat=True))
    for model in (DescriptionDuty, DescriptionLine):
        of_these = model._default_manager.filter(description__in=numbers)
        found |= set(of_these.values_list("wording", flat=True))
    return found
