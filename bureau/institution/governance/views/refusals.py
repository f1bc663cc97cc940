"""What a refusal says to the person: every reason as a sentence, on the form they sent."""

from django.http import HttpResponse
from django.shortcuts import render

from bureau.core.reasons import Refused
from bureau.institution.governance.texts.reasons import sentence
from bureau.web.requests import Asking

UNPROCESSABLE = 422


def sentences(refused: Refused) -> list[str]:
    return list(dict.fromkeys(sentence(reason) for reason in refused.reasons))


def refused_page(request: Asking, refused: Refused, back: str) -> HttpResponse:
    """For an act sent by a lone button: why it was refused, that nothing changed, the way back."""
    context = {"sentences": sentences(refused), "back": back}
    return render(request, "governance/refused.html", context, status=UNPROCESSABLE)
