"""The uses of delegations in a year, from the record."""

import argparse

from bureau.config import shell


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", type=int, required=True)
    command.add_argument("--json", action="store_true", help="as data, amounts in minor units")
    command.add_argument(
        "--as", dest="login", default="", metavar="LOGIN", help="who asks; default: the operator"
    )


def execute(options: argparse.Namespace) -> int:
    import json
    from datetime import date

    from bureau.institution.governance.queries.delegated import accounts_between, report_data
    from bureau.record.journal.queries import reading

    if not date.min.year < options.year < date.max.year:
        raise shell.Mistake(f"There is no year {options.year}.")
    with reading():
        organisation = shell.organisation_seen_by(shell.actor_in_the_shell(options.login))
        begins, ends = date(options.year, 1, 1), date(options.year + 1, 1, 1)
        accounts = accounts_between(organisation.pk, begins, ends)
        said = report_data(organisation.code, accounts, options.year)
    if options.json:
        print(json.dumps(said, ensure_ascii=False))
        return 0
    for one in said["delegations"]:
        print(f"{one['rule']}: ceiling {_amount(one['ceiling'])} {one['currency']}")
        for use in one["uses"]:
            grades = " > ".join(filter(None, (use["grade_before"], use["grade_after"])))
            told = f"{use['day']}  {use['case']}  {use['action']}  {use['post']}  {grades}"
            print(f"  {told}  {_amount(use['cost'])}, so far {_amount(use['so_far'])}")
        print(f"  left: {_amount(one['left'])}")
    if not said["delegations"]:
        print(f"No delegation had a ceiling in {options.year}.")
    return 0


def _amount(minor: int) -> str:
    return f"{minor / 100:,.2f}"
