"""The journal from the shell: its signed head, all of it in a file, and what it names amiss."""

import argparse
import json
import sys
from pathlib import Path

from bureau.config.shell import ROW_MOST, number_between, say


def declare(command: argparse.ArgumentParser) -> None:
    what, row = command.add_subparsers(dest="what", required=True), number_between(1, ROW_MOST)
    what.add_parser("head", help="print the signed head as one line of JSON")
    missing = what.add_parser(
        "declare-missing", help="record that a thing which an entry names never existed"
    )
    missing.add_argument("--entry", type=row, required=True, help="the number of the entry")
    missing.add_argument("--subject", required=True, help="what it names, as in person:999999")
    missing.add_argument("--as", dest="login", required=True, help="an administrator or auditor")
    missing.add_argument("--reason", required=True, help="why; is itself recorded")
    edited = what.add_parser(
        "declare-edited", help="record that rows are not as the journal says, and go on from there"
    )
    edited.add_argument("--table", required=True, help="as `verify rows` names it")
    edited.add_argument("--numbers", type=row, nargs="+", required=True, metavar="NUMBER")
    edited.add_argument("--as", dest="login", required=True, help="an administrator or auditor")
    edited.add_argument("--reason", required=True, help="why; is itself recorded")
    key = what.add_parser(
        "declare-key", help="record that the key in use signs the journal from here on"
    )
    key.add_argument("--as", dest="login", required=True, help="an administrator or auditor")
    key.add_argument("--reason", required=True, help="why; is itself recorded")
    export = what.add_parser("export", help="write every entry and the signed head to a file")
    export.add_argument("file", type=Path)
    export.add_argument(
        "--contents", action="store_true", help="with what people wrote; needs --as and --reason"
    )
    export.add_argument("--as", dest="login", help="the auditor who asks, by login")
    export.add_argument("--reason", default="", help="why; is itself recorded")


def execute(options: argparse.Namespace) -> int:
    from bureau.record.journal.queries import signed_head

    if options.what == "export":
        return export_journal(options)
    if options.what == "declare-missing":
        return declare_missing(options)
    if options.what == "declare-edited":
        return declare_edited(options)
    if options.what == "declare-key":
        return declare_key(options)
    say(json.dumps(signed_head()))
    return 0


def export_journal(options: argparse.Namespace) -> int:
    from bureau.config.shell import actor_with_login
    from bureau.core.reasons import Refused
    from bureau.record.journal.queries import journal_exported, reading
    from bureau.record.journal.services.exporting import open_contents

    if options.contents:
        try:
            open_contents(actor_with_login(options.login or ""), reason=options.reason)
        except Refused as refused:
            say(f"Not written: {_why(refused)}", file=sys.stderr)
            return 1
    options.file.touch(mode=0o600)
    with options.file.open("w", encoding="utf-8") as file, reading():
        for line in journal_exported(with_contents=options.contents):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    say(f"{options.file} written. Check it anywhere: python verifier.py {options.file.name}")
    return 0


def declare_missing(options: argparse.Namespace) -> int:
    from bureau.config.shell import actor_with_login
    from bureau.core.reasons import Refused
    from bureau.core.references import Reference
    from bureau.record.journal.services import repairing

    kind, _, number = options.subject.rpartition(":")
    try:
        repairing.declare_missing(
            actor_with_login(options.login),
            entry=options.entry,
            subject=Reference(kind, number_between(0, ROW_MOST)(number)),
            reason=options.reason,
        )
    except (Refused, argparse.ArgumentTypeError) as refused:
        say(f"Not recorded: {_why(refused)}", file=sys.stderr)
        return 1
    say(f"Recorded: {options.subject}, which entry {options.entry} names, never existed.")
    return 0


def declare_key(options: argparse.Namespace) -> int:
    from bureau.config.shell import actor_with_login
    from bureau.core.reasons import Refused
    from bureau.record.journal.services import repairing

    try:
        repairing.declare_key(actor_with_login(options.login), reason=options.reason)
    except Refused as refused:
        say(f"Not recorded: {_why(refused)}", file=sys.stderr)
        return 1
    say("Recorded: this key signs the journal from here on.")
    return 0


def declare_edited(options: argparse.Namespace) -> int:
    from bureau.config.shell import actor_with_login
    from bureau.core.reasons import Refused
    from bureau.record.journal.services import repairing

    try:
        repairing.declare_edited(
            actor_with_login(options.login),
            table=options.table,
            numbers=options.numbers,
            reason=options.reason,
        )
    except Refused as refused:
        say(f"Not recorded: {_why(refused)}", file=sys.stderr)
        return 1
    listed = ", ".join(map(str, sorted(set(options.numbers))))
    say(f"Recorded: {options.table} {listed}: edited past the journal, and held as found.")
    return 0


def _why(refused: Exception) -> str:
    """The reasons of a refusal as sentences, or what is wrong with an argument."""
    from bureau.record.journal.texts import sentence

    reasons = getattr(refused, "reasons", ())
    return " ".join(map(sentence, reasons)) or str(refused)
