"""Who works at the shell (a person too, with the rights that person has today) and what they ask.

A `Mistake` says in one sentence what is wrong; the command line prints it and ends.
"""

import argparse
import difflib
import re
import stat
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from bureau.core.actors import NOBODY, Actor, Grant
from bureau.core.days import FIRST_DAY, LAST_DAY, is_reckoned
from bureau.core.references import Reference
from bureau.core.tokens import folded

if TYPE_CHECKING:
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.asked import Side

_STEERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Mistake(Exception):
    """What was asked cannot be answered as it was asked; `code` is what the command ends with."""

    code = 2


class NotSeen(Mistake):
    """What is not there for whoever asks: where nobody was named, the command line says who asked
    and how another one does."""


class NotDone(Mistake):
    """What was asked was right, and could not be done."""

    code = 1


class Interrupted(Mistake):
    """Somebody interrupted the command: it says what is done, and how to go on."""

    code = 130


def plain(text: str) -> str:
    """A text of which nothing steers a terminal: control characters and those that turn the
    direction of writing are written as JSON has them. New lines and tabs stay."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(
    *words: object,
    sep: str = " ",
    end: str = "\n",
    file: TextIO | None = None,
    flush: bool = False,
) -> None:
    """Print, as every command does: names, codes and words of files may hold anything."""
    print(plain(sep.join(map(str, words))), end=end, file=file, flush=flush)


ROW_MOST = 2**63 - 1
"""The highest number that a row may have."""
FILE_MOST = 200_000_000
"""How many bytes a file may have that a command reads whole."""


def content_of(path: Path) -> bytes:
    """A file that a command reads whole: a regular one, of no more than `FILE_MOST` bytes.

    Raises Mistake where it is none: a device or a pipe may never end.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Mistake(f"{path} cannot be read: it is no regular file.")
        with path.open("rb") as file:
            content = file.read(FILE_MOST + 1)
    except OSError as error:
        raise Mistake(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > FILE_MOST:
        raise Mistake(f"{path} cannot be read: it is larger than {FILE_MOST // 10**6} MB.")
    return content


def number_between(least: int, most: int) -> Callable[[str], int]:
    """For an option: a whole number of that span, else the command was asked wrongly."""

    def read(said: str) -> int:
        if not re.fullmatch(r"[0-9]{1,19}", said, re.ASCII) or not least <= int(said) <= most:
            raise argparse.ArgumentTypeError(f"say a whole number from {least} to {most}")
        return int(said)

    return read


def fault_told(error: Exception) -> str:
    """A fault of the machine or of what is installed in a sentence; "" for one of Bureau itself."""
    if isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror or error}."
    if "django.db" not in sys.modules:
        return ""
    from django.db import DatabaseError, OperationalError

    from bureau.config import health

    if not isinstance(error, DatabaseError):
        return ""
    try:
        if not health.migrations()["ok"]:
            return "The tables are of another release than this Bureau. Run: bureau manage migrate"
    except DatabaseError:
        pass  # it does not even say what was done to it
    return f"The database refused: {error}." if isinstance(error, OperationalError) else ""


def refuse_nothing() -> None:
    """Raises NotDone where no database answers, or nothing is installed in the one that does."""
    from django.conf import settings
    from django.db import OperationalError, connection

    from bureau.record.journal.models import ChainHead

    try:
        tables = connection.introspection.table_names()
    except OperationalError as error:
        raise NotDone(f"The database does not answer: {str(error).strip()}") from None
    if ChainHead._meta.db_table not in tables:
        home = f"The home is {settings.BUREAU_HOME} (BUREAU_HOME)."
        raise NotDone(f"Nothing is installed here yet. Run: bureau demo, or bureau init. {home}")


def declare_reader(command: argparse.ArgumentParser) -> None:
    """The options that say who reads, what Bureau knew then, and through which plan."""
    command.add_argument(
        "--recorded", default="", metavar="N|DAY", help="what Bureau knew; default: now"
    )
    command.add_argument("--plan", default="", metavar="CASE", help="a plan that you may see")
    declare_asking(command)


def declare_asking(command: argparse.ArgumentParser) -> None:
    """The options that say who asks, and of which organisation."""
    declare_organisation(command, "whose it is, where several have one of that name")
    command.add_argument(
        "--as", dest="login", default="", metavar="LOGIN", help="who asks; default: the operator"
    )


def declare_organisation(command: argparse.ArgumentParser, told: str) -> None:
    command.add_argument("--organisation", default="", metavar="CODE", help=told)


