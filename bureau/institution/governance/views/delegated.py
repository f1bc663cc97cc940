"""The annual report on delegations: every use of each, with the sum so far and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.changes.actions import ActionKind, canonical
from bureau.documents.tables import Column
from bureau.institution.governance.queries.delegated import (
    Account,
    UseLine,
    accounts_between,
    report_data,
)
from bureau.institution.governance.texts.delegated import COUNTED, amount_in_words
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.formats import day_in_words
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.requests import Asking

YEARS = range(1900, 2200)


@require_safe
def delegations(request: Asking) -> HttpResponseBase:
    """One calendar year, as a page to print or as a file."""
    if request.actor.person is None:
        raise Http404
    with reading():
        organisation = seen_organisation(request)
        year = _year(request)
        accounts = accounts_between(organisation.pk, date(year, 1, 1), date(year + 1, 1, 1))
        format = request.GET.get("format", "")
        if format == "json":
            said = canonical(report_data(organisation.code, accounts, year))
            return exports.file_response(said, "json", f"delegations-{year}")
        if format in exports.TABLE_FORMATS:
            uses = [(account, line) for account in accounts for line in account.within(year)]
            return exports.dated_table_response(
                format, f"delegations-{year}", _columns(), uses, request.reading
            )
        context = {
            "year": year,
            "years": (year - 1, year + 1),
            "accounts": [_told(one, year) for one in accounts],
        }
    return render(request, "governance/delegations.html", context)


def _year(request: Asking) -> int:
    asked = request.GET.get("year", "")
    if not asked:
        return date.fromordinal(request.reading.at.valid).year
    year = number_asked(asked)
    if year is None or year not in YEARS:
        raise Http404
    return year


def _columns() -> list[Column[tuple[Account, UseLine]]]:
    return [
        Column("rule", _("Rule"), lambda of: of[0].name),
        Column("instrument", _("Rests on"), lambda of: here(of[0].rule.instrument.title)),
        Column("day", _("Day"), lambda of: of[1].row.act.day),
        Column("effective", _("In force from"), lambda of: date.fromordinal(of[1].row.day)),
        Column("case", _("Reorganisation"), lambda of: of[1].case),
        Column("action", _("Action"), lambda of: str(ACTIONS[ActionKind(of[1].row.kind)])),
        Column("post", _("Post"), lambda of: of[1].number),
        Column("grade_before", _("Grade before"), lambda of: of[1].row.grade_before),
        Column("grade_after", _("Grade after"), lambda of: of[1].row.grade_after),
        Column("cost", _("Cost of a full year"), lambda of: _whole(of[1].amount)),
        Column("so_far", _("Sum so far"), lambda of: _whole(of[1].so_far)),
        Column("ceiling", _("Ceiling"), lambda of: _whole(of[0].cap)),
        Column("left", _("Left"), lambda of: _whole(of[1].left)),
        Column("currency", _("Currency"), lambda of: of[0].currency),
    ]


def _whole(minor: int | None) -> Decimal | None:
    return None if minor is None else Decimal(minor) / 100


@dataclass(frozen=True, slots=True)
class Told:
    """A delegation with its uses of a year, in words; `facts` are of its ceiling."""

    account: Account
    facts: Sequence[tuple[str, str]]
    lines: Sequence[tuple[UseLine, str, str, str, str, str]]


def _told(account: Account, year: int) -> Told:
    def said(minor: int | None) -> str:
        return _("not known") if minor is None else amount_in_words(minor, account.currency)

    def line_of(line: UseLine) -> tuple[UseLine, str, str, str, str, str]:
        room = said(line.left) if account.ceiling else "–"
        effective, kind = day_in_words(line.row.day), ActionKind(line.row.kind)
        amounts = said(line.amount), said(line.so_far), room
        return line, effective, str(ACTIONS[kind]), *amounts

    row, facts = account.ceiling, list[tuple[str, str]]()
    if row:
        facts = [
            (_("Ceiling"), said(account.cap)),
            (_("A share of"), said(row.basis_minor)),
            (_("What the amount is"), here(row.basis)),
            (_("What counts"), str(COUNTED[row.counts])),
            (_("Used in the years before"), said(account.before(year))),
            (_("Left today"), said(account.left)),
        ]
    return Told(account, facts, [line_of(line) for line in account.within(year)])
