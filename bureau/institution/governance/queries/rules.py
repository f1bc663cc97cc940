"""What pages of rules read: whom rules name, what they may rest on, which kinds none covers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.rules import rules_for
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.organisation.models import Office, Organisation
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.structure import belonging, today, today_in_force
from bureau.institution.procedures.queries.rules import rules_of, rules_on
from bureau.web.multilingual import here

NOT_A_SOURCE = ("opening_record", "correction", "personnel_action")


@dataclass(frozen=True, slots=True)
class Nameable:
    """Whom and what the rules of an organisation may name, by number: today's names.

    `sources` are instruments, each with its provisions.
    """

    bodies: Mapping[int, str]
    offices: Mapping[int, str]
    posts: Mapping[int, str]
    units: Mapping[int, str]
    grades: tuple[str, ...]
    sources: tuple[tuple[int, str, tuple[tuple[int, str], ...]], ...]


def nameable(organisation: int) -> Nameable:
    """In a fixed number of reads."""
    now = today_in_force()
    posts = {post.id: post.number for post in now.posts()}
    units = {unit.id: unit.code for unit in now.units()}
    offices = Office.objects.filter(organisation=organisation).order_by("code")
    return Nameable(
        bodies={row.pk: here(row.name) for row in bodies_of(organisation)},
        offices={row.pk: here(row.name) for row in offices},
        posts={id: posts[id] for id in belonging("post", posts, organisation)},
        units={id: units[id] for id in belonging("unit", units, organisation)},
        grades=tuple(grade_order(organisation)),
        sources=_sources(organisation),
    )


def _sources(organisation: int) -> tuple[tuple[int, str, tuple[tuple[int, str], ...]], ...]:
    rows = Instrument.objects.filter(organisation=organisation).exclude(kind__in=NOT_A_SOURCE)
    return tuple(
        (row.pk, _called(row), tuple((one.pk, one.called) for one in row.provisions.all()))
        for row in rows.prefetch_related("provisions").order_by("kind", "number", "pk")
    )


def _called(row: Instrument) -> str:
    title = here(row.title)
    return title if not row.number or row.number in title else f"{row.number} · {title}"


def kinds_without_rule(organisation: int, subject: str, day: date) -> frozenset[ActionKind]:
    """The kinds of action that no rule in force for a kind of subject covers, in any grade."""
    standing = rules_for(rules_of([organisation]), organisation, subject, day.toordinal())
    if any(rule.actions is None for rule in standing):
        return frozenset()
    covered: Collection[str] = {kind for rule in standing for kind in rule.actions or ()}
    return frozenset(kind for kind in ActionKind if kind not in covered)


def rules_in_force(organisation: int) -> int:
    """How many rules an organisation has in force today."""
    return len(rules_on(organisation, today(Organisation.objects.get(pk=organisation))))
