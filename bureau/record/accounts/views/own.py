"""One's own account: password, sessions, and the links by mail that let one choose a password."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bureau.core.actors import Actor
from bureau.core.reasons import Refused
from bureau.record.accounts import services
from bureau.record.accounts.backends.sessions import row_key_of
from bureau.record.accounts.forms.people import NameForm
from bureau.record.accounts.forms.signing_in import (
    ForgottenForm,
    NewPasswordForm,
    PasswordForm,
    address_of,
)
from bureau.record.accounts.models import User
from bureau.record.accounts.permissions import may_manage_people
from bureau.record.accounts.queries import (
    former_names,
    has_identity,
    is_closed,
    is_on_record,
    people_by_id,
    proposed_name_of,
    sessions_of,
    user_by_login,
    user_of_person,
    ways_in_of,
)
from bureau.record.accounts.services import closing, factors, links, people, sittings, tries
from bureau.record.accounts.services.signing_in import begin_sitting
from bureau.record.accounts.texts import REFUSALS, sentence
from bureau.record.journal.services import Asked
from bureau.record.journal.views import press
from bureau.web.numbers import number_asked
from bureau.web.refusing import refused_on, status_of, tell
from bureau.web.requests import Asking


@sensitive_post_parameters()
@never_cache
@login_required
def password(request: Asking) -> HttpResponse:
    """Change one's own password; every other session ends."""
    user = user_of_person(request.actor.person or 0)
    ways_in = ways_in_of(request.actor.person or 0)
    form = PasswordForm(request.POST or None, user=user, ways_in=ways_in)
    if request.method == "POST" and user and form.is_valid():
        if not tries.claim(tries.PASSWORD, user.login):
            form.add_error(None, str(REFUSALS["too_many_tries"]))
        elif _change(request, form):
            tries.give_back(tries.PASSWORD, user.login)
            messages.success(request, _("The password is changed. Other sessions have ended."))
            return redirect("mfa_index")
    return _form(request, form, _("Change the password"), status=status_of(form))


def _change(request: Asking, form: PasswordForm) -> bool:
    said = form.cleaned_data
    with refused_on(form, sentence, "old"):
        factors.change_password(
            Asked(request.actor, request.POST.get("key", "")),
            old=services.Secret(said["old"]),
            new=services.Secret(said["new"]),
            session=row_key_of(request.session.session_key),
            revokes=said.get("revokes", False),
        )
        user = User.objects.get(person=request.actor.person)
        update_session_auth_hash(request, user)
        agent = request.META.get("HTTP_USER_AGENT", "")
        begin_sitting(user, row_key_of(request.session.session_key), agent)
        return True
    return False


@require_POST
@login_required
def end_session(request: Asking, sitting: int) -> HttpResponse:
    """End one session; one's own of now is signing out."""
    return _ended(
        request, lambda asked: sittings.end_session(asked, sitting=sitting), _("The session ended.")
    )


@require_POST
@login_required
def end_sessions(request: Asking, person: int) -> HttpResponse:
    """End every session of a person but the one this comes from."""
    but = row_key_of(request.session.session_key)
    return _ended_of(
        request,
        person,
        lambda asked: sittings.end_sessions(asked, person=person, but=but),
        _("The sessions ended."),
    )


def _ended(request: Asking, act: Callable[[Asked], object], done: str) -> HttpResponse:
    press(request, act, done, sentence, hidden="administrator_only")
    return redirect(_back(request))


def _ended_of(
    request: Asking, person: int, act: Callable[[Asked], object], done: str
) -> HttpResponse:
    """Likewise of a person, who is not found where there is none."""
    if not people_by_id([person]):
        raise Http404
    return _ended(request, act, done)


def _back(request: Asking) -> str:
    number = number_asked(request.POST.get("of", ""))
    if number is not None and may_manage_people(request.actor):
        return reverse("sign-in-of", args=[number])
    return reverse("mfa_index")


@never_cache
def sign_in_of(request: Asking, person: int) -> HttpResponse:
    """For an administrator: what somebody is called, where they are signed in, and the help they
    may need."""
    return _page_of(request, person)


@require_POST
@login_required
def correct_name(request: Asking, person: int) -> HttpResponse:
    if not may_manage_people(request.actor):
        raise Http404
    form = NameForm(request.POST)
    if form.is_valid():
        return _ended_of(
            request,
            person,
            lambda asked: people.correct_name(asked, person=person, **form.cleaned_data),
            _("Another name is proposed. It takes effect once another administrator confirms it.")
            if is_on_record(person)
            else _("The name is corrected."),
        )
    return _page_of(request, person, form)


