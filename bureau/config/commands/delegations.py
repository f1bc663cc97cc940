"""The uses of delegations in a year, from the record."""

import argparse
from collections.abc import Iterator
from typing import Any

from bureau.config import naming, shell
from bureau.config.shell import say


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", type=int, required=True)
    command.add_argument("--json", action="store_true", help="as data, amounts in minor units")
    shell.declare_asking(command)


def execute(options: argparse.Namespace) -> int:
    import json
    from datetime import date

    from bureau.institution.governance.queries.delegated import accounts_between, report_data
    from bureau.record.journal.queries import reading

    if not date.min.year < options.year < date.max.year:
        raise shell.Mistake(f"There is no year {options.year}.")
    with reading():
        actor = shell.actor_in_the_shell(options.login)
        organisation = naming.organisation_given(actor, options.organisation)
        begins, ends = date(options.year, 1, 1), date(options.year + 1, 1, 1)
        accounts = accounts_between(organisation.pk, begins, ends)
        said = report_data(organisation.code, accounts, options.year)
    if options.json:
        say(json.dumps(said, ensure_ascii=False))
        return 0
    for one in said["delegations"]:
        say(*_lines(one), sep="\n")
    if not said["delegations"]:
        say(f"No delegation had a ceiling in {options.year}, and none was used.")
    return 0


def _lines(one: dict[str, Any]) -> Iterator[str]:
    """The rule with what it rests on and its ceiling; each use; what is left."""
    on = " ".join(filter(None, (one["rests_on"]["kind"], one["rests_on"]["number"])))
    if one["ceiling"] is None:
        yield f"{one['rule']} ({on}): no ceiling on record"
    else:
        until = one["valid_until"] or ""
        period = f"from {one['valid_from']}" + (f" until {until}" if until else "")
        yield f"{one['rule']} ({on}): ceiling {_amount(one['ceiling'])} {one['currency']}, {period}"
    for use in one["uses"]:
        grades = " > ".join(filter(None, (use["grade_before"], use["grade_after"])))
        told = f"{use['day']}  {use['case']}  {use['action']}  {use['post']}  {grades}"
        effective = f", effective {use['effective']}" if use["effective"] != use["day"] else ""
        cost = f"{_amount(use['cost'])}, so far {_amount(use['so_far'])}"
        yield f"  {told}{effective}  {cost}"
    if one["left"] is not None:
        yield f"  left: {_amount(one['left'])}"


def _amount(minor: int | None) -> str:
    return "not known" if minor is None else f"{minor / 100:,.2f}"
