"""Whom the author lets read a draft: naming and removing readers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.institution.governance.forms.cases import ReaderForm
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.queries.choices import people_to_name
from bureau.institution.governance.queries.pages import readers_of
from bureau.institution.governance.services.drafts import name_reader, remove_reader
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.web.numbers import number_asked
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def readers(request: Asking, reorganisation: int) -> HttpResponse:
    seen = look_up_own(request, reorganisation)
    known = readers_of(request.actor, seen)
    people = people_to_name(request.actor, [seen.row.author_id, *(id for id, _name in known)])
    form = ReaderForm(people, request.POST or None)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            name_reader(
                form.asked(request.actor),
                reorganisation=reorganisation,
                person=form.cleaned_data["person"],
            )
            messages.success(request, _("The reader may see the draft from now on."))
            return redirect("reorganisation-readers", reorganisation)
    context = {
        "form": form,
        "seen": seen,
        "readers": known,
        "crumbs": crumbs_to_case(seen),
        "key": new_key(),
    }
    return render(request, "governance/readers.html", context, status=status_of(form))


@require_POST
def remove(request: Asking, reorganisation: int) -> HttpResponse:
    look_up_own(request, reorganisation)
    person = number_asked(request.POST.get("person", ""))
    back = reverse("reorganisation-readers", args=[reorganisation])
    if person is None:
        return redirect(back)
    of = {"reorganisation": reorganisation, "person": person}
    return pressed(request, lambda asked: remove_reader(asked, **of), back)
