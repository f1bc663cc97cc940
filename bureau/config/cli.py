"""The `bureau` command line: each command is a module of `config/commands`."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from bureau.config import heap
from bureau.config.home import keep_secrets_later
from bureau.config.shell import Mistake, NotSeen, fault_told, refuse_nothing, say

COMMANDS = {
    "demo": "build the example if it is not there, then serve it",
    "init": "make an empty installation and its first administrator",
    "administrator": "make somebody administrator where nobody is one any more",
    "serve": "serve the pages, with a worker beside",
    "worker": "work off the queue until stopped",
    "chart": "write the chart of a unit as of a day to a file",
    "compare": "say what changed in a unit between two days",
    "claims": "say what is claimed of a case, and whether it holds",
    "import": "take files of other houses into the record, or take an import back",
    "backup": "write the whole installation to one file, while it works",
    "restore": "put a backup into an empty home and database",
    "prove": "run what people may rely on, at its full number, on both databases",
    "verify": "check the record against what it follows from, all of it or a part",
    "journal": "print the journal's head, export it, or declare what it names amiss",
    "erasures": "print the register of erasures, or replay one",
    "delegations": "the uses of delegations in a year, from the record",
    "evidence": "write the evidence of a decision to one file",
    "write": "write a paper in one language and format",
    "read": "say what a paper that Bureau wrote says",
    "check": "say what is wrong with a paper",
    "redline": "show what changed between two papers that Bureau wrote",
    "messages": "collect every sentence into the six catalogues",
    "manage": "Django's own commands",
}

MODULES = {"import": "import_files"}
"""Commands whose name no module can have."""
FROM_NOTHING = {
    *("demo", "init", "serve", "restore", "manage", "prove", "messages"),
    *("read", "check", "redline"),
}
"""What can be done where nothing is installed yet."""

JUDGED_FIRST = {"init"}
"""What makes nothing, not even keys, before it judged what was said."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did its work, 1 when not, 2 when it was asked wrongly."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if any(map(_is_odd, given)):
        say("Nothing was done: a word holds a null or bytes that are not UTF-8.", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(prog="bureau", description="Bureau from the shell.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = next((word for word in given if not word.startswith("-")), "")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
        if name == wanted:
            module = importlib.import_module(f"bureau.config.commands.{MODULES.get(name, name)}")
            module.declare(command)
    options = parser.parse_args(given)
    try:
        if options.command in JUDGED_FIRST:
            keep_secrets_later()
        set_up()
        if options.command not in FROM_NOTHING:
            refuse_nothing()
        code: int = module.execute(options)
    except Mistake as mistake:
        asked = " Asked as the operator; --as LOGIN asks as somebody else."
        by_operator = isinstance(mistake, NotSeen) and not options.login
        say(f"{mistake}{asked if by_operator else ''}", file=sys.stderr)
        return mistake.code
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # whoever read has enough
        return 1
    except Exception as error:
        if not (told := fault_told(error)):
            raise
        say(told, file=sys.stderr)
        return 1
    return code


def _is_odd(word: str) -> bool:
    """Whether neither a file nor a row can have it as its name."""
    return "\0" in word or any("\ud800" <= letter <= "\udfff" for letter in word)


def set_up() -> None:
    """Load Django with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bureau.config.settings")
    with heap.loading():
        import django

        django.setup()


if __name__ == "__main__":
    sys.exit(main())
