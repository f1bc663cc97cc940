"""The verifier: a page that checks a file in the browser alone, and the stand-alone one."""

from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.record import verifier as stand_alone
from bureau.record.journal.permissions import may_read_journal
from bureau.thread.audit.views.journal import tabs
from bureau.web import exports
from bureau.web.requests import Asking


@require_safe
def verifier(request: Asking) -> HttpResponse:
    """For anybody: the file never leaves the browser, and whoever was given one may check it."""
    context = {"tabs": tabs("verifier") if may_read_journal(request.actor) else []}
    return render(request, "audit/verifier.html", {**context, "title": _("Verifier")})


@require_safe
def verifier_file(request: Asking) -> HttpResponse:
    """The stand-alone verifier, to be run on any machine that has Python."""
    answer = HttpResponse(source(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = exports.disposition("verifier.py")
    return answer


def source() -> bytes:
    return Path(stand_alone.__file__).read_bytes()
