"""Reviewers from outside: the author's list of invitations, and the page that a link opens."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bureau.core.actors import NOBODY
from bureau.core.comments import About, AboutKind
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.forms.reviewing import InvitationForm, ReviewForm
from bureau.institution.governance.models import Comment, Invitation
from bureau.institution.governance.permissions import may_put_forward
from bureau.institution.governance.queries.pages import names_of_set, unit_to_draw
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.governance.queries.reviewing import (
    invitation_by_digest,
    invitations_of,
    said_by_link,
)
from bureau.institution.governance.services.reviewing import (
    comment_from_outside,
    invite_reviewer,
    opened_by,
    revoke_invitation,
)
from bureau.institution.governance.views.drafts import around_set
from bureau.institution.governance.views.drawings import drawings_outside
from bureau.institution.governance.views.lines import ActionLine, action_lines, what_changes
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    organisation_of_case,
)
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.record.accounts.queries import secret_hash
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking

PREFIX = "rv_"


@never_cache
def invitations(request: Asking, reorganisation: int) -> HttpResponse:
    """Who is invited; a POST invites, and shows the link, which is not kept."""
    seen = look_up(request, reorganisation)
    if not may_put_forward(request.actor, seen.row):
        raise Http404
    form = InvitationForm(request.POST or None)
    link = ""
    if form.is_valid():
        secret = PREFIX + secrets.token_urlsafe(32)
        with refused_in_full(form, request.actor):
            invite_reviewer(
                form.asked(request.actor),
                reorganisation=reorganisation,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                valid_until=form.valid_until(),
                digest=secret_hash(secret),
            )
            link = request.build_absolute_uri(reverse("review", args=[secret]))
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "form": InvitationForm() if link else form,
        "link": link,
        "lines": [(row, *_state(request, row)) for row in invitations_of(seen.row.pk)],
        "key": new_key(),
    }
    status = 201 if link else status_of(form)
    return render(request, "governance/invitations.html", context, status=status)


def _state(request: Asking, row: Invitation) -> tuple[str, str]:
    """A mark and a word."""
    if row.revoked_at is not None:
        return "off", _("revoked")
    if row.valid_until <= request.reading.today:
        return "off", _("ended")
    return "ok", _("holds")


@require_POST
def revoke(request: Asking, reorganisation: int, invitation: int) -> HttpResponse:
    """The link opens nothing any more; or the reviewer is forgotten altogether."""
    seen = look_up(request, reorganisation)
    mine = {row.pk for row in invitations_of(seen.row.pk)}
    if not may_put_forward(request.actor, seen.row) or invitation not in mine:
        raise Http404
    back = reverse("reorganisation-invitations", args=[reorganisation])
    forget = "forget" in request.POST
    return pressed(
        request,
        lambda asked: revoke_invitation(asked, invitation=invitation, forget=forget),
        back,
        _("The link opens nothing any more."),
    )


@never_cache
def review(request: Asking, secret: str) -> HttpResponse:
    """What a reviewer from outside sees of one case, without names of people; a POST comments."""
    digest = secret_hash(secret)
    invitation = invitation_by_digest(digest, request.reading.today)
    seen = opened_by(invitation) if invitation else None
    if invitation is None or seen is None:
        raise Http404
    request.actor = NOBODY
    lines = _lines(request, seen)
    things = [(str(About(AboutKind.CASE)), _("The case as a whole"))]
    things += [(str(About(AboutKind.ACTION, one.action.id)), one.told) for one in lines]
    form = ReviewForm(things, request.POST or None, initial={"about": "case"})
    if form.is_valid():
        said = form.cleaned_data
        with refused_in_full(form, request.actor):
            comment_from_outside(
                Asked(NOBODY, f"{invitation.pk}:{said['key']}"[:64]),
                digest=digest,
                about=said["about"],
                kind=said["kind"],
                said=said["said"],
            )
            messages.success(request, _("It is said, under your name."))
            return redirect("review", secret)
    context = {
        **_context(request, seen, lines),
        "form": form,
        "invitation": invitation,
        "said": _said(invitation),
    }
    return render(request, "governance/review.html", context, status=status_of(form))


def _said(invitation: Invitation) -> list[tuple[str, list[str]]]:
    """Their own words, each with what was replied; who replied is not told."""
    return [
        (_words(row), [_words(reply) for reply in row.replies.all()])
        for row in said_by_link(invitation)
    ]


def _words(row: Comment) -> str:
    words = list(row.words.all())
    return words[-1].said if words else ""


def _lines(request: Asking, seen: Seen) -> list[ActionLine]:
    previewed = preview(seen)
    actions = actions_before(seen)
    names = names_of_set(NOBODY, previewed, actions)
    return action_lines(seen, actions, names)


def _context(request: Asking, seen: Seen, lines: list[ActionLine]) -> dict[str, Any]:
    previewed = preview(seen)
    names = names_of_set(NOBODY, previewed, actions_before(seen))
    around = around_set(request, seen, previewed)
    organisation = organisation_of_case(seen)
    unit = unit_to_draw(around, previewed.overlay, organisation.opens_at)
    before, after = drawings_outside(request, organisation, around, unit)
    return {
        "seen": seen,
        "title": here(seen.row.title),
        "purpose": seen.row.purpose,
        "background": seen.row.background,
        "lines": lines,
        "sentences": what_changes(request, previewed, names),
        "before": before,
        "drawings": after,
    }
