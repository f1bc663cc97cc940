"""Enrolling a list of people: looked at first, then done as one act."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bureau.record.accounts.forms.lists import ListForm, Read, as_text, read_people
from bureau.record.accounts.permissions import may_manage_people
from bureau.record.accounts.services import links
from bureau.record.accounts.texts import sentence
from bureau.record.accounts.views.settings import ONLY_ADMINISTRATORS
from bureau.record.journal.services import Asked
from bureau.web.refusing import refused_over
from bureau.web.registers import barred
from bureau.web.requests import Asking


def enrol_list(request: Asking) -> HttpResponse:
    """A POST looks; only one that says so enrols, and then what is read anew is what is done."""
    if not may_manage_people(request.actor):
        return barred(request, ONLY_ADMINISTRATORS)
    form = ListForm(request.POST or None, request.FILES or None)
    read, table, key = Read((), ()), "", request.POST.get("key") or uuid4().hex
    if request.method == "POST" and form.is_valid():
        rows = form.cleaned_data["rows"]
        read, table = read_people(rows), as_text(rows)
        if request.POST.get("do") == "enrol" and read.people:
            return _enrolled(request, read, key)
    context: dict[str, Any] = {
        "form": form,
        "people": read.people,
        "faults": read.faults,
        "table": table,
        "key": key,
    }
    failed = bool(read.faults or form.errors)
    return render(request, "accounts/enrol_list.html", context, status=422 if failed else 200)


def _enrolled(request: Asking, read: Read, key: str) -> HttpResponse:
    with refused_over(request, sentence):
        links.enrol_people(Asked(request.actor, key), people=read.people)
        messages.success(request, _("They are enrolled, and their invitations are on their way."))
    return redirect("settings-people")
