"""Whether anything goes by the class and order of a grade."""

from django.conf import settings
from django.utils.module_loading import import_string

from bureau.institution.organisation.models import BlockVersion, Grade, PostVersion


def is_in_use(grade: Grade) -> bool:
    """Whether a post or counted posts have or had the grade, or a rule of procedure names it."""
    of = {"subject__organisation": grade.organisation_id, "grade": grade.code}
    if any(rows.filter(**of).exists() for rows in (PostVersion.objects, BlockVersion.objects)):
        return True
    named: frozenset[str] = import_string(settings.BUREAU_GRADES_OF_RULES)(grade.organisation_id)
    return grade.code in named
