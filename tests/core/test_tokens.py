"""Search tokens in six languages, by table, and through FTS5 itself."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.tokens import LONGEST, MOST_PARTS, query_tokens, tokens

TABLE = yaml.safe_load(Path(__file__).with_name("tokens.yaml").read_text())


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["case"])
def test_the_table_says_what_is_indexed_and_asked(row: dict[str, Any]) -> None:
    assert tokens(row["text"]) == row["indexed"]
    assert query_tokens(row["text"]) == row.get("asked", row["indexed"])


@pytest.mark.parametrize("part", ["ST02", "D1", "D.1", "579", "ST02/D1", "d1/579", "st02 d1 579"])
def test_a_number_is_found_by_any_run_of_its_parts(part: str) -> None:
    assert set(query_tokens(part)) <= set(tokens("ST02/D1/579"))


def test_a_number_is_not_found_by_parts_that_do_not_follow() -> None:
    assert not set(query_tokens("ST02/579")) <= set(tokens("ST02/D1/579"))


def test_the_beginning_of_a_number_is_a_prefix_of_it() -> None:
    (asked,) = query_tokens("ST02/D1/5")
    assert any(token.startswith(asked) for token in tokens("ST02/D1/579"))


def test_what_is_asked_as_a_prefix_stays_last() -> None:
    assert query_tokens("post of the post") == ["of", "the", "post"]


def test_a_number_of_many_parts_is_found_by_some_of_them() -> None:
    many = "/".join(f"a{number}" for number in range(MOST_PARTS + 3))
    assert {*query_tokens(many), *query_tokens("a2/a3/a4")} <= set(tokens(many))


@given(st.text(max_size=60))
def test_tokens_are_short_words_of_letters_and_digits(text: str) -> None:
    found = tokens(text)
    assert all(token.isalnum() and len(token) <= LONGEST for token in found)


@pytest.mark.exhaustive
@given(st.text(max_size=60))
def test_every_text_is_found_by_itself(text: str) -> None:
    assert set(query_tokens(text)) <= set(tokens(text))


def test_the_full_text_index_takes_each_token_as_one_word() -> None:
    found = [token for row in TABLE for token in tokens(row["text"])]
    with sqlite3.connect(":memory:") as base:
        terms = "tokenize = 'unicode61 remove_diacritics 0'"
        base.execute(f"CREATE VIRTUAL TABLE words USING fts5(body, {terms})")
        base.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, row)")
        base.execute("INSERT INTO words VALUES (?)", [" ".join(found)])
        indexed = {term for (term,) in base.execute("SELECT term FROM terms")}
    base.close()
    assert indexed == set(found)
