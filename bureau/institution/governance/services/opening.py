"""Recording what stands on the first day, from two tables, in one act of an administrator."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Severity, check
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance.queries.opening import Tables, numbers_for, opening_actions
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services.effects import record_opening
from bureau.institution.organisation.services.identities import make_identities
from bureau.institution.organisation.services.wordings import word_each
from bureau.record.journal.services import Act, service


@service(
    "governance.record_opening_tables",
    pgettext_lazy("act in the journal", "Record the opening of an organisation"),
)
def record_opening_tables(
    act: Act, *, organisation: int, tables: Tables, language: str, day: date, title: str
) -> int:
    """Put units, posts and holders on record under an instrument of their own; its number.

    `language` is the one in which names and titles are original. Refused with every finding that
    bars; whether it may be done at all is settled by `record_opening`.
    """
    act.lock(Organisation, organisation)
    instrument = make_instrument(
        act,
        organisation=organisation,
        kind="opening_record",
        title=Text.only(language, title),
        day=day,
    )
    actions = _actions(act, organisation, tables, language, day)
    bars = [
        Reason("finding_open", {"code": one.code, "subject": str(one.subject)})
        for one in check(actions, world(organisation), today=day.toordinal())
        if one.severity is Severity.BARS
    ]
    if bars:
        raise Refused(*bars)
    record_opening(act, organisation=organisation, actions=actions, instrument=instrument)
    return instrument


def _actions(
    act: Act, organisation: int, tables: Tables, language: str, day: date
) -> tuple[Action, ...]:
    made: dict[str, Iterator[int]] = {
        kind: iter(make_identities(act, organisation=organisation, kind=kind, count=count))
        for kind, count in (
            ("unit", len(tables.units)),
            ("post", len(tables.posts)),
            ("incumbency", sum(1 for row in tables.posts if row.holder)),
        )
    }
    numbers = numbers_for(tables, lambda kind: next(made[kind]))
    wordings = word_each(
        act, organisation=organisation, words=set(tables.words()), language=language
    )
    return opening_actions(tables, day.toordinal(), numbers, wordings)
