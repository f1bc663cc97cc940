"""Make somebody administrator where nobody is one any more: the grants lapsed.

Whoever can run a command here can do so, and the journal says that the shell did.
"""

import argparse
from datetime import timedelta

from bureau.config.commands.init import declare_days, refuse_days
from bureau.config.shell import NotDone, actor_with_login, counted, say

ANOTHER = (
    "An administrator makes another one on the pages, under Settings, Direct grants. The only "
    "administrator confirms that grant without a second person."
)


def declare(command: argparse.ArgumentParser) -> None:
    command.epilog = ANOTHER
    command.add_argument("--login", required=True, help="of whom; they sign in already")
    declare_days(command)


def execute(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from bureau.core.actors import NOBODY
    from bureau.core.reasons import Refused
    from bureau.record.accounts.services import restore_administrator

    refuse_days(options.days)
    person = actor_with_login(options.login).person or 0
    until = timezone.now().date() + timedelta(days=options.days)
    try:
        restore_administrator(NOBODY, person=person, valid_until=until)
    except Refused:
        raise NotDone(f"There is an administrator already. Nothing was made. {ANOTHER}") from None
    say(f"{options.login} is administrator for {counted(options.days, 'day')}.")
    return 0
