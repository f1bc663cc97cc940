"""What a refusal says to the person: every reason as a sentence, on the form they sent."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.institution.governance.texts.reasons import refusals
from bureau.record.journal.forms import KeyedForm
from bureau.record.journal.services import Asked
from bureau.web.refusing import UNPROCESSABLE, Refusing
from bureau.web.requests import Asking

CONFLICT = 409


def sentences(refused: Refused, actor: Actor) -> list[str]:
    """Each reason once; of a finding what it found, in names that the actor may see."""
    return list(dict.fromkeys(refusals(actor, refused.reasons)))


def refused_in_full(form: forms.BaseForm, actor: Actor) -> Refusing:
    """A block that says on the form what is refused in it, in all words of `sentences`."""
    return Refusing(partial(form.add_error, None), partial(sentences, actor=actor))


def pressed(
    request: Asking,
    act: Callable[[Asked], object],
    back: str,
    done: str | Promise = "",
    *,
    then: str = "",
) -> HttpResponse:
    """An act sent by a lone button: done, said and on to `then`, or back.

    Refused, a page says why, that nothing changed, and the way back.
    """
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return redirect(back)
    try:
        act(form.asked(request.actor))
    except Refused as refused:
        context = {"sentences": sentences(refused, request.actor), "back": back}
        return render(request, "governance/refused.html", context, status=UNPROCESSABLE)
    if done:
        messages.success(request, str(done))
    return redirect(then or back)
