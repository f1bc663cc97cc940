"""The demonstration: build the case that ships, then serve it."""

import argparse
import shutil

from bureau.config.commands import serve
from bureau.config.installation import prepare
from bureau.config.shell import say


def declare(command: argparse.ArgumentParser) -> None:
    serve.declare(command)
    command.add_argument("--prepare", action="store_true", help="build the example and end")
    command.add_argument(
        "--reset", action="store_true", help="throw the demonstration away and build it anew"
    )


def execute(options: argparse.Namespace) -> int:
    serve.be_at(options.host, options.port)
    if options.prepare:
        return make_ready(options)
    return serve.aside(lambda: make_ready(options)) or serve.serve(
        options.host, options.port, options.workers, with_worker=not options.no_worker
    )


def make_ready(options: argparse.Namespace) -> int:
    """Build what is to be served, and say who may sign in; 1 where that is refused, or where an
    earlier build was cut off."""
    if options.reset and not clear():
        return 1
    prepare()
    if build_once():
        say("The example is built.")
    elif is_cut_off():
        say("The example was not built to its end. Build it anew: bureau demo --reset")
        return 1
    if not options.prepare:
        say_who()
    return 0


def build_once() -> bool:
    """Build the example where nothing was founded yet; False where something was."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bureau.config.commands.worker import work_off_once
    from bureau.example import figures
    from bureau.example.build import build
    from bureau.record.journal.queries import is_founded

    if is_founded():
        return False
    build(datetime.now(ZoneInfo(figures.ZONE)).date())
    work_off_once()
    return True


def is_cut_off() -> bool:
    """Whether a demonstration is there whose build was ended before its end."""
    from bureau.example.build import is_whole
    from bureau.record.journal.queries import is_demonstration

    return is_demonstration() and not is_whole()


def clear() -> bool:
    """Remove the file of an embedded demonstration; refuses anything that is not one."""
    from django.conf import settings
    from django.db import connection

    from bureau.record.journal.queries import is_demonstration
    from bureau.record.journal.services.heads import set_heads_aside

    home = settings.BUREAU_HOME
    file = home / "bureau.sqlite3"
    if connection.vendor != "sqlite":
        say("On PostgreSQL: drop the database and make it anew, then run demo again.")
        return False
    if file.exists():
        prepare()
        if not is_demonstration():
            say(f"{file} is not a demonstration. Nothing was removed.")
            return False
        connection.close()
        for path in home.glob("bureau.sqlite3*"):
            path.unlink()
        if aside := set_heads_aside():
            say(f"The heads of the journal before are kept as {aside}.")
    shutil.rmtree(home / "static", ignore_errors=True)
    return True


def say_who() -> None:
    """Whom one may sign in as there."""
    from bureau.record.accounts.queries import people_who_sign_in

    say("The first page lets you sign in, without a password, as one of:")
    for login, person in people_who_sign_in():
        say(f"  {login:24} {person.transliteration or person.name}")
