"""What is refused, said to the person: each reason as a sentence, on the form that they sent or
over the page that answers."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from bureau.core.reasons import Reason, Refused


def refuse(
    form: forms.BaseForm,
    refused: Refused,
    sentence: Callable[[Reason], str],
    field: str | None = None,
) -> None:
    """On a field where one is named, else above all that was typed."""
    for said in _sentences(refused, sentence):
        form.add_error(field, said)


def tell(request: HttpRequest, refused: Refused, sentence: Callable[[Reason], str]) -> None:
    for said in _sentences(refused, sentence):
        messages.error(request, said)


def _sentences(refused: Refused, sentence: Callable[[Reason], str]) -> list[str]:
    """Each once, however many reasons say it."""
    return list(dict.fromkeys(map(sentence, refused.reasons)))
