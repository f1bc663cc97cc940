"""What somebody changed in a paper: told by what in the value says it."""

from dataclasses import replace

import pytest

from bureau.core.papers.blocks import Box, Furniture, Item, Listing, Paper, Paragraph, Run, Runs
from bureau.core.papers.edits import Edit, edits
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.pieces import Piece, pieces_of
from bureau.core.papers.shipped import BOOK
from tests.core.papers.specimens import SPECIMENS

PURPOSE = (Paragraph((Run("First.", "purpose"),)), Paragraph((Run("Second.", "purpose"),)))
NAMED: Runs = (Run("Unit (", ""), Run("SED", "code"), Run(") of ", ""), Run("Post", "title"))
PAPER = Paper(
    "council-paper",
    "en",
    "On it",
    Furniture(""),
    (
        Box((((Run("Purpose"),), PURPOSE), ((Run("Asked"),), (Paragraph((Run("To note."),)),)))),
        Paragraph(NAMED),
        Listing((Item((Run("One", "duties.0"),)), Item((Run("Two", "duties.1"),)))),
    ),
)


def found(*said: tuple[str, str]) -> tuple[Edit, ...]:
    return edits(PAPER, [Piece(kind, words) for kind, words in said])


def pieces(**instead: str) -> list[tuple[str, str]]:
    """The paper as it reads once some of its words are others."""
    said = [(one.kind, one.words) for one in pieces_of(PAPER)]
    asked = {words.replace("_", " "): now for words, now in instead.items()}
    return [(kind, asked.get(words.strip("."), words)) for kind, words in said]


def test_as_it_was_written_nothing_is_changed() -> None:
    assert found(*pieces()) == ()


def test_other_spaces_are_no_change() -> None:
    said = [(kind, words.replace(" ", "\u00a0")) for kind, words in pieces()]
    assert found(*said) == ()


def test_a_text_of_several_paragraphs_is_one_text() -> None:
    (edit,) = found(*pieces(Second="Another."))
    assert (edit.source, edit.before) == ("purpose", "First.\nSecond.")
    assert edit.after == "First.\nAnother."


def test_a_paragraph_put_in_behind_a_text_is_of_that_text() -> None:
    said = pieces()
    said.insert(4, ("box", "Third."))
    (edit,) = found(*said)
    assert (edit.source, edit.after) == ("purpose", "First.\nSecond.\nThird.")


def test_of_several_facts_in_a_sentence_the_changed_one_is_told() -> None:
    said = "Unit (SED) of Post"
    (edit,) = found(*((kind, w.replace("SED", "SEN") if w == said else w) for kind, w in pieces()))
    assert (edit.source, edit.before, edit.after, edit.whole) == ("code", "SED", "SEN", said)


def test_where_a_phrase_is_changed_nothing_in_the_value_is() -> None:
    said = "Unit (SED) of Post"
    now = "The unit (SED) of Post"
    (edit,) = found(*((kind, now if words == said else words) for kind, words in pieces()))
    assert (edit.source, edit.before, edit.after) == ("", said, now)


def test_what_was_taken_out_and_what_was_put_in() -> None:
    said = [one for one in pieces() if one[1] != "One"]
    assert [(edit.source, edit.after) for edit in found(*said)] == [("duties.0", "")]
    said = [*pieces(), ("item", "Three")]
    assert [(edit.before, edit.after) for edit in found(*said)] == [("", "Three")]


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_kind_as_it_was_written_has_no_edit(name: str) -> None:
    paper = KINDS[name].setting(SPECIMENS[name], "fr", BOOK)
    bare = [replace(piece, source="", runs=()) for piece in pieces_of(paper)]
    assert edits(paper, bare) == ()
