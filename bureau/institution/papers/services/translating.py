"""Saying who translates a thing: joined by the app whose thing it is, which has settled that it
may, that the person may translate it, and that the day is not over."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.institution.papers.models import Translating
from bureau.record.journal.services import Act, service


@service("papers.name_translator", pgettext_lazy("act in the journal", "Name a translator"))
def name_translator(
    act: Act, *, organisation: int, subject: Reference, language: str, person: int, until: date
) -> int:
    """From now on this person, in place of whoever did."""
    act.need("organisation", organisation)
    act.name_anew(person)
    if language not in LANGUAGES:
        raise Refused(Reason("language_unknown"))
    act.touch(subject.kind, subject.id)
    for row in _open(act, subject, language):
        if (row.person, row.until) == (person, until):
            raise Refused(Reason("nothing_changes"))
        _end(act, row)
    made = Translating.objects.create(
        organisation=organisation,
        subject_kind=subject.kind,
        subject=subject.id,
        language=language,
        person=person,
        until=until,
        made_by=act.actor.person or 0,
        at=act.at,
    )
    act.touch("translating", made.pk)
    act.details.update(language=language, until=until.isoformat(), translator=person)
    return made.pk


@service("papers.end_translating", pgettext_lazy("act in the journal", "Take a translator off"))
def end_translating(act: Act, *, subject: Reference, language: str) -> None:
    """Nobody translates it any more: it is done, or was taken off."""
    rows = _open(act, subject, language)
    if not rows:
        raise Refused(Reason("nobody_translates"))
    act.touch(subject.kind, subject.id)
    for row in rows:
        _end(act, row)
    act.details.update(language=language)


@service(
    "papers.erase_translating",
    pgettext_lazy("act in the journal", "Take somebody erased off what they translate"),
)
def erase_translating(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: who is erased translates nothing more; the number stays."""
    rows = Translating.objects.filter(person__in=people, ended__isnull=True)
    for row in act.lock(Translating, *rows.values_list("pk", flat=True)):
        act.touch(row.subject_kind, row.subject)
        _end(act, row)


def _open(act: Act, subject: Reference, language: str) -> list[Translating]:
    """What is open of it, locked; at most one."""
    rows = Translating.objects.filter(
        subject_kind=subject.kind, subject=subject.id, language=language, ended__isnull=True
    )
    return list(act.lock(Translating, *rows.values_list("pk", flat=True)))


def _end(act: Act, row: Translating) -> None:
    act.touch("translating", row.pk)
    Translating.objects.filter(pk=row.pk, ended__isnull=True).update(ended=act.at)
