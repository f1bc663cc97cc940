"""The annual report on delegations, gathered from every use on record in a year."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from bureau.core.actors import Actor
from bureau.core.papers.kinds.delegation_report import Delegated, DelegationReport, Used
from bureau.core.texts import Status, Text
from bureau.institution.governance.queries.delegated import Account, UseLine, accounts_between
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.institution.governance.texts.papers.telling import Heard, Say, in_all_languages
from bureau.institution.organisation.models import PostVersion
from bureau.institution.organisation.queries.organisations import organisation_seen
from bureau.institution.procedures.models import Rule
from bureau.record.journal.queries import is_demonstration


class ReportUnseenError(LookupError):
    """Nobody's report: it is for those of the organisation."""


def delegation_report_of(actor: Actor, year: int) -> DelegationReport:
    """Of the organisation that the actor sees, for a calendar year."""
    organisation = organisation_seen(actor)
    if actor.person is None or organisation is None:
        raise ReportUnseenError(year)
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    accounts = accounts_between(organisation.pk, begins, date(year + 1, 1, 1))
    names = _names_of_rules(organisation.pk)
    posts = _numbers_of({line.row.post for one in accounts for line in one.within(year)})
    return DelegationReport(
        issuer=organisation.name,
        original=organisation.name.original,
        since=begins,
        until=ends,
        delegations=tuple(_delegated(one, year, names, posts) for one in accounts),
        is_demonstration=is_demonstration(),
    )


def _delegated(
    account: Account, year: int, names: Mapping[str, Text], posts: Mapping[int, str]
) -> Delegated:
    lines = account.within(year)
    said = _said([line.row.kind for line in lines])
    return Delegated(
        name=names.get(account.ceiling.rule) or _plain(account.ceiling.rule),
        currency=account.ceiling.currency,
        ceiling=account.cap,
        before=account.before(year),
        uses=tuple(_used(line, said[line.row.kind], posts) for line in lines),
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
        cost=use.amount_minor,
        so_far=line.so_far,
    )


def _said(kinds: list[str]) -> dict[str, Text]:
    """What each kind of action is called, in every language."""
    asked = sorted(set(kinds))

    def prepare(language: str, heard: Heard) -> list[Say]:
        return [partial(_word, kind) for kind in asked]

    return dict(zip(asked, in_all_languages(prepare), strict=True))


def _word(kind: str) -> str:
    return str(ACTIONS[kind])


def _names_of_rules(organisation: int) -> dict[str, Text]:
    """By key, in the newest version that has a name."""
    rows = Rule.objects.filter(organisation=organisation, name__isnull=False).order_by("version")
    return {row.key: row.name for row in rows if row.name is not None}


def _plain(key: str) -> Text:
    return Text("en", {"en": (key, Status.ORIGINAL)})


def _numbers_of(posts: set[int]) -> dict[int, str]:
    rows = PostVersion.objects.filter(subject__in=posts, recorded_until__isnull=True)
    return dict(rows.order_by("valid_from").values_list("subject", "number"))
