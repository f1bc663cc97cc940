"""Deeds on rows: by a form, or by a button; what is refused is shown with everything typed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from bureau.record.journal.queries import reading
from bureau.record.journal.views import press
from bureau.record.nouns.forms import form_of, refused_at
from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import ADD, DELETE, Deed, Noun
from bureau.record.nouns.rows import address_of, called
from bureau.record.nouns.views.parts import (
    crumbs_below,
    crumbs_of,
    crumbs_to,
    entered,
    may_change,
    row_asked,
)
from bureau.web.frame import Entry
from bureau.web.numbers import number_asked
from bureau.web.refusing import status_of
from bureau.web.registers import barred
from bureau.web.requests import Asking


@entered
def deed(request: Asking, noun: Noun, name: str, **named: int) -> HttpResponse:
    """The form of a deed, or the deed itself; 404 for a row that the reader may not see."""
    found = noun.deed(name)
    if found is None:
        raise Http404
    if name == ADD:
        return _added(request, noun, found)
    with reading():
        row = row_asked(request, noun, named)
        may = may_change(request, noun, row)
    if not may:
        return barred(request, noun.rights.only)
    if found.is_pressed:
        return _pressed(request, noun, found, row)
    return _changed(request, noun, found, row)


def _added(request: Asking, noun: Noun, deed: Deed) -> HttpResponse:
    if not noun.rights.add(request.actor):
        return barred(request, noun.rights.only)
    form = form_of(request, noun, deed, data=_sent(request))
    whole = number_asked(request.GET.get(noun.part_of, "")) if noun.part_of else None
    if whole is not None and not form.is_bound:
        form.initial[noun.field(noun.part_of).typed] = whole
    if form.is_bound and form.is_valid():
        with refused_at(form, noun):
            made = noun.perform(deed, form.asked(request.actor), None, form.values())
            messages.success(request, str(deed.done))
            return redirect(address_of(noun, number=made))
    crumbs = crumbs_of(noun)
    back = address_of(noun)
    if whole is not None and (above := _whole(request, noun, whole)):
        crumbs, back = above, above[-1].address
    return _form(request, deed, form, crumbs, back)


def _whole(request: Asking, noun: Noun, number: int) -> list[Entry]:
    """The way to the thing of which a part is added; empty where the reader may not see it."""
    above = nouns()[noun.field(noun.part_of).kind]
    row = above.rights.see(request.actor).filter(pk=number).first()
    return crumbs_below(request, above, row) if row is not None else []


def _changed(request: Asking, noun: Noun, deed: Deed, row: Any) -> HttpResponse:
    form = form_of(request, noun, deed, row, data=_sent(request))
    address = address_of(noun, number=row.pk)
    if form.is_bound and form.is_valid():
        with refused_at(form, noun):
            noun.perform(deed, form.asked(request.actor), row.pk, form.values())
            messages.success(request, str(deed.done))
            return redirect(address)
    return _form(request, deed, form, crumbs_below(request, noun, row), address)


def _sent(request: Asking) -> Any:
    return request.POST if request.method == "POST" else None


def _form(request: Asking, deed: Deed, form: Any, crumbs: list[Entry], back: str) -> HttpResponse:
    context = {"deed": deed, "form": form, "crumbs": crumbs, "back": back}
    return render(request, "nouns/form.html", context, status=status_of(form))


def _pressed(request: Asking, noun: Noun, deed: Deed, row: Any) -> HttpResponse:
    """A button: done at once, and shown. Deleting asks first, by a page of its own."""
    if request.method != "POST":
        if deed.name != DELETE:
            return HttpResponseNotAllowed(["POST"])
        context = {
            "deed": deed,
            "name": called(noun, row),
            "crumbs": crumbs_below(request, noun, row),
            "back": address_of(noun, number=row.pk),
            "form": form_of(request, noun, deed),
        }
        return render(request, "nouns/form.html", context)
    back = address_of(noun, number=row.pk)
    if deed.name == DELETE:
        above = crumbs_to(request, noun, row)
        after = above[-1].address if above else address_of(noun)
    try:
        press(
            request,
            lambda asked: noun.perform(deed, asked, row.pk, {}),
            str(deed.done),
            noun.sentence,
        )
    except ObjectDoesNotExist:
        raise Http404 from None
    is_gone = deed.name == DELETE and not noun.model._default_manager.filter(pk=row.pk).exists()
    return redirect(after if is_gone else back)
