"""Making kept papers public, and withdrawing them: joined by the app whose thing they are of, which
has settled that it may, and that no paper of it names people."""

import secrets
from collections.abc import Collection

from django.utils.translation import pgettext_lazy

from bureau.core.papers.kinds import TO_PEOPLE
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.papers.models import Paper, Release, ReleasedPaper
from bureau.institution.papers.queries.kept import PERSON
from bureau.institution.papers.queries.releases import languages_released, value_of
from bureau.record.journal.services import Act, service

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 16


@service("papers.release_papers", pgettext_lazy("act in the journal", "Release papers"))
def release_papers(
    act: Act,
    *,
    organisation: int,
    subject: Reference,
    kind: str,
    papers: Collection[int],
    of_post: int = 0,
) -> int:
    """Under one new address. Only final ones, of one kind of one thing that say the same, kept by
    others, in languages in which none of the kind stands released."""
    act.need("organisation", organisation)
    rows = act.lock(Paper, *papers)
    if reasons := _against(act, subject, (kind, of_post), rows):
        raise Refused(*reasons)
    made = Release.objects.create(
        organisation=organisation,
        subject_kind=subject.kind,
        subject=subject.id,
        kind=kind,
        code="".join(secrets.choice(LETTERS) for _place in range(LENGTH)),
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    ReleasedPaper.objects.bulk_create(
        ReleasedPaper(release=made, paper=row, kept_by=row.person, released_by=made.person)
        for row in rows
    )
    act.touch(subject.kind, subject.id)
    act.touch("release", made.pk)
    act.touch("paper", *(row.pk for row in rows))
    languages = sorted({row.language for row in rows})
    act.details.update(kind=kind, languages=languages, code=made.code)
    return made.pk


@service("papers.withdraw_release", pgettext_lazy("act in the journal", "Withdraw released papers"))
def withdraw_release(act: Act, *, release: int) -> None:
    """From now on the address says that it was withdrawn, and when."""
    (row,) = act.lock(Release, release)
    if row.withdrawn is not None:
        raise Refused(Reason("withdrawn_already"))
    act.touch(row.subject_kind, row.subject)
    act.touch("release", row.pk)
    Release.objects.filter(pk=row.pk, withdrawn__isnull=True).update(withdrawn=act.at)
    act.details.update(kind=row.kind, code=row.code)


def _against(
    act: Act, subject: Reference, which: tuple[str, int], rows: Collection[Paper]
) -> list[Reason]:
    """`which` is the kind, and the post where there may be several."""
    reasons = []
    kind, of_post = which
    if subject.kind == PERSON or kind in TO_PEOPLE:
        reasons.append(Reason("paper_to_a_person"))
    of = (subject.kind, subject.id, *which)
    found = {(row.subject_kind, row.subject, row.kind, row.of_post) for row in rows}
    if found != {of}:
        reasons.append(Reason("nothing_to_release"))
    if not all(row.is_final for row in rows):
        reasons.append(Reason("released_not_final"))
    if any(row.person == act.actor.person for row in rows):
        reasons.append(Reason("two_persons_needed"))
    if len({value_of(row) for row in rows}) > 1:
        reasons.append(Reason("released_differing"))
    if languages_released(subject, kind, of_post) & {row.language for row in rows}:
        reasons.append(Reason("released_already"))
    return reasons
