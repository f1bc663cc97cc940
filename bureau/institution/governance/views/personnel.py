"""Appointing a person to a post and ending the hold of one, from the page of the post."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post
from bureau.institution.governance.forms.personnel import (
    AppointmentForm,
    BodyDecides,
    EndingForm,
)
from bureau.institution.governance.queries.choices import (
    citable_of,
    meetings_of,
    people_to_name,
)
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.personnel import (
    body_that_decides,
    held_post,
    may_appoint,
)
from bureau.institution.governance.services.personnel import appoint, end_incumbency
from bureau.institution.governance.views.manner import deciders_in_session
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.web.formats import day_in_words
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def appointment(request: Asking, post: int) -> HttpResponse:
    """In force at once, under a rule that needs no body."""
    now = structure_with(request, Reference("post", post), ActionKind.APPOINT)
    found = now.post(post)
    if found is None:
        raise Http404
    body = _body(request, ActionKind.APPOINT, found, now)
    form = AppointmentForm(
        people_to_name(request.actor, [request.actor.person or 0]),
        request.POST or None,
        initial={"day": request.reading.today, "decided_on": request.reading.today},
        body=body,
    )
    if form.is_valid():
        said = form.cleaned_data
        with refused_in_full(form, request.actor):
            appoint(
                form.asked(request.actor),
                post=post,
                person=said["person"],
                day=said["day"],
                share=said["share"],
                manner=said["manner"],
                reason=said["reason"].strip(),
                decided=form.decided(),
            )
            day = day_in_words(said["day"])
            messages.success(request, _("The appointment is in force from {day}.").format(day=day))
            return redirect("post", post)
    context = {"form": form, "body": body, **_about(now, found)}
    return render(request, "governance/appointment.html", context, status=status_of(form))


def ending(request: Asking, incumbency: int) -> HttpResponse:
    there = Reference("incumbency", incumbency)
    now = structure_with(request, there, ActionKind.END_INCUMBENCY)
    found = held_post(now, incumbency)
    if found is None:
        raise Http404
    held, post = found
    body = _body(request, ActionKind.END_INCUMBENCY, post, now)
    initial = {"decided_on": request.reading.today}
    form = EndingForm(request.POST or None, initial=initial, body=body)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            end_incumbency(
                form.asked(request.actor),
                incumbency=incumbency,
                day=form.ends_on(),
                reason=form.cleaned_data["reason"].strip(),
                decided=form.decided(),
            )
            day = day_in_words(form.cleaned_data["last_day"])
            messages.success(request, _("The last day on the post is {day}.").format(day=day))
            return redirect("post", post.id)
    who = people_and_posts([held.person], [])
    context = {
        "form": form,
        "body": body,
        "person": who.person(held.person),
        **_about(now, post),
    }
    return render(request, "governance/ending.html", context, status=status_of(form))


def structure_with(request: Asking, thing: Reference, kind: ActionKind) -> Snapshot:
    """The structure of today, for whoever a rule lets do this to a thing of their organisation."""
    if not may_appoint(request.actor, kind):
        raise PermissionDenied
    if not belonging(thing.kind, [thing.id], request.actor.organisation or 0):
        raise Http404
    return snapshot(request.reading.at)


def _body(request: Asking, kind: ActionKind, post: Post, now: Snapshot) -> BodyDecides | None:
    """The body that decides on it by the rules of today; None where it is for a post."""
    day = request.reading.today
    organisation = request.actor.organisation or 0
    body = body_that_decides(organisation, kind, post, now, day)
    if body is None:
        return None
    meetings = meetings_of([body], day)
    return BodyDecides(
        name=here(Body.objects.get(pk=body).name),
        meetings=meetings,
        citable=citable_of(int(number) for number, _name in meetings),
        deciders=deciders_in_session(body, day),
    )


def _about(now: Snapshot, post: Post) -> dict[str, object]:
    called = people_and_posts([one.person for one in now.incumbencies_of(post.id)], [post.id])
    return {
        "post": post,
        "called": called.post(post.id),
        "holders": [called.person(one.person) for one in now.incumbencies_of(post.id)],
        "crumbs": [Entry(reverse("post", args=[post.id]), post.number or str(post.id))],
    }
