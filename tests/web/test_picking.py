"""One of many things: from a list, or typed where a list would be too long to look through."""

import pytest
from django import forms

from bureau.web import picking
from bureau.web.picking import OfListed, TypedPick, pick_field

POSTS = [
    ("TSB", [(1, "D1, Chief of Engagement, D.1"), (2, "D2, Adviser, P.5")]),
    ("SGD", [(3, "D3, Adviser, P.4")]),
]


def test_a_short_list_is_looked_through() -> None:
    field = pick_field(POSTS, label="Post", coerce=int)
    assert isinstance(field.widget, forms.Select) and field.clean("3") == 3


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> forms.Field:
    monkeypatch.setattr(picking, "LISTED_MOST", 2)
    return pick_field(POSTS, label="Post", required=False, coerce=int)


@pytest.mark.parametrize(
    ("said", "found"),
    [("d2", 2), (" D3, Adviser, P.4 ", 3), ("Chief of engagement", 1), ("", None)],
)
def test_of_a_long_one_code_name_or_whole_is_typed(
    typed: forms.Field, said: str, found: int | None
) -> None:
    assert isinstance(typed, TypedPick) and typed.clean(said) == found


@pytest.mark.parametrize(
    ("said", "why"), [("Adviser", "Several"), ("Chief", "Near it: D1, Chief"), ("x", "Nothing")]
)
def test_what_is_no_name_of_one_is_refused_with_what_is_near(
    typed: forms.Field, said: str, why: str
) -> None:
    with pytest.raises(forms.ValidationError, match=why):
        typed.clean(said)


def test_what_is_near_is_found_without_its_accents() -> None:
    offered = OfListed([(1, "Élodie Marchand"), (2, "Семён Фёдоров")])
    assert offered.find("elodie") == ([], [(1, "Élodie Marchand")])
    assert offered.find("федоров") == ([], [(2, "Семён Фёдоров")])


def test_a_number_that_a_form_begins_with_is_shown_as_its_name() -> None:
    field = TypedPick(OfListed([(7, "\u2003SED Engagement")]))
    assert field.prepare_value(7) == "SED Engagement" and field.prepare_value("as typed")
