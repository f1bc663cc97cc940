"""What is refused: each sentence once, on the field that it is about or above all of them."""

from django import forms

from bureau.core.reasons import Reason, Refused
from bureau.web.refusing import refuse


class NameForm(forms.Form):
    name = forms.CharField()


def test_each_sentence_is_said_once_where_it_belongs() -> None:
    refused = Refused(Reason("too_long"), Reason("too_long"), Reason("taken"))
    above, beside = NameForm({"name": "A"}), NameForm({"name": "A"})
    refuse(above, refused, lambda reason: reason.code)
    refuse(beside, refused, lambda reason: reason.code, "name")
    assert above.errors == {"__all__": ["too_long", "taken"]}
    assert beside.errors == {"name": ["too_long", "taken"]}
