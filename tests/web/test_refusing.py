"""What is refused: each sentence once, on the field that it is about or above all of them."""

import pytest
from django import forms

from bureau.core.reasons import Reason, Refused
from bureau.web.refusing import Refusing, refused_on, status_of


class NameForm(forms.Form):
    name = forms.CharField()


def code(reason: Reason) -> str:
    return reason.code


def refuse(refusing: Refusing, *codes: str) -> None:
    with refusing:
        raise Refused(*map(Reason, codes))


def test_each_sentence_is_said_once_where_it_belongs() -> None:
    above, beside = NameForm({"name": "A"}), NameForm({"name": "A"})
    refuse(refused_on(above, code), "too_long", "too_long", "taken")
    refuse(refused_on(beside, code, "name"), "too_long", "too_long", "taken")
    assert above.errors == {"__all__": ["too_long", "taken"]}
    assert beside.errors == {"name": ["too_long", "taken"]}


def test_what_was_refused_can_be_asked_afterwards() -> None:
    refusing = refused_on(NameForm({"name": "A"}), code)
    assert refusing.reasons == ()
    refuse(refusing, "taken")
    assert [reason.code for reason in refusing.reasons] == ["taken"]


def test_what_is_no_refusal_goes_on() -> None:
    form = NameForm({"name": "A"})
    with pytest.raises(KeyError), refused_on(form, code):
        raise KeyError
    assert form.is_valid()


def test_a_page_that_shows_what_was_sent_says_so_by_its_status() -> None:
    assert status_of(NameForm()) == 200
    assert status_of(NameForm({"name": "A"})) == 422
