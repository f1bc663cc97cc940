"""The chart of a unit as of a day, as a file: what the pages draw, for programs and papers."""

import argparse

from bureau.config import naming, shell

FORMATS = ("svg", "json", "jsonld", "ttl", "csv", "xlsx")


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--unit", required=True, metavar="CODE")
    command.add_argument("--as-of", required=True, metavar="DAY", help="a day as 2024-07-01")
    command.add_argument("--format", choices=FORMATS, default="json")
    command.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="where to; default: standard output"
    )
    shell.declare_reader(command)


def execute(options: argparse.Namespace) -> int:
    from bureau.institution.organisation.queries.files import chart_file

    actor = shell.actor_in_the_shell(options.login)
    asked = naming.unit_given(
        actor,
        options.unit,
        options,
        lambda organisation: [shell.side_given(actor, organisation, options.as_of, options)],
    )
    content = chart_file(actor, asked.organisation, asked.sides[0], asked.unit, options.format)
    shell.write_out(content, options.output)
    return 0
