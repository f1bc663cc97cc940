"""Make an empty installation and its first administrator, who may then record an opening.

The password is asked for at the terminal; where there is none, BUREAU_PASSWORD holds it.
"""

import argparse
import getpass
import os
from datetime import timedelta

from bureau.config.home import keep_secrets
from bureau.config.installation import prepare
from bureau.config.shell import Mistake, NotDone, counted, say
from bureau.core.lookalikes import is_seen

DAYS_MOST = 3650


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", required=True, help="the first administrator's name")
    command.add_argument(
        "--login",
        required=True,
        help="what they sign in with; the password is asked for, or read from BUREAU_PASSWORD",
    )
    declare_days(command)


def declare_days(command: argparse.ArgumentParser) -> None:
    command.add_argument("--days", type=int, default=90, help="how long the grant lasts")


def refuse_days(days: int) -> None:
    if not 1 <= days <= DAYS_MOST:
        raise Mistake(f"--days must be a number from 1 to {DAYS_MOST}. Nothing was made.")


def execute(options: argparse.Namespace) -> int:
    from django.db import transaction
    from django.utils import timezone

    from bureau.core.actors import NOBODY
    from bureau.record.accounts import services
    from bureau.record.accounts.queries import is_fit_login, password_faults
    from bureau.record.accounts.texts import login_unfit, name_unseen
    from bureau.record.journal.queries import is_founded
    from bureau.record.journal.services.founding import found_installation

    refuse_days(options.days)
    if not is_fit_login(options.login):
        raise NotDone(f"{login_unfit()} Nothing was made.")
    if not is_seen(options.name):
        raise NotDone(f"{name_unseen()} Nothing was made.")
    password = os.environ.get("BUREAU_PASSWORD") or _typed()
    if faults := password_faults(password, login=options.login, name=options.name):
        raise NotDone(f"{' '.join(faults)} Nothing was made.")
    keep_secrets()
    prepare()
    if is_founded():
        raise NotDone("There is an installation here already. Nothing was made.")
    today, secret = timezone.now().date(), services.Secret(password)
    with transaction.atomic():
        found_installation(NOBODY, demonstration=False)
        person = services.create_person(NOBODY, name=options.name)
        services.create_user(NOBODY, person=person, login=options.login, password=secret)
        services.grant_directly(
            NOBODY,
            person=person,
            grant="administrator",
            valid_from=today,
            valid_until=today + timedelta(days=options.days),
        )
    days = counted(options.days, "day")
    say(f"Made. {options.name} is administrator for {days}. Next: bureau serve")
    return 0


def _typed() -> str:
    try:
        return getpass.getpass("Password: ")
    except EOFError:
        raise Mistake(
            "There is no terminal to ask for the password. Put it into the environment as "
            "BUREAU_PASSWORD. Nothing was made."
        ) from None