def _page_of(request: Asking, person: int, form: NameForm | None = None) -> HttpResponse:
    found = people_by_id([person]).get(person)
    if found is None or not may_manage_people(request.actor):
        raise Http404
    said = {"name": found.name, "transliteration": found.transliteration}
    naming = form or NameForm(initial=said)
    context = {
        "person": found,
        "sessions": sessions_of(person, row_key_of(request.session.session_key)),
        "has_login": user_of_person(person) is not None,
        "is_closed": is_closed(person),
        "has_identity": has_identity(person),
        "is_self": person == request.actor.person,
        "naming": naming,
        "proposed": proposed_name_of(person),
        "former": former_names(person),
        "keys": [uuid4().hex for _ in range(6)],
    }
    return render(request, "accounts/sign_in_of.html", context, status=status_of(naming))


@require_POST
@login_required
def invite(request: Asking, person: int) -> HttpResponse:
    return _ended_of(
        request,
        person,
        lambda asked: links.invite(asked, person=person),
        _("An invitation is on its way."),
    )


@require_POST
@login_required
def remove_factors_of(request: Asking, person: int) -> HttpResponse:
    return _ended_of(
        request,
        person,
        lambda asked: factors.remove_factors_of(asked, person=person),
        _("What proved who they are is taken away, and their sessions have ended."),
    )


@require_POST
@login_required
def untie_identity(request: Asking, person: int) -> HttpResponse:
    return _ended_of(
        request,
        person,
        lambda asked: factors.untie_identity(asked, person=person),
        _("The identity is untied, and their sessions have ended."),
    )


@require_POST
@login_required
def close_account(request: Asking, person: int) -> HttpResponse:
    return _ended_of(
        request,
        person,
        lambda asked: closing.close_account(asked, person=person),
        _("The account is closed, and every session of it has ended."),
    )


@require_POST
@login_required
def open_account(request: Asking, person: int) -> HttpResponse:
    return _ended_of(
        request,
        person,
        lambda asked: closing.open_account(asked, person=person),
        _("The account is open again."),
    )


@never_cache
def forgotten(request: Asking) -> HttpResponse:
    """Ask for a link by mail; the answer and the work for it are the same whether anybody signs in
    under the login: what only a known one needs, a worker does."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login = form.cleaned_data["login"]
        may = tries.claim(tries.LINK_FROM, address_of(request)) and tries.claim(tries.LINK, login)
        if may:
            user = user_by_login(login)
            links.send_link.enqueue(user.pk if user else links.NO_USER, uuid4().hex)
        messages.success(
            request,
            _("If somebody signs in under this login, a link is on its way to their mail address."),
        )
        return redirect("sign-in")
    says = _("A link comes to your mail address. It works once, within an hour.")
    return _form(request, form, _("Forgotten password"), says)


@sensitive_post_parameters()
@never_cache
def link(request: Asking, token: str) -> HttpResponse:
    """Choose a password by a link; looking at it uses nothing up."""
    try:
        number, who = links.holder_of(token)
    except Refused as refused:
        return _over(request, refused)
    form = NewPasswordForm(request.POST or None, user=user_of_person(who.person or 0))
    if request.method == "POST" and form.is_valid():
        return _chosen(request, number, who, form.cleaned_data["new"])
    says = _("It is asked for when you sign in. Every session that is open now ends.")
    return _form(request, form, _("Choose a password"), says, 422 if form.is_bound else 200)


def _chosen(request: Asking, number: int, who: Actor, password: str) -> HttpResponse:
    try:
        links.choose_password(who, link=number, password=services.Secret(password))
    except Refused as refused:
        return _over(request, refused)
    messages.success(request, _("The password is set. Sign in with it."))
    return redirect("sign-in")


def _over(request: Asking, refused: Refused) -> HttpResponse:
    tell(request, refused, sentence)
    return redirect("forgotten")


def _form(
    request: Asking, form: Any, title: str, says: str = "", status: int = 200
) -> HttpResponse:
    key = request.POST.get("key") or uuid4().hex
    context = {"form": form, "title": title, "says": says, "key": key}
    return render(request, "accounts/form.html", context, status=status)
