"""Releasing kept papers on a case under a public address, and withdrawing them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.institution.governance.forms.releasing import ReleaseForm
from bureau.institution.governance.permissions import may_release
from bureau.institution.governance.queries.releasing import names_people, releasable
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.services.releasing import (
    release_case_papers,
    withdraw_case_papers,
)
from bureau.institution.governance.texts.papers import GATHERED
from bureau.institution.governance.views.kept import Which, name_of_kind, post_asked
from bureau.institution.governance.views.looking import crumbs_to_papers, look_up
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.releases import (
    Released,
    address_of,
    languages_released,
    releases_of,
)
from bureau.record.journal.queries import reading
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Line:
    """A release as the page of the case shows it."""

    number: int
    address: str
    day: date
    languages: list[str]
    withdrawn: date | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A language that may be released: when it was kept, and its files."""

    name: str
    day: date
    files: list[Entry]


def lines_of(reorganisation: int) -> dict[Which, list[Line]]:
    """By kind, and post where there may be several, what was released of a case, newest first."""
    found: dict[Which, list[Line]] = {}
    for one in releases_of(Reference(KIND, reorganisation)):
        found.setdefault((one.row.kind, one.of_post), []).append(_line(one))
    return found


def _line(one: Released) -> Line:
    row = one.row
    names = [get_language_info(each)["name_local"] for each in one.languages]
    withdrawn = as_date(row.withdrawn) if row.withdrawn else None
    return Line(row.pk, address_of(row.code), as_date(row.at), names, withdrawn)


def release(request: Asking, reorganisation: int, kind: str) -> HttpResponse:
    """Choose the languages; the page says what follows."""
    with reading():
        seen = look_up(request, reorganisation)
        if kind not in GATHERED or not GATHERED[kind].has_versions:
            raise Http404
        if not may_release(request.actor, seen.row):
            raise Http404
        of_post = post_asked(request)
        there = releasable(seen, kind, of_post)
        gone = languages_released(Reference(KIND, reorganisation), kind, of_post)
        name = name_of_kind(kind, of_post)
    others = {
        language: rows
        for language, rows in there.items()
        if all(row.person != request.actor.person for row in rows)
    }
    form = ReleaseForm(_named(others), request.POST or None)
    back = reverse("reorganisation-papers", args=[reorganisation])
    if form.is_valid():
        with refused_in_full(form, request.actor):
            release_case_papers(
                form.asked(request.actor),
                reorganisation=reorganisation,
                kind=kind,
                of_post=of_post,
                languages=form.cleaned_data["languages"],
            )
            messages.success(request, _("It is released: anybody may read it at its address."))
            return redirect(back)
    return render(
        request,
        "governance/release.html",
        _context(seen, name, there, others, gone) | {"form": form, "back": back},
        status=status_of(form),
    )


def _context(
    seen: Seen,
    name: str,
    there: dict[str, list[Paper]],
    others: dict[str, list[Paper]],
    gone: Collection[str],
) -> dict[str, object]:
    """Why it cannot be, where it cannot; else what is offered and what is left out."""
    why = ""
    if names_people(seen):
        why = _("The case names people, so no paper on it is made public.")
    elif not there and gone:
        why = _("It is released already. Withdraw that first.")
    elif not there:
        why = _("Nothing was kept as final that could be released.")
    elif not others:
        why = _("You kept it yourself, or put it forward. Four eyes: another person releases it.")
    return {
        "seen": seen,
        "kind": name,
        "why": why,
        "offered": [] if why else [_offer(language, rows) for language, rows in others.items()],
        "yours": _names(language for language in there if language not in others),
        "gone": _names(language for language in LANGUAGES if language in gone),
        "crumbs": crumbs_to_papers(seen),
    }


def _offer(language: str, rows: list[Paper]) -> Offer:
    rows = sorted(rows, key=lambda row: row.pk)
    files = [Entry(reverse("kept-paper", args=[row.pk]), row.format.upper()) for row in rows]
    return Offer(get_language_info(language)["name_local"], as_date(rows[0].at), files)


def _names(languages: Iterable[str]) -> str:
    return ", ".join(get_language_info(each)["name_local"] for each in languages)


def _named(there: dict[str, list[Paper]]) -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in there]


@require_POST
def withdraw(request: Asking, reorganisation: int, release: int) -> HttpResponse:
    """The address says from then on that it was withdrawn."""
    seen = look_up(request, reorganisation)
    if not may_release(request.actor, seen.row):
        raise Http404
    of = {"reorganisation": reorganisation, "release": release}
    return pressed(
        request,
        lambda asked: withdraw_case_papers(asked, **of),
        reverse("reorganisation-papers", args=[reorganisation]),
        _("It is withdrawn: its address says so, and when."),
    )
