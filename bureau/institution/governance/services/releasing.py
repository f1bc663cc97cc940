"""Making kept papers on a case public, and withdrawing them again."""

from collections.abc import Collection

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_release
from bureau.institution.governance.queries.releasing import names_people, releasable
from bureau.institution.governance.queries.reorganisations import KIND, Seen, seen_by
from bureau.institution.papers.queries.releases import languages_released, releases_of
from bureau.institution.papers.services.releasing import release_papers, withdraw_release
from bureau.record.journal.services import Act, service


@service(
    "governance.release_case_papers",
    pgettext_lazy("act in the journal", "Release the papers on a case"),
)
def release_case_papers(
    act: Act, *, reorganisation: int, kind: str, languages: Collection[str], of_post: int = 0
) -> int:
    """One kind, of one post where the case may have several, in these languages, under one public
    address; by another than who kept it.

    No paper on a case that names people is made public.
    """
    seen = _allowed(act, reorganisation)
    if names_people(seen):
        raise Refused(Reason("paper_names_people"))
    there = releasable(seen, kind, of_post)
    if set(languages) & languages_released(Reference(KIND, reorganisation), kind, of_post):
        raise Refused(Reason("released_already"))
    if not languages or not set(languages) <= there.keys():
        raise Refused(Reason("nothing_to_release"))
    return release_papers(
        act,
        organisation=seen.row.organisation_id,
        subject=Reference(KIND, reorganisation),
        kind=kind,
        of_post=of_post,
        papers=[row.pk for language in languages for row in there[language]],
    )


@service(
    "governance.withdraw_case_papers",
    pgettext_lazy("act in the journal", "Withdraw released papers on a case"),
)
def withdraw_case_papers(act: Act, *, reorganisation: int, release: int) -> None:
    """By whoever may release; the address then says when."""
    _allowed(act, reorganisation)
    of_case = {one.row.pk for one in releases_of(Reference(KIND, reorganisation))}
    if release not in of_case:
        raise Refused(Reason("nothing_to_release"))
    withdraw_release(act, release=release)


def _allowed(act: Act, reorganisation: int) -> Seen:
    (row,) = act.lock(models.Reorganisation, reorganisation)
    seen = seen_by(act.actor, [reorganisation]).get(reorganisation)
    if seen is None or not may_release(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    return seen
