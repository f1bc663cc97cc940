"""Who translates a case into a language: named, and taken off once it is done."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_translate
from bureau.institution.governance.queries.reorganisations import KIND, seen_by
from bureau.institution.governance.queries.translating import may_be_named
from bureau.institution.organisation.queries.structure import today
from bureau.institution.papers.queries.translating import translating_of
from bureau.institution.papers.services.translating import end_translating, name_translator
from bureau.record.journal.services import Act, service


@service(
    "governance.assign_translation",
    pgettext_lazy("act in the journal", "Name who translates a case"),
)
def assign_translation(
    act: Act, *, reorganisation: int, language: str, person: int, until: date
) -> int:
    """By whoever may translate the case, to whoever may; the day is the last one. One that is over
    where the organisation is is refused."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    if not _is_seen(act, reorganisation) or not may_translate(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    if not may_be_named(person, reorganisation):
        raise Refused(Reason("cannot_translate"))
    if until < today(row.organisation):
        raise Refused(Reason("day_is_over"))
    return name_translator(
        act,
        organisation=row.organisation_id,
        subject=Reference(KIND, reorganisation),
        language=language,
        person=person,
        until=until,
    )


@service(
    "governance.end_translation",
    pgettext_lazy(
        "act in the journal", "Say that a case is translated, or take its translator off"
    ),
)
def end_translation(act: Act, *, reorganisation: int, language: str) -> None:
    """Done or taken off: by the person whose it is, or by whoever may translate the case."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    subject = Reference(KIND, reorganisation)
    held = translating_of(subject).get(language)
    is_own = held is not None and held.person == act.actor.person
    if not _is_seen(act, reorganisation) or not (is_own or may_translate(act.actor, row)):
        raise Refused(Reason("not_yours_to_do"))
    end_translating(act, subject=subject, language=language)


def end_where_done(act: Act, reorganisation: int, language: str, *, is_whole: bool) -> None:
    """What nothing is missing of and nothing is a draft in is nobody's any more."""
    subject = Reference(KIND, reorganisation)
    if is_whole and language in translating_of(subject):
        end_translating(act, subject=subject, language=language)


def _is_seen(act: Act, reorganisation: int) -> bool:
    return reorganisation in seen_by(act.actor, [reorganisation])
