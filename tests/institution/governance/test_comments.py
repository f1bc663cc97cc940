"""Comments on a draft: who may write and read, settled or carried along, and who saw what."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import (
    CarriedThread,
    Comment,
    CommentWords,
    StateSeen,
)
from bureau.institution.governance.queries.comments import (
    DAYS_TOLD,
    Threaded,
    counts_of,
    tells,
    threads_of,
    visible,
)
from bureau.institution.governance.queries.readings import readings_of
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import answers, comments, drafts, steps
from bureau.institution.governance.services.erasing import erase_comments
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.texts.comments import waiting
from bureau.record.journal.queries import entries_about
from bureau.record.journal.services.following import advance
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    determine,
    draft_engagement,
    recommend,
    submit,
)
from tests.institution.governance.visitors import case_address, page, visitor
from tests.institution.house import NOW, TODAY, House
from tests.programs import program

WORDS = "Why is the merger in July?"


def with_reader(house: House, name: str = "Stray") -> Engagement:
    case = draft_engagement(house)
    drafts.name_reader(case.officer, reorganisation=case.number, person=house.people[name])
    return case


def seen(case: Engagement, name: str = "Olga") -> Seen:
    return seen_by(case.house.actor(name), [case.number])[case.number]


def said(
    case: Engagement,
    name: str = "Stray",
    words: str = WORDS,
    about: str = "action:2",
    **more: object,
) -> int:
    return comments.comment_on(
        case.house.actor(name),
        reorganisation=case.number,
        about=about,
        said=words,
        **more,  # type: ignore[arg-type]
    )


def threads(case: Engagement, name: str = "Olga") -> list[Threaded]:
    found = seen_by(case.house.actor(name), [case.number])
    return threads_of(case.house.actor(name), found[case.number]) if found else []


def ready(case: Engagement) -> None:
    """What its findings ask is answered, so that it may go forward."""
    answers.answer_finding(
        case.officer,
        reorganisation=case.number,
        code="head_of_ended_unit",
        subject=Reference("post", case.house.posts["CHIEF"]),
        reason="The paper does not say",
    )


def test_a_reader_asks_and_the_author_answers(house: House) -> None:
    case = with_reader(house)
    asked = said(case, kind="question")
    reply = comments.reply_to(case.officer, comment=asked, said="The Council meets then.")
    (thread,) = threads(case, "Stray")
    assert thread.is_question and str(thread.about) == "action:2"
    assert (thread.first.by, thread.first.words) == ("Stray", WORDS)
    assert [one.row.pk for one in thread.replies] == [reply]
    counts = counts_of(case.officer, seen(case))
    assert (counts.open["action:2"], counts.in_all) == (1, 1)


@pytest.mark.parametrize(
    "about",
    ["action:99", "claim:1", "unit:999999", "nothing", "case:1", "finding:x", "action:-1"],
)
def test_what_is_not_of_the_case_is_not_commented_on(house: House, about: str) -> None:
    case = with_reader(house)
    with pytest.raises(Refused, match="about_nothing"):
        said(case, about=about)


def test_every_thing_of_a_case_may_be_commented_on(house: House) -> None:
    case = with_reader(house)
    things = [
        "case",
        "action:1",
        f"unit:{house.units['SGD']}",
        f"unit:{case.sed}",
        f"post:{house.posts['D1']}",
        f"person:{house.people['Chia']}",
        f"finding:head_of_ended_unit:post:{house.posts['CHIEF']}",
    ]
    for thing in things:
        said(case, about=thing)
    assert [str(one.about) for one in threads(case)] == things


@pytest.mark.parametrize("name", ["Otto", "Sana", "Ada", "Chia"])
def test_whoever_does_not_see_a_draft_neither_reads_nor_writes(house: House, name: str) -> None:
    case = with_reader(house)
    number = said(case)
    assert threads(case, name) == [] and visible(house.actor(name), [number]) == set()
    with pytest.raises(Refused, match="not_yours_to_do"):
        said(case, name)
    with pytest.raises(Refused, match="not_yours_to_do"):
        reply(case, name, number)


def reply(case: Engagement, name: str, number: int) -> int:
    return comments.reply_to(case.house.actor(name), comment=number, said="So it is.")


def test_only_who_sees_the_draft_is_mentioned(house: House) -> None:
    case = with_reader(house)
    said(case, mentions=(house.people["Olga"],))
    (thread,) = threads(case)
    assert thread.first.mentions == ("Olga",) and thread.involves(house.people["Olga"])
    with pytest.raises(Refused, match="mention_of_stranger"):
        said(case, mentions=(house.people["Opal"],))


def test_own_words_change_until_they_are_answered(house: House) -> None:
    case = with_reader(house)
    number = said(case)
    stray = house.actor("Stray")
    comments.change_comment(stray, comment=number, said="Why in July?")
    (thread,) = threads(case)
    assert thread.first.words == "Why in July?" and thread.first.versions[0][1] == WORDS
    with pytest.raises(Refused, match="not_yours_to_do"):
        comments.change_comment(case.officer, comment=number, said="Otherwise")
    reply(case, "Olga", number)
    with pytest.raises(Refused, match="comment_answered"):
        comments.change_comment(stray, comment=number, said="Again")


def test_who_asked_or_the_author_settles_it_and_may_take_that_back(house: House) -> None:
    case = with_reader(house)
    drafts.name_reader(case.officer, reorganisation=case.number, person=house.people["Opal"])
    number = said(case)
    with pytest.raises(Refused, match="not_yours_to_do"):
        comments.resolve_comment(house.actor("Opal"), comment=number, said="Done")
    with pytest.raises(Refused, match="comment_unsaid"):
        comments.resolve_comment(house.actor("Stray"), comment=number, said=" ")
    comments.resolve_comment(house.actor("Stray"), comment=number, said="Understood")
    assert threads(case)[0].state == "resolved"
    with pytest.raises(Refused, match="comment_resolved"):
        reply(case, "Olga", number)
    comments.reopen_comment(case.officer, comment=number)
    assert threads(case)[0].state == "open"


def test_opened_again_it_still_says_what_it_was_settled_with(house: House) -> None:
    case = with_reader(house)
    number = said(case)
    comments.resolve_comment(house.actor("Stray"), comment=number, said="Understood")
    comments.reopen_comment(case.officer, comment=number)
    (former,) = threads(case)[0].former
    assert (former.words, former.by, former.reopened_by) == ("Understood", "Stray", "Olga")
    told = page(visitor(house, "Olga"), case_address(f"comments/{number}/"))
    assert "Understood" in told
    erase_comments(house.administrator, people=[house.people["Stray"]])
    assert threads(case)[0].former[0].words == ""


def test_a_question_waits_at_home_and_in_notices_until_it_is_settled(house: House) -> None:
    case = with_reader(house)
    number = said(case, kind="question")
    news = said(case)
    olga = house.people["Olga"]

    def told() -> dict[int, bool]:
        return {one.number: one.is_news for one in tells(None) if one.person == olga}

    assert told() == {number: False, news: True}
    assert [one.why for one in waiting(case.officer)] == [
        "A question about it waits for your answer."
    ]
    comments.resolve_comment(house.actor("Stray"), comment=number, said="Understood")
    assert told() == {news: True} and waiting(case.officer) == []


def test_who_is_named_in_a_question_is_told_as_news_not_until_it_is_answered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, opal = with_reader(house), house.people["Opal"]
    drafts.name_reader(case.officer, reorganisation=case.number, person=opal)
    said(case, kind="question", mentions=(opal,))
    both = {house.people["Olga"], opal}
    assert {one.person for one in tells(None)} == both
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=DAYS_TOLD + 1))
    assert {one.person for one in tells(None)} == both - {opal}


def test_by_api_what_is_only_told_is_asked_for_and_marked_apart(house: House) -> None:
    case = with_reader(house)
    said(case, kind="question")
    said(case)
    while advance("bureau.record.notices.services.telling.follow"):
        pass
    by = program(house, "Olga", "cases")
    found = {
        state: [one["is_news"] for one in by.get(f"notices?state={state}")["items"]]
        for state in ("open", "news", "closed")
    }
    assert found == {"open": [False], "news": [True], "closed": []}


@pytest.mark.thorough
def test_each_open_one_is_settled_or_carried_when_it_goes_forward(house: House) -> None:
    case = with_reader(house)
    settled, carried = said(case), said(case, words="And who pays?")
    with pytest.raises(Refused, match="comment_undecided"):
        submit(case)
    ready(case)
    submit_reorganisation(
        case.officer,
        reorganisation=case.number,
        resolved=((settled, "It is explained"),),
        carried=(carried,),
    )
    assert [one.state for one in threads(case)] == ["resolved", "carried"]
    assert [one.number for one in threads(case, "Sana")] == [carried]
    assert visible(house.actor("Sana"), [settled, carried]) == {carried}
    with pytest.raises(Refused, match="comment_carried"):
        reply(case, "Olga", carried)


def carried_along(house: House) -> tuple[Engagement, int]:
    case = with_reader(house)
    number = said(case)
    ready(case)
    submit_reorganisation(case.officer, reorganisation=case.number, carried=(number,))
    return case, number


def test_what_is_carried_is_sealed(house: House) -> None:
    carried_along(house)
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        CarriedThread.objects.update(thread=1)


def test_on_its_way_the_route_comments_and_an_open_comment_holds_nothing_up(house: House) -> None:
    case, _ = carried_along(house)
    number = said(case, "Sana", "Which budget?", kind="question", about="case")
    assert number in [one.number for one in threads(case, "Coco")]
    with pytest.raises(Refused, match="not_yours_to_do"):
        said(case, "Opal")
    for act in (determine, recommend, approve):
        act(case)
    assert [one.state for one in threads(case)][-1] == "open"


@pytest.mark.exhaustive
def test_sent_back_what_was_carried_stays_and_what_is_new_is_asked_again(house: House) -> None:
    case, first = carried_along(house)
    steps.refer_back(
        house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("determine"),
        day=TODAY,
    )
    second = said(case, "Stray", "Once more")
    with pytest.raises(Refused, match="comment_undecided"):
        submit_reorganisation(case.officer, reorganisation=case.number)
    submit_reorganisation(case.officer, reorganisation=case.number, carried=(second,))
    assert {one.number: one.carried for one in threads(case)} == {first: 1, second: 2}


def test_words_stay_out_of_the_journal_and_are_erasable(house: House) -> None:
    case = with_reader(house)
    number = said(case)
    (entry,) = entries_about(Reference("comment", number))
    assert "merger" not in str(entry.details) and f"comment_{number}_1" in str(entry.details)
    CommentWords.objects.update(said="")
    assert Comment.objects.filter(pk=number).exists() and threads(case)[0].first.words == ""


def test_what_each_saw_is_noted_when_they_write_or_say_so_never_when_they_look(
    house: House,
) -> None:
    case = with_reader(house)
    state = state_seen(seen(case))
    threads(case, "Stray")
    assert not StateSeen.objects.exists()
    said(case, seen="of long ago")
    assert not StateSeen.objects.exists()
    said(case, seen=state)
    with pytest.raises(Refused, match="changed_since_seen"):
        comments.read_version(house.actor("Stray"), reorganisation=case.number, seen="x")
    comments.read_version(house.actor("Stray"), reorganisation=case.number, seen=state)
    (reading,) = readings_of(seen(case), state)
    assert (reading.name, reading.how, reading.is_now) == ("Stray", "read", True)


@pytest.mark.thorough
def test_an_act_on_the_route_says_which_state_it_saw(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    determine(case)
    state = state_seen(seen(case))
    (reading,) = readings_of(seen(case), state)
    assert (reading.name, reading.how, reading.is_now) == ("Sana", "acted", True)
