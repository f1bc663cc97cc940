"""What the README of an evidence pack says, in the language of who takes it."""

from django.utils.translation import gettext as _

from bureau.institution.governance.queries.evidence import Story, rows_amiss


def readme(story: Story) -> str:
    """What the pack holds and how it is checked on a machine without Bureau."""
    paragraphs = [
        _("Evidence of {title}").format(title=story.title),
        *_warning(story),
        _(
            "This pack shows how a decision came about. It can be checked on any machine that has"
            " Python 3.10 or newer, without Bureau:"
        ),
        "    python3 verifier.py evidence.zip --head heads.jsonl",
        _(
            "Take verifier.py from a source you trust rather than from this pack, and hold it"
            " against a head of the journal that was kept elsewhere (heads.jsonl): without one, a"
            " past rewritten by whoever has the journal's key would not show."
        ),
        _("What is in it:"),
        "\n".join(f"- {name}: {says}" for name, says in _files()),
        _(
            "Actions, acts, rights and effects name persons, posts and units by number; names.json"
            " says what they are called, posts and units as on the day of the last act. A day that"
            " is a number counts from 1 January of the year 1, which is 1. The words of an action"
            " stand in words.json under its number. A content that was erased stays bound to its"
            " entry and is told as erased."
        ),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _warning(story: Story) -> list[str]:
    if not (found := list(rows_amiss(story))):
        return []
    said = _(
        "Warning: rows of this installation were edited past its journal. What this pack says of"
        " them is not what was recorded. Restore a backup from before the edit."
    )
    return [said, "\n".join(f"- {line}" for line in found)]


def _files() -> list[tuple[str, str]]:
    return [
        ("manifest.json", _("every file with its SHA-256, signed, and the signed head")),
        ("case.json", _("the case, or the instrument")),
        ("submissions/", _("what was put forward: actions, words and claims, each under its hash")),
        ("amendments/", _("what a body changed in it: the difference, under its own hash")),
        ("acts.json", _("who did what, in which post, on which day, citing which hashes")),
        ("rights.json", _("what each of them could do on that day, as it was known then")),
        ("rows.json", _("rows that were edited past the journal, none where nothing is wrong")),
        ("instruments.json", _("the instruments that the decisions are")),
        ("entries-into-force/", _("what was written into the structure, under its hash")),
        ("journal.jsonl", _("the entries of the journal, each with its way up to the head")),
    ]
