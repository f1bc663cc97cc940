"""What changed in a unit between two days: as sentences, or as JSON for programs.

In JSON `subject` is a code or a post number, as it was on the first day where it stood then;
`before` and `after` are codes, numbers or words of their own day.
"""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bureau.config import naming, shell
from bureau.config.shell import say
from bureau.core.actors import Actor

if TYPE_CHECKING:
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.asked import Side


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--unit", required=True, metavar="CODE")
    command.add_argument("--from", dest="from_day", required=True, metavar="DAY")
    command.add_argument("--to", dest="to_day", required=True, metavar="DAY")
    command.add_argument("--json", action="store_true", help="for programs")
    shell.declare_reader(command)


def execute(options: argparse.Namespace) -> int:
    from bureau.institution.organisation.queries.files import comparison_file

    actor = shell.actor_in_the_shell(options.login)
    in_force = argparse.Namespace(recorded=options.recorded, plan="")
    asked = naming.unit_given(
        actor,
        options.unit,
        options,
        lambda organisation: [
            shell.side_given(actor, organisation, options.to_day, options),
            shell.side_given(actor, organisation, options.from_day, in_force),
        ],
    )
    organisation, unit = asked.organisation, asked.unit.id
    sides = asked.sides[1], asked.sides[0]
    if options.json:
        say(comparison_file(actor, organisation, sides, unit, "json").decode(), end="")
        return 0
    for line in _told(actor, organisation, sides, unit):
        say(line)
    return 0


def _told(
    actor: Actor, organisation: "Organisation", sides: "tuple[Side, Side]", unit: int
) -> Iterator[str]:
    """Whose it is and both coordinates, then one sentence a line; what was carried along apart."""
    from bureau.institution.organisation.queries.called import called
    from bureau.institution.organisation.queries.charts import grade_order
    from bureau.institution.organisation.queries.differences import Compared
    from bureau.institution.organisation.queries.files import lines_of_sides
    from bureau.institution.organisation.queries.history import hidden_kinds
    from bureau.institution.organisation.texts.changes import sentences

    compared = Compared(sides[0].snapshot(), sides[1].snapshot(), unit, hidden_kinds(actor))
    said = called(actor, compared, grade_order(organisation.pk))
    yield from lines_of_sides(organisation, sides)
    if not compared.items:
        yield "Nothing changed."
    for heading, is_carried in (("", False), ("Carried along:", True)):
        items = [item for item in compared.items if item.is_carried is is_carried]
        if items:
            yield heading
        yield from (str(each) for item in items for each in sentences(item, said))
