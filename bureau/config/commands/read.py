"""What a paper of ours says: its canonical value, while its words still stand."""

import argparse
import json
from pathlib import Path

from bureau.config import shell
from bureau.config.shell import say


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="a PDF or DOCX that Bureau wrote")
    command.add_argument("--json", action="store_true", help="for programs")


def execute(options: argparse.Namespace) -> int:
    """1 where its words were changed: then the value is not believed, and the words are said."""
    from bureau.documents.papers.reading import NotOurs, read

    try:
        said = read(shell.content_of(options.file))
    except NotOurs as error:
        raise shell.Mistake(f"{options.file}: {error}.") from None
    if options.json:
        told = {
            "kind": said.kind,
            "language": said.language,
            "edited": said.is_edited,
            "value": said.value,
            "text": said.text,
        }
        say(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        say(f"{said.kind} in {said.language}.", end=" ")
        say("Its words were changed since." if said.is_edited else "As it was written.")
    return 1 if said.is_edited else 0
