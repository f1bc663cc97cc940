"""The programs of a person: tokens with what they may do, and webhooks; a token is shown once."""

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.record.accounts.queries import secret_hash
from bureau.record.accounts.views.factors import confirmed_first
from bureau.record.journal.forms import new_key
from bureau.record.journal.services import Asked
from bureau.record.journal.views import press
from bureau.record.programs.forms import TokenForm
from bureau.record.programs.models import ApiToken
from bureau.record.programs.permissions import may_keep_programs
from bureau.record.programs.queries.tokens import PREFIX, tokens_of
from bureau.record.programs.queries.webhooks import webhooks_of, webhooks_standing
from bureau.record.programs.services.tokens import make_token, revoke_token
from bureau.record.programs.texts import SCOPES, sentence
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.refusing import refused_on, status_of
from bureau.web.requests import Asking

HINT = 12


def signed_in(request: Asking) -> int:
    """The person who is signed in; for everybody else these pages do not exist."""
    if request.actor.person is None or not may_keep_programs(request.actor):
        raise Http404
    return request.actor.person


@require_safe
def programs(request: Asking) -> HttpResponse:
    """What one has let in and has told."""
    person = signed_in(request)
    today = timezone.now().date()
    standing = set(webhooks_standing().filter(person=person).values_list("pk", flat=True))
    context = {
        "tokens": [(row, *_state(row)) for row in tokens_of(person)],
        "webhooks": [(row, row.pk in standing) for row in webhooks_of(person)],
        "today": today,
        "key": new_key(),
    }
    return render(request, "programs/programs.html", context)


def _state(row: ApiToken) -> tuple[str, str, list[str]]:
    """A mark, a word, and what it may do in words."""
    may = [str(SCOPES[Scope(scope)]) for scope in row.scopes]
    if row.revoked_at is not None:
        return "off", _("revoked"), may
    if row.valid_until <= timezone.now().date():
        return "off", _("ended"), may
    return "ok", _("holds"), may


@never_cache
def new(request: Asking) -> HttpResponse:
    """Make a token, once the person has proved anew who they are; what comes back shows its secret,
    which is not kept."""
    signed_in(request)
    if first := confirmed_first(request):
        return first
    form = TokenForm(_posts(request), timezone.now().date(), request.POST or None)
    crumbs = [Entry("/programs/", _("Programs"))]
    if request.method == "POST" and form.is_valid():
        secret = PREFIX + secrets.token_urlsafe(32)
        with refused_on(form, sentence):
            _make(request, form, secret)
            header = f"Authorization: Bearer {secret}"
            shown = {"secret": secret, "header": header, "crumbs": crumbs}
            return render(request, "programs/token_shown.html", shown, status=201)
    context = {"form": form, "crumbs": crumbs}
    return render(request, "programs/token_new.html", context, status=status_of(form))


def _make(request: Asking, form: TokenForm, secret: str) -> int:
    said = form.cleaned_data
    return make_token(
        Asked(request.actor, said["key"]),
        name=said["name"].strip(),
        scopes=tuple(said["scopes"]),
        valid_until=form.valid_until(),
        digest=secret_hash(secret),
        hint=secret[:HINT],
        post=said.get("post"),
    )


def _posts(request: Asking) -> list[tuple[int, str]]:
    held = [Reference("post", post) for post in sorted(request.actor.posts)]
    names = kinds.describe(request.actor, held)
    return [(each.id, label.name) for each, label in names.items()]


@require_POST
def revoke(request: Asking, token: int) -> HttpResponse:
    signed_in(request)
    done = _("The token is revoked; nothing is done with it any more.")
    press(request, lambda asked: revoke_token(asked, token=token), done, sentence)
    return redirect("programs")
