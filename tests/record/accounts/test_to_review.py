"""What was typed is kept for its review: filled in as it was, and let go of once it is done."""

from typing import Any

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory

from bureau.record.accounts.models import User
from bureau.record.accounts.services.to_review import (
    drop_reviewed,
    fill_in_typed,
    keep_for_review,
    kept_for_review,
)

ALL = [(1, "one"), (2, "two")]


class Trial(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, initial="now")
    words = forms.CharField(initial="As it was")
    more = forms.CharField(initial="As it was")
    sure = forms.BooleanField(initial=True)
    parts = forms.MultipleChoiceField(
        choices=ALL, initial=[1, 2], widget=forms.CheckboxSelectMultiple
    )


def asked(session: SessionBase, address: str = "/act/", **sent: Any) -> Any:
    """A request of one user: with what is sent, or that looks."""
    request: Any = RequestFactory().post(address, sent) if sent else RequestFactory().get(address)
    request.user, request.session = User(pk=7), session
    return request


def test_what_was_unticked_stays_so_and_the_page_says_its_own_anew() -> None:
    session = SessionBase()
    keep_for_review(asked(session, seen="then", words="Typed"))
    form = Trial()
    fill_in_typed(asked(session), form)
    shown = {bound.name: bound.value() for bound in form}
    assert shown == {
        "seen": "now",
        "words": "Typed",
        "more": "As it was",
        "sure": False,
        "parts": [],
    }


def test_what_was_ticked_stays_so() -> None:
    session = SessionBase()
    keep_for_review(asked(session, sure="on", parts=["2"]))
    form = Trial()
    fill_in_typed(asked(session), form)
    assert (form["sure"].value(), form["parts"].value()) == (True, ["2"])


def test_who_comes_from_nowhere_is_shown_the_form_as_it_is() -> None:
    form = Trial()
    fill_in_typed(asked(SessionBase()), form)
    assert form.initial == {}


def test_an_act_lets_go_of_its_own_review_and_of_no_other() -> None:
    session = SessionBase()
    keep_for_review(asked(session, words="Typed"))
    session.modified = False
    drop_reviewed(asked(session, "/another/", confirm="yes"))
    assert kept_for_review(asked(session)) is not None and not session.modified
    drop_reviewed(asked(session, "/act/?review=yes", confirm="yes"))
    assert kept_for_review(asked(session)) is None and session.modified
    session.modified = False
    drop_reviewed(asked(session, confirm="yes"))
    assert not session.modified
