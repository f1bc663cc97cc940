"""Pages of comments: by form, with filters and as a file; settled, carried, and who saw what."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.institution.governance.models import Comment
from bureau.institution.governance.services import comments
from bureau.record.notices.models import Notice
from bureau.record.notices.services.telling import keep_notices
from tests.institution.governance.engagement import Engagement, determine, submit
from tests.institution.governance.test_comments import WORDS, ready, said, with_reader
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


def address(case: Engagement, name: str = "reorganisation-comments", *more: int) -> str:
    return reverse(name, args=[case.number, *more])


def test_a_reader_asks_by_form_and_the_author_answers_and_settles(house: House) -> None:
    case = with_reader(house)
    reader, author = visitor(house, "Stray"), visitor(house, "Olga")
    assert "Nothing is said of it yet" in page(reader, address(case))
    form = address(case, "reorganisation-comment-new")
    assert "Say it in words" not in page(reader, form + "?about=action:2")
    assert "This field is required." in send(reader, form, 422, about="action:2", kind="question")
    text = send(reader, form, about="action:2", kind="question", said=WORDS)
    assert "It is said." in text and WORDS in text and "SGD" in text
    number = Comment.objects.get().pk
    thread = address(case, "reorganisation-comment", number)
    assert "In July the Council meets." in send(author, thread, said="In July the Council meets.")
    settling = address(case, "reorganisation-comment-resolution", number)
    assert "It is resolved." in send(author, settling, said="Explained")
    text = page(author, address(case))
    assert ">resolved</span>" in text and "Explained" in text
    assert "It is open again." in send(
        author, address(case, "reorganisation-comment-reopening", number)
    )


@pytest.mark.exhaustive
def test_the_list_is_filtered_and_a_file(house: House) -> None:
    case = with_reader(house)
    said(case, kind="question")
    said(case, "Olga", "A note", about="case")
    client = visitor(house, "Stray")
    assert "A note" not in page(client, address(case) + "?show=questions")
    assert "A note" not in page(client, address(case) + "?about=action:2")
    assert "A note" not in page(client, address(case) + "?show=mine")
    assert "No comment of this sort" in page(client, address(case) + "?show=resolved")
    answer = client.get(address(case) + "?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    names, _, *lines = list(csv.reader(StringIO(text)))
    told = [dict(zip(names, line, strict=True)) for line in lines]
    assert [(one["kind"], one["by"], one["said"]) for one in told] == [
        ("question", "Stray", WORDS),
        ("comment", "Olga", "A note"),
    ]


@pytest.mark.exhaustive
def test_things_lead_to_what_is_said_of_them(house: House) -> None:
    case = with_reader(house)
    said(case)
    text = page(visitor(house, "Stray"), address(case, "reorganisation"))
    assert "1 comment, 1 open" in text and "?about=action%3A2" in text
    assert "comments/new/?about=action%3A1" in text and "about=finding%3A" in text
    assert "1 comment, 1 open" in page(
        visitor(house, "Stray"), address(case, "reorganisation-route")
    )


def test_pages_are_not_there_for_who_may_not_read_them(house: House) -> None:
    case = with_reader(house)
    number = said(case)
    for name in ("Otto", "Ada", None):
        client = visitor(house, name)
        for each in (
            address(case),
            address(case, "reorganisation-comment-new"),
            address(case, "reorganisation-comment", number),
            address(case, "reorganisation-comment-words", number),
            address(case, "reorganisation-readings"),
        ):
            page(client, each, 404)
    page(visitor(house, "Stray"), address(case, "reorganisation-readings"), 404)


@pytest.mark.thorough
def test_own_words_are_changed_on_a_page_of_their_own(house: House) -> None:
    case = with_reader(house)
    number = said(case)
    words = address(case, "reorganisation-comment-words", number)
    assert WORDS in page(visitor(house, "Stray"), words)
    text = send(visitor(house, "Stray"), words, said="Why July?")
    assert "Why July?" in text and "What it said before" in text
    page(visitor(house, "Olga"), words, 404)


@pytest.mark.exhaustive
def test_what_is_open_is_asked_for_when_it_goes_forward(house: House) -> None:
    case = with_reader(house)
    first, second = said(case), said(case, words="And who pays?")
    ready(case)
    author, submission = visitor(house, "Olga"), address(case, "reorganisation-submission")
    text = page(author, submission)
    assert "And who pays?" in text and text.count("Comment: 2. ") == 2 and "Stray" in text
    assert text.count("Say what becomes of it.") == 0
    assert send(author, submission, 422).count("Say what becomes of it.") >= 2
    assert "data-open" not in page(author, address(case, "reorganisation"))
    decided: dict[str, Any] = {f"becomes_{first}": "resolved", f"becomes_{second}": "carried"}
    assert "Say how it is settled." in send(author, submission, 422, **decided)
    text = send(author, submission, **decided | {f"word_{first}": "Explained"})
    assert "submitted and frozen" in text
    text = page(visitor(house, "Sana"), address(case))
    assert "And who pays?" in text and WORDS not in text and "carried into the record" in text


@pytest.mark.thorough
def test_who_read_it_says_so_and_the_author_is_told(house: House) -> None:
    case = with_reader(house)
    reader = visitor(house, "Stray")
    text = page(reader, address(case))
    state = text.split('name="seen" value="')[1].split('"')[0]
    reading = address(case, "reorganisation-reading")
    assert "as it stands" in send(reader, reading, seen=state)
    assert "It has changed since" in send(reader, reading, 422, seen="x")
    text = page(visitor(house, "Olga"), address(case, "reorganisation-readings"))
    assert "Stray" in text and "said that they read it" in text
    assert "as it stands now" in text


@pytest.mark.thorough
def test_people_are_told_by_notice(house: House) -> None:
    case = with_reader(house)
    asked = said(case, kind="question")

    def told() -> set[tuple[str, str]]:
        keep_notices("comment", None)
        return set(Notice.objects.filter(until=None).values_list("person__name", "code"))

    assert told() == {("Olga", "asked")}
    comments.reply_to(
        case.officer, comment=asked, said="So it is", mentions=(house.people["Stray"],)
    )
    assert told() == {("Stray", "mentioned")}
    assert "A question about it waits" not in page(visitor(house, "Olga"), "/")


@pytest.mark.thorough
def test_an_open_question_waits_for_the_author_on_their_home_page(house: House) -> None:
    case = with_reader(house)
    said(case, kind="question")
    assert "A question about it waits for your answer." in page(visitor(house, "Olga"), "/")


@pytest.mark.exhaustive
def test_many_comments_cost_as_many_reads_as_few(house: House) -> None:
    case = with_reader(house)

    def reads() -> int:
        client = visitor(house, "Stray")
        page(client, address(case))
        with CaptureQueriesContext(connection) as asked:
            page(client, address(case))
        return len(asked)

    for words in ("One", "Two"):
        number = said(case, words=words, mentions=(house.people["Olga"],))
        comments.reply_to(case.officer, comment=number, said="Yes")
    few = reads()
    for place in range(8):
        number = said(case, words=f"More {place}", about="case")
        comments.reply_to(case.officer, comment=number, said="Yes")
    assert reads() == few


@pytest.mark.exhaustive
def test_on_its_way_whoever_acts_reads_and_asks(house: House) -> None:
    case = with_reader(house)
    submit(case)
    determine(case)
    client = visitor(house, "Coco")
    form = address(case, "reorganisation-comment-new")
    assert "Which budget?" in send(
        client, form, about="case", kind="question", said="Which budget?"
    )
    assert "Which budget?" in page(visitor(house, "Sana"), address(case))
    page(visitor(house, "Opal"), address(case), 404)
