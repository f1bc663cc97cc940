"""Webhooks: making one, what it was told and how that went, telling it again, ending it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bureau.record.accounts.views.factors import confirmed_first
from bureau.record.journal.forms import KeyedForm
from bureau.record.journal.services import Asked
from bureau.record.journal.views import press
from bureau.record.programs.forms import ReplayForm, WebhookForm
from bureau.record.programs.models import Webhook
from bureau.record.programs.queries.webhooks import (
    deliveries_of,
    is_standing,
    secret_of,
    webhooks_of,
)
from bureau.record.programs.services.webhooks import end_webhook, make_webhook, replay_webhook
from bureau.record.programs.texts import failure_in_words, sentence, state_in_words
from bureau.record.programs.views.tokens import signed_in
from bureau.web.frame import Entry
from bureau.web.numbers import number_asked
from bureau.web.refusing import refused_on, refused_over, status_of
from bureau.web.requests import Asking

DELIVERIES_A_PAGE = 50


def _crumbs() -> list[Entry]:
    return [Entry("/programs/", _("Programs"))]


@never_cache
def new(request: Asking) -> HttpResponse:
    """Have an address told, once the person has proved anew who they are; what comes back shows
    the secret that signs what it is told."""
    signed_in(request)
    if first := confirmed_first(request):
        return first
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with refused_on(form, sentence):
            made = make_webhook(
                Asked(request.actor, said["key"]),
                name=said["name"].strip(),
                address=said["address"].strip(),
                kinds=tuple(said["kinds"]),
            )
            row = Webhook.objects.get(pk=made)
            shown = {"webhook": row, "secret": secret_of(row), "crumbs": _crumbs()}
            return render(request, "programs/webhook_shown.html", shown, status=201)
    context = {"form": form, "crumbs": _crumbs()}
    return render(request, "programs/webhook_new.html", context, status=status_of(form))


@require_safe
def webhook(request: Asking, webhook: int) -> HttpResponse:
    """One with what it was told, newest first."""
    row = _own(request, webhook)
    before = number_asked(request.GET.get("page", ""))
    rows = deliveries_of(row.pk)
    if before is not None:
        rows = rows.filter(entry__lt=before)
    found = list(rows[: DELIVERIES_A_PAGE + 1])
    shown = found[:DELIVERIES_A_PAGE]
    context = {
        "webhook": row,
        "is_standing": is_standing(row),
        "deliveries": [(each, state_in_words(each), failure_in_words(each)) for each in shown],
        "following": shown[-1].entry if len(found) > DELIVERIES_A_PAGE else None,
        "is_first": before is None,
        "replay": ReplayForm(initial={"after": row.since}),
        "form": KeyedForm(),
        "crumbs": _crumbs(),
    }
    return render(request, "programs/webhook.html", context)


@require_POST
def end(request: Asking, webhook: int) -> HttpResponse:
    row = _own(request, webhook)
    done = _("The address is told nothing any more.")
    press(request, lambda asked: end_webhook(asked, webhook=row.pk), done, sentence)
    return redirect("programs")


@require_POST
def replay(request: Asking, webhook: int) -> HttpResponse:
    row = _own(request, webhook)
    form = ReplayForm(request.POST)
    if form.is_valid():
        by = Asked(request.actor, form.cleaned_data["key"])
        with refused_over(request, sentence):
            after = form.cleaned_data["after"]
            count = replay_webhook(by, webhook=row.pk, after=after)
            messages.success(request, _told_again(count, after + count))
    return redirect("webhook", row.pk)


def _told_again(count: int, last: int) -> str:
    """How far it goes: at once no more than a portion, and entries have no gaps."""
    if not count:
        return _("There is no entry behind that one.")
    said = ngettext(
        "{count} entry is told again, up to entry {last}.",
        "{count} entries are told again, up to entry {last}.",
        count,
    )
    return said.format(count=count, last=last)


def _own(request: Asking, webhook: int) -> Webhook:
    found = webhooks_of(signed_in(request)).filter(pk=webhook).first()
    if found is None:
        raise Http404
    return found
