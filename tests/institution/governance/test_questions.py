"""Referred back with questions: the author answers each before it goes forward again."""

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.services import accepting, steps, submissions
from bureau.institution.procedures.models import AuthorQuestion
from bureau.institution.procedures.queries.cases import questions_open
from bureau.record.journal.models import Content, Entry
from bureau.record.journal.store import commitment
from tests.institution.governance.amending import three_renamed
from tests.institution.governance.engagement import Engagement
from tests.institution.house import TODAY, House


def asked(house: House, *questions: str) -> Engagement:
    case = three_renamed(house)
    steps.refer_back(
        house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        note="Two things first",
        questions=questions or ("Who pays?", "Until when?"),
    )
    return case


def answer(case: Engagement, place: int, said: str) -> None:
    question = questions_open(case.case().subject)[place - 1]
    accepting.answer_question(
        case.officer, reorganisation=case.number, question=question.pk, said=said
    )


def test_it_goes_forward_again_once_every_question_is_answered(house: House) -> None:
    case = asked(house)
    answer(case, 1, "Nobody")
    with pytest.raises(Refused, match="question_unanswered"):
        submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    answer(case, 2, "For ever")
    answer(case, 1, "The department")
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    kept = [(one.said, one.answer.said) for one in AuthorQuestion.objects.all()]
    assert kept == [("Who pays?", "The department"), ("Until when?", "For ever")]
    assert questions_open(case.case().subject) == []


def test_blank_lines_are_no_questions(house: House) -> None:
    asked(house, "Who pays?", "  ", "")
    assert AuthorQuestion.objects.count() == 1


def test_the_journal_binds_their_words_and_does_not_say_them(house: House) -> None:
    case = asked(house, "Who pays?")
    answer(case, 1, "Nobody")
    question = AuthorQuestion.objects.get()
    for name, said in (
        (f"question_{question.pk}", "Who pays?"),
        (f"answer_{question.pk}", "Nobody"),
    ):
        content = Content.objects.get(field=name)
        promised = content.entry.details["commitments"][name]
        assert content.value is None and commitment(content.salt, said) == promised
    assert "pays" not in str([entry.details for entry in Entry.objects.all()])


def test_only_the_author_answers_and_only_while_it_is_back(house: House) -> None:
    case = asked(house, "Who pays?")
    question = AuthorQuestion.objects.get().pk
    with pytest.raises(Refused, match="not_yours_to_do"):
        accepting.answer_question(
            house.actor("Sana"), reorganisation=case.number, question=question, said="I"
        )
    with pytest.raises(Refused, match="answer_unsaid"):
        answer(case, 1, " ")
    answer(case, 1, "Nobody")
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    with pytest.raises(Refused, match="already_submitted"):
        accepting.answer_question(
            case.officer, reorganisation=case.number, question=question, said="Other"
        )
