"""Papers written into the folder of files, before the act that keeps them names them."""

from collections.abc import Iterable

from bureau.core.actors import Actor
from bureau.documents.papers.pdf import CannotBeSet
from bureau.institution.governance.models import Submission
from bureau.institution.governance.services.papers import Put
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.governance.texts.papers.writing import Gathered, gathered_from
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.structure import day_there
from bureau.institution.papers.services.kept import Written
from bureau.record.accounts.models import Person
from bureau.record.files.services import Content
from bureau.record.files.store import put
from bureau.record.journal.queries import reading


def put_all(many: Iterable[Gathered]) -> Put:
    """Every language in every format; one that cannot be set keeps none of the others back."""
    written: list[Written] = []
    left_out: list[str] = []
    for one in many:
        for paper in one.papers.values():
            for format in one.formats:
                try:
                    _, _, content, made_from = one.with_manifest(paper, format)
                except CannotBeSet:
                    of = f" {one.value.post}" if one.of_post else ""
                    left_out.append(f"{one.kind}{of} {paper.language} {format}")
                    continue
                held = Content(put(content), len(content), format)
                written.append(
                    Written(
                        *(one.kind, paper.language, format, held, made_from, paper.warnings),
                        of_post=one.of_post,
                    )
                )
    return Put(written, left_out)


def as_submitted(submission: Submission) -> Put:
    """Every kind of paper on a case as it was put forward."""
    return put_all(gathered_as_submitted(submission))


def gathered_as_submitted(submission: Submission) -> list[Gathered]:
    """What they say, whatever became of the case since, told as to whoever put it forward, but
    without names of people: what is kept for ever cannot be erased."""
    with reading():
        read = CaseRead.as_submitted(_author(submission), submission)
        return gathered_from(read.without_names())


def _author(submission: Submission) -> Actor:
    """As they were on that day: they may have left meanwhile."""
    there = submission.reorganisation.organisation
    person = Person.objects.get(pk=submission.person)
    return actor_of(person, day_there(submission.at, there), submission.post)
