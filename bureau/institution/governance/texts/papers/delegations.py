"""The annual report on delegations, gathered from every use on record in a year."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from bureau.core.actors import Actor
from bureau.core.days import FIRST_DAY, LAST_DAY, last_day
from bureau.core.papers.kinds.delegation_report import Delegated, DelegationReport, Used
from bureau.core.texts import Text
from bureau.institution.governance.queries.delegated import Account, UseLine, accounts_between
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.institution.governance.texts.papers.citing import citation_of
from bureau.institution.governance.texts.papers.telling import Heard, Say, in_all_languages
from bureau.institution.organisation.models import PostVersion
from bureau.institution.organisation.queries.organisations import organisation_seen
from bureau.record.journal.queries import is_demonstration


class ReportUnseenError(LookupError):
    """Nobody's report: it is for those of the organisation."""


def delegation_report_of(actor: Actor, year: int) -> DelegationReport:
    """Of the organisation that the actor sees, for a calendar year that Bureau reckons with."""
    organisation = organisation_seen(actor)
    is_year = FIRST_DAY.year <= year <= LAST_DAY.year
    if actor.person is None or organisation is None or not is_year:
        raise ReportUnseenError(year)
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    accounts = accounts_between(organisation.pk, begins, date(year + 1, 1, 1))
    posts = _numbers_of({line.row.post for one in accounts for line in one.within(year)})
    return DelegationReport(
        issuer=organisation.name,
        original=organisation.name.original,
        since=begins,
        until=ends,
        delegations=tuple(_delegated(one, year, posts) for one in accounts),
        is_demonstration=is_demonstration(),
    )


def _delegated(account: Account, year: int, posts: Mapping[int, str]) -> Delegated:
    lines, rule, row = account.within(year), account.rule, account.ceiling
    said = _said([line.row.kind for line in lines])
    provision = rule.provision
    labels = [provision.label] if provision and provision.name is None else []
    return Delegated(
        name=rule.name or _plain(rule.key),
        currency=account.currency,
        ceiling=account.cap,
        before=account.before(year),
        uses=tuple(_used(line, said[line.row.kind], posts) for line in lines),
        source=citation_of(rule.instrument, labels),
        since=row.valid_from if row else None,
        until=last_day(row.valid_until) if row else None,
    )


def _used(line: UseLine, what: Text, posts: Mapping[int, str]) -> Used:
    use = line.row
    return Used(
        day=use.act.day,
        case=line.case,
        what=what,
        post=posts.get(use.post, ""),
        grade_before=use.grade_before,
        grade_after=use.grade_after,
        cost=line.amount,
        so_far=line.so_far,
        effective=date.fromordinal(use.day),
    )


def _said(kinds: list[str]) -> dict[str, Text]:
    """What each kind of action is called, in every language."""
    asked = sorted(set(kinds))

    def prepare(language: str, heard: Heard) -> list[Say]:
        return [partial(_word, kind) for kind in asked]

    return dict(zip(asked, in_all_languages(prepare), strict=True))


def _word(kind: str) -> str:
    return str(ACTIONS[kind])


def _plain(key: str) -> Text:
    return Text.only("en", key)


def _numbers_of(posts: set[int]) -> dict[int, str]:
    rows = PostVersion.objects.filter(subject__in=posts, recorded_until__isnull=True)
    return dict(rows.order_by("valid_from").values_list("subject", "number"))