def actor_with_login(login: str) -> Actor:
    """The person with this login, acting in the first post held."""
    from bureau.institution.organisation.queries.actors import actor_now
    from bureau.record.accounts.models import User
    from bureau.record.accounts.queries import user_by_login

    user = user_by_login(login)
    if user is None:
        known = near(login, User.objects.filter(is_active=True).values_list("login", flat=True))
        raise Mistake(f"Nobody signs in as {login}.{known}")
    return actor_now(user.person)


def actor_in_the_shell(login: str) -> Actor:
    """The person of that login, else the installation's operator: the first administrator."""
    from bureau.institution.organisation.queries.actors import actor_now
    from bureau.record.accounts.models import DirectGrant

    administrators = DirectGrant.objects.filter(grant=Grant.ADMINISTRATOR).order_by("pk")
    first = administrators.select_related("person").first()
    if login:
        return actor_with_login(login)
    return actor_now(first.person) if first else NOBODY


def counted(count: int, one: str, several: str = "") -> str:
    """As in “1 file”, “2 files”; `several` where that is not the word for one with an s."""
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def near(asked: str, known: Iterable[str]) -> str:
    """“ Near it: TSB, TSP.”, or nothing where nothing is."""
    by_fold = {folded(name): name for name in known}
    found = difflib.get_close_matches(folded(asked), by_fold, n=5, cutoff=0.5)
    return f" Near it: {', '.join(by_fold[name] for name in found)}." if found else ""


def side_given(
    actor: Actor, organisation: "Organisation", day: str, options: argparse.Namespace
) -> "Side":
    """The coordinate asked for, with the plan of `--plan` and what was known at `--recorded`."""
    from bureau.institution.organisation.queries.asked import (
        record_number,
        record_said,
        side_of,
    )
    from bureau.record.journal.queries import record_number_now

    valid = day_given(day)
    if options.recorded and not options.recorded.isdecimal():
        day_given(options.recorded)
    now = record_number_now()
    try:
        said = record_said(options.recorded, organisation, now=now)
    except ValueError as mistake:
        raise Mistake(str(mistake)) from None
    recorded = record_number(said, organisation, now=now)
    if recorded == 0:
        _refuse_before_record(organisation)
    plan = plan_given(actor, options.plan)
    side = side_of(actor, valid.toordinal(), recorded, plan)
    if side is None:
        raise NotSeen(f"There is no plan {options.plan} that you may see.")
    return side


def _refuse_before_record(organisation: "Organisation") -> None:
    """As the page says it: not what is asked for is missing, but all knowledge."""
    from bureau.record.journal.queries import record_numbers

    numbers = record_numbers()
    if numbers:
        began = numbers[0].at.astimezone(ZoneInfo(organisation.zone)).date().isoformat()
        raise Mistake(
            f"Bureau knows nothing recorded before {began}: it began then. What it knows of earlier"
            " days was recorded on that day or later."
        )


def day_given(text: str) -> date:
    """A day as 2024-07-01."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Mistake(f"{text} is not a day; write it as 2024-07-01.") from None
    if not is_reckoned(day):
        raise Mistake(f"Bureau reckons with days from {FIRST_DAY} to {LAST_DAY}, not {day}.")
    return day


def plan_given(actor: Actor, case: str) -> Reference | None:
    """A plan by its reference, its kind and number, or its name, among those the actor may see."""
    from bureau.web import kinds

    if not case:
        return None
    seen = [(reference, label.name) for reference, label in kinds.plans(actor)]
    wanted, whole = case.casefold(), re.compile(rf"(?<!\w){re.escape(folded(case))}(?!\w)")
    called = [each for each in seen if wanted in (str(each[0]), each[1].casefold())]
    found = called or [each for each in seen if whole.search(folded(each[1]))]
    if len(found) > 1:
        listed = "; ".join(f"{reference}, {name}" for reference, name in found)
        raise Mistake(f"{case} names several plans: {listed}. Ask by kind and number.")
    if not found:
        known = near(case, [name for _, name in seen])
        raise NotSeen(f"There is no plan {case} that you may see.{known}")
    return found[0][0]


def write_out(content: bytes, file: str) -> None:
    """To a file, or to the standard output where it is “-”."""
    if file == "-" and sys.stdout.isatty():
        say(content.decode(errors="backslashreplace"), end="")
        return
    if file == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(file).write_bytes(content)
    except OSError as problem:
        raise NotDone(f"{file} could not be written: {problem.strerror}.") from None
