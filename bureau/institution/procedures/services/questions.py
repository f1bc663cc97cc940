"""Questions that go to the author with what is referred back, and what the author answers."""

from collections.abc import Iterable

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.kinds import Phase
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.cases import case_on_record, questions_open
from bureau.record.journal.services import Act, service


def put_questions(act: Act, row: models.ProcedureAct, questions: Iterable[str]) -> None:
    """Keep them by the act; the journal holds only commitments to their words."""
    asked = [said for each in questions if (said := each.strip())]
    for place, said in enumerate(asked, 1):
        models.AuthorQuestion.objects.create(act=row, place=place, said=said)


@service(
    "procedures.answer_question",
    pgettext_lazy("act in the journal", "Answer a question of a procedure"),
)
def answer_question(act: Act, *, subject: Reference, question: int, said: str) -> None:
    """Answer one, or answer it anew; joined by the subject's own app, which knows the author."""
    words, on_record = said.strip(), case_on_record(subject)
    asked = {one.pk for one in questions_open(subject)}
    is_with_author = on_record is not None and on_record.case.phase is Phase.WITH_AUTHOR
    if question not in asked or not is_with_author:
        raise Refused(Reason("question_not_open"))
    if not words:
        raise Refused(Reason("answer_unsaid"))
    models.AuthorAnswer.objects.filter(question=question).delete()
    models.AuthorAnswer.objects.create(
        question_id=question, said=words, person=act.actor.person or 0, at=act.at
    )
    act.touch(subject.kind, subject.id)
    act.details.update(question=question)


def refuse_unanswered(subject: Reference) -> None:
    """What is asked is answered before the case is put forward again."""
    left = [one.pk for one in questions_open(subject) if not hasattr(one, "answer")]
    if left:
        raise Refused(Reason("question_unanswered", {"questions": left}))
