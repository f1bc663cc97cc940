"""Rules in force: versions, sources, and what is not fit to route by."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from bureau.core.actors import Role
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.queries.rules import rules_of, rules_on
from bureau.institution.procedures.services.rules import end_rule, put_rule_in_force
from bureau.institution.procedures.store import Terms, definition_of, rule_of
from tests.institution.house import FORCE, OPENED, TODAY, House

HEAD = Who(WhoKind.ROLE, (Role.HEAD.value,))
STEP = StepTemplate("appointment", 1, HEAD, ActKind.APPOINT, Gate.ENTRY_INTO_FORCE)

TERMS = Terms((STEP,))


def put(house: House, day: date, name: str = "Olga", terms: Terms = TERMS) -> int:
    return put_rule_in_force(
        house.actor(name),
        organisation=house.organisation,
        key="personnel",
        subject="personnel_action",
        terms=terms,
        valid_from=day,
        instrument=house.paper,
    )


def test_a_new_version_ends_the_one_before(house: House) -> None:
    number = put(house, FORCE)
    assert Rule.objects.get(pk=number).version == 2
    assert Rule.objects.get(pk=house.rules["personnel"]).valid_until == FORCE
    in_force = {rule.key: rule.pk for rule in rules_on(house.organisation, TODAY)}
    assert in_force["personnel"] == house.rules["personnel"]


def test_versions_do_not_overlap(house: House) -> None:
    with pytest.raises(Refused, match="ends_before_it_begins"):
        put(house, OPENED)


def test_a_rule_ends_once(house: House) -> None:
    rule = house.rules["personnel"]
    end_rule(house.actor("Olga"), rule=rule, valid_until=FORCE)
    with pytest.raises(Refused, match="rule_ended_already"):
        end_rule(house.actor("Olga"), rule=rule, valid_until=FORCE)


def test_a_rule_that_decides_nothing_is_refused(house: House) -> None:
    noting = StepTemplate("note", 1, HEAD, ActKind.TAKE_NOTE, Gate.NOTHING)
    with pytest.raises(Refused, match="rule_unfit"):
        put(house, FORCE, terms=Terms((noting,)))


def test_a_stranger_may_not_keep_rules(house: House) -> None:
    with pytest.raises(Refused, match="not_yours_to_do"):
        put(house, FORCE, name="Opal")


def test_a_rule_is_read_as_it_was_written(house: House) -> None:
    for row, rule in zip(Rule.objects.order_by("pk"), rules_of([house.organisation]), strict=True):
        terms = Terms(
            rule.steps,
            rule.actions,
            rule.grades,
            rule.units,
            rule.asks,
            rule.presupposes,
            rule.rank,
        )
        assert definition_of(terms) == row.definition
        assert rule_of(row) == rule


def test_a_rule_in_force_is_not_rewritten(house: House) -> None:
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        Rule.objects.filter(pk=house.rules["personnel"]).update(definition={})
