"""Signing in and out, choosing a language, and becoming one of the cast of a demonstration."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.socialaccount.adapter import get_adapter
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from bureau.core.actors import Actor
from bureau.core.texts import LANGUAGES
from bureau.record.accounts import services
from bureau.record.accounts.backends.languages import with_choice, with_language
from bureau.record.accounts.backends.sessions import WAS
from bureau.record.accounts.forms.signing_in import SignInForm
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import person_of_user
from bureau.record.accounts.services.under_way import began_now
from bureau.record.journal.queries import is_demonstration
from bureau.web.numbers import number_asked
from bureau.web.requests import next_address


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """By password, a second step following where the person has one; or by what else there is."""
    if request.method == "POST":
        began_now(request)
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, form.get_user())
    context = {
        "form": form,
        "next": next_address(request),
        "providers": get_adapter().list_apps(request),
        "was": _was(request),
    }
    return render(request, "accounts/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
def demonstration_sign_in(request: HttpRequest) -> HttpResponse:
    """Become one of the cast; does not exist outside a demonstration. Whoever looks stays who they
    are, and reads on in their own language."""
    if not is_demonstration():
        raise Http404
    number = number_asked(request.POST.get("person", ""))
    user = get_object_or_404(User, person=number or 0)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(next_address(request))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie, and in the account of whoever is signed in."""
    chosen = request.POST.get("language", "")
    response = with_language(redirect(next_address(request)), chosen)
    if chosen not in LANGUAGES:
        return response
    if not request.user.is_authenticated:
        return with_choice(response)
    person = person_of_user(request.user.pk)
    services.choose_language(Actor(person=person.pk), language=chosen)
    return response


def _was(request: HttpRequest) -> Person | None:
    """In a demonstration whoever was signed out goes on by one press: nobody has a password."""
    was = request.session.get(WAS)
    return person_of_user(was) if was and is_demonstration() else None


def _begin(request: HttpRequest, user: User) -> HttpResponse:
    """On to the second step, or in."""
    begun = Login(user=user, redirect_url=next_address(request))
    response: HttpResponse = perform_password_login(request, {"username": user.login}, begun)
    return response
