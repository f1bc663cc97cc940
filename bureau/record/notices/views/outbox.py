"""The outbox: every mail with its state, its words to whoever may read them, and what becomes of
those that are in doubt."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from bureau.core.reasons import Refused
from bureau.record.journal.queries import is_demonstration, reading
from bureau.record.journal.services import Asked
from bureau.record.notices.permissions import may_read_outbox, may_settle_mail
from bureau.record.notices.queries.outbox import TO_SETTLE, mails
from bureau.record.notices.queries.words import words_readable
from bureau.record.notices.services.settling import leave_mail, send_mail_again
from bureau.record.notices.texts import MARKS, STATES, sentence
from bureau.web.numbers import number_asked
from bureau.web.refusing import each
from bureau.web.requests import Asking

MAILS_A_PAGE = 50


@require_safe
def outbox(request: Asking) -> HttpResponse:
    return _page(request, [])


@require_POST
def send_again(request: Asking, mail: int) -> HttpResponse:
    return _settle(request, mail, send_mail_again)


@require_POST
def leave(request: Asking, mail: int) -> HttpResponse:
    return _settle(request, mail, leave_mail)


def _settle(request: Asking, mail: int, service: Callable[..., None]) -> HttpResponse:
    _readers_only(request)
    try:
        service(Asked(request.actor, request.POST.get("key", "")), mail=mail)
    except ObjectDoesNotExist:
        raise Http404 from None
    except Refused as refused:
        return _page(request, list(each(sentence)(refused)), status=422)
    return redirect("outbox")


def _page(request: Asking, refusals: list[str], status: int = 200) -> HttpResponse:
    _readers_only(request)
    state = request.GET.get("state", "")
    before = request.GET.get("page", "")
    with reading():
        shows_demonstration = is_demonstration()
        found = mails(
            state if state in STATES else "",
            number_asked(before),
            MAILS_A_PAGE + 1,
        )
        shown = found[:MAILS_A_PAGE]
        readable = words_readable(request.actor, [mail.pk for mail in shown])
    context: dict[str, Any] = {
        "mails": [
            (mail, mail.pk in readable, MARKS[mail.state], STATES[mail.state]) for mail in shown
        ],
        "states": STATES,
        "chosen": state,
        "refusals": refusals,
        "to_settle": TO_SETTLE,
        "may_settle": may_settle_mail(request.actor, is_demonstration=shows_demonstration),
        "key": uuid4().hex,
        "following": shown[-1].pk if len(found) > MAILS_A_PAGE else None,
        "is_first": not before,
    }
    return render(request, "notices/outbox.html", context, status=status)


def _readers_only(request: Asking) -> None:
    if not may_read_outbox(request.actor, is_demonstration=is_demonstration()):
        raise PermissionDenied
