"""What a body asked with what it referred back, and the author's answers."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bureau.institution.governance.forms.questions import AnswerQuestionForm
from bureau.institution.governance.queries.reorganisations import reference_of
from bureau.institution.governance.services.accepting import answer_question
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.procedures.queries.cases import questions_open
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def answer(request: Asking, reorganisation: int, question: int) -> HttpResponse:
    """Answer one question, or answer it anew until the case goes forward."""
    seen = look_up_own(request, reorganisation)
    asked = {one.pk: one for one in questions_open(reference_of(reorganisation))}
    if question not in asked:
        raise Http404
    one = asked[question]
    said = one.answer.said if hasattr(one, "answer") else ""
    form = AnswerQuestionForm(request.POST or None, initial={"said": said})
    if form.is_valid():
        with refused_in_full(form, request.actor):
            answer_question(
                form.asked(request.actor),
                reorganisation=reorganisation,
                question=question,
                said=form.cleaned_data["said"],
            )
            address = reverse("reorganisation", args=[reorganisation])
            return redirect(f"{address}#came-back")
    context = {"form": form, "seen": seen, "asked": one, "crumbs": crumbs_to_case(seen)}
    return render(request, "governance/question.html", context, status=status_of(form))
