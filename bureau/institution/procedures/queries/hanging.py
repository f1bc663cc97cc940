"""Rules of procedure as the wiring table asks of them: what they name, and what they rest on."""

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from bureau.core.actors import Actor
from bureau.core.procedures.kinds import WhoKind
from bureau.core.procedures.rules import Rule as CoreRule
from bureau.core.references import Reference
from bureau.institution.organisation.queries.structure import not_over
from bureau.institution.organisation.queries.wiring import organisations_visible
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.rules import rule_name
from bureau.institution.procedures.store import rule_of
from bureau.web.answers import Label
from bureau.web.formats import as_date
from bureau.web.requests import Reading

type Edges = list[tuple[Reference, Reference]]


def rules_hanging(ended: Collection[Reference]) -> list[tuple[Reference, Reference]]:
    """Rules not ended by which one of these posts acts, or that are about one of these units.

    A rule that names an office hangs on it, and the office on its post.
    """
    asked = set(ended)
    return [
        (each, Reference("rule", row.pk))
        for row in Rule.objects.filter(not_over("organisation")).order_by("pk")
        for each in sorted(set(_named(rule_of(row))) & asked)
    ]


def rules_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To those signed in, of the organisations that they see."""
    if actor.person is None:
        return set()
    pairs = list(Rule.objects.filter(pk__in=ids).values_list("pk", "organisation"))
    seen = organisations_visible(actor, {of for _number, of in pairs})
    return {number for number, of in pairs if of in seen}


def rules_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = Rule.objects.filter(pk__in=ids).only("key", "name")
    address = _address() if may_keep_rules(actor) else ""
    return {row.pk: Label(rule_name(row), address) for row in rows}


def edges_of_instruments(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """To the rules in force that rest on an instrument as a whole."""
    return _grounded(_in_force(at).filter(instrument__in=ids, provision__isnull=True))


def edges_of_provisions(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """To the rules in force that rest on a provision."""
    return _grounded(_in_force(at).filter(provision__in=ids))


def edges_of_rules(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From the provision or instrument that a rule rests on."""
    return _grounded(Rule.objects.filter(pk__in=ids))


def _in_force(at: Reading) -> QuerySet[Rule]:
    day = as_date(at.at.valid)
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return Rule.objects.filter(still, valid_from__lte=day)


def _grounded(rows: QuerySet[Rule]) -> Edges:
    found = rows.order_by("pk").values_list("pk", "instrument", "provision")
    return [
        (
            Reference("provision", provision) if provision else Reference("instrument", instrument),
            Reference("rule", pk),
        )
        for pk, instrument, provision in found
    ]


def _named(rule: CoreRule) -> Iterator[Reference]:
    whos = [step.who for step in rule.steps] + ([rule.asks.who] if rule.asks else [])
    for who in whos:
        if who.kind is WhoKind.POST:
            yield from (Reference("post", one) for one in who.ids if isinstance(one, int))
    yield from (Reference("unit", unit) for unit in rule.units or ())


def _address() -> str:
    """The page of rules, where the installation has one."""
    try:
        return reverse("rules")
    except NoReverseMatch:
        return ""
