"""Two versions of a paper as one: either comes back whole, and only what differs is marked."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.core.papers.blocks import (
    Block,
    Change,
    Furniture,
    Heading,
    Item,
    Listing,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
)
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.redline import Counted, accepted, bare, redline, refused
from bureau.core.papers.shipped import BOOK
from bureau.core.papers.wording import wording, words_in
from bureau.core.texts import LANGUAGES
from tests.core.papers.specimens import SPECIMENS
from tests.core.papers.spoiling import SPOILT, walked
from tests.core.papers.values import VALUES

kinds = pytest.mark.parametrize("name", KINDS)
languages = st.sampled_from(LANGUAGES)


def paper(*blocks: Block) -> Paper:
    return Paper("letter", "en", "Title", Furniture("Issuer"), blocks)


def said(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(text),), number=at) for at, text in enumerate(texts, 1))


def told(runs: Runs) -> str:
    """What is gone in square brackets, what is added in braces."""
    marks = {Change.GONE: "[{}]", Change.ADDED: "{{{}}}", Change.NONE: "{}"}
    return "".join(marks[run.change].format(run.text) for run in runs)


def comes_back(earlier: Paper, later: Paper) -> None:
    found = redline(earlier, later)
    assert accepted(found.blocks) == bare(later.blocks)
    assert refused(found.blocks) == bare(earlier.blocks)
    assert (found.counted.total == 0) == (_said(earlier) == _said(later))


def _said(one: Paper) -> object:
    """All but the numbers of paragraphs, which follow from what comes before."""

    def unnumbered(node: object) -> object:
        is_numbered = isinstance(node, Paragraph) and node.number
        return replace(node, number=1) if is_numbered else node  # type: ignore[type-var]

    return one.title, one.furniture, one.marks, walked(bare(one.blocks), unnumbered)


@pytest.mark.exhaustive
@kinds
@given(data=st.data(), language=languages)
@settings(max_examples=25, deadline=None)
def test_two_versions_come_back_from_it_as_they_were(
    name: str, data: st.DataObject, language: str
) -> None:
    earlier, later = (
        KINDS[name].setting(data.draw(st.just(SPECIMENS[name]) | VALUES[name]), language, BOOK)
        for _ in range(2)
    )
    comes_back(earlier, later)


@pytest.mark.exhaustive
@given(data=st.data(), language=languages)
@settings(max_examples=60, deadline=None)
def test_so_do_versions_that_differ_in_some_places(data: st.DataObject, language: str) -> None:
    whole = KINDS["council-paper"].setting(SPECIMENS["council-paper"], language, BOOK)
    chance = data.draw(st.randoms(use_true_random=False))

    def now_and_then(node: object) -> object:
        if isinstance(node, Run) and chance.random() < 0.1:
            return replace(node, text=chance.choice(["", "one", f"{node.text} more", "别的"]))
        is_part = isinstance(node, Paragraph | Heading | Item | Listing | Table)
        return None if is_part and chance.random() < 0.1 else node

    comes_back(*(replace(whole, blocks=walked(whole.blocks, now_and_then)) for _ in range(2)))


@pytest.mark.exhaustive
@pytest.mark.parametrize("place", range(len(SPOILT)))
def test_a_paper_spoilt_in_one_place_differs_in_few(place: int) -> None:
    whole = KINDS["council-paper"].setting(SPECIMENS["council-paper"], "en", BOOK)
    try:
        spoilt = SPOILT[place][2](whole)
    except (AssertionError, TypeError):
        pytest.skip("not of this paper")
    comes_back(whole, spoilt)
    assert redline(whole, spoilt).counted.total < 25


@pytest.mark.parametrize(
    ("earlier", "later", "marked"),
    [
        ("moved to Shores now", "moved to the Depths now", "moved to [Shores]{the Depths} now"),
        ("a big dog ran home", "a small cat ran home", "a [big dog]{small cat} ran home"),
        ("it costs 282,000", "it costs 283,000", "it costs [282,000]{283,000}"),
        ("its grade is D.1.", "its grade is D.2.", "its grade is [D.1]{D.2}."),
        ("领导一个部门", "领导两个部门", "领导[一]{两}个部门"),
        ("تُنقل الوظيفة أُعدّ", "تُنقل الوظيفة", "تُنقل الوظيفة[ أُعدّ]"),
        ("", "all new", "{all new}"),
    ],
)
def test_words_are_marked_and_crumbs_are_not_left(earlier: str, later: str, marked: str) -> None:
    assert told(wording((Run(earlier),), (Run(later),))) == marked


def test_a_very_long_place_is_held_together_by_sentences() -> None:
    sentences = [f"Sentence {at} says this and that." for at in range(400)]
    other = [*sentences[:200], "Sentence 200 says more.", *sentences[201:]]
    marked = told(wording((Run(" ".join(sentences)),), (Run(" ".join(other)),)))
    assert "199 says this and that. [Sentence 200 says this and that. ]{Sentence 200 says" in marked


def test_a_code_is_never_cut() -> None:
    codes = [(Run("post "), Run(code, is_code=True)) for code in ("AB01/D1/234", "AB01/D1/243")]
    assert told(wording(*codes)) == "post [AB01/D1/234]{AB01/D1/243}"
    assert words_in("well-known ST02/D1/579, 10\u202f000") == [
        *("well-known", " ", "ST02/D1/579", ",", " ", "10\u202f000")
    ]


def test_words_set_otherwise_are_changed() -> None:
    plain, strong = Run("decides"), Run("decides", is_strong=True)
    assert told(wording((plain,), (strong,))) == "[decides]{decides}"


def test_a_paragraph_put_between_changes_no_other() -> None:
    found = redline(paper(*said("One.", "Two.")), paper(*said("One.", "Quite new.", "Two.")))
    assert [block.change for block in found.blocks] == ["", "added", ""]
    last = found.blocks[-1]
    assert isinstance(last, Paragraph) and last.was == Paragraph((), number=2)
    assert found.counted == Counted(added=1)


def test_a_row_put_in_or_taken_out_is_one_place() -> None:
    def table(*names: str) -> Table:
        return Table(
            ((Run("Post"),), (Run("Cost"),)), tuple(((Run(n),), (Run("1"),)) for n in names)
        )

    found = redline(paper(table("A", "B", "C")), paper(table("A", "C", "D")))
    assert isinstance(found.blocks[0], Table)
    assert found.blocks[0].changes == ("", "gone", "", "added")
    assert found.counted == Counted(added=1, gone=1)


def test_what_differs_on_the_face_is_counted() -> None:
    one = paper(*said("One."))
    other = replace(one, title="Other title", furniture=Furniture("Issuer", day="2 May"))
    found = redline(one, replace(other, marks=("Draft",)))
    assert told(found.title) == "[Title]{Other title}"
    assert found.counted == Counted(added=1, changed=2)


def test_papers_of_two_kinds_or_languages_are_not_held_together() -> None:
    for other in (replace(paper(), kind="decision"), replace(paper(), language="fr")):
        with pytest.raises(ValueError, match="one kind"):
            redline(paper(), other)
