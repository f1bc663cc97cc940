"""What the frame of a page is told of higher floors, as plain values put in by context processors.

The names in the context are those of `bureau/web/templates/web/base.html`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu or a tab. `note` stands beside a tab's name, as in "2 missing"."""

    address: str
    name: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in, for the menu `account`.

    `summary` says for which post; `posts` are those one may act in instead, each with the address
    that takes the choice. `template` names a fragment for more than entries can say, and
    then stands for the whole menu's content. Where nothing is done for `stay_seconds` one is signed
    out; a POST to `stay_address` is something done.
    """

    name: str
    summary: str = ""
    entries: tuple[Entry, ...] = ()
    sign_out_address: str = ""
    template: str = ""
    posts: tuple[Entry, ...] = ()
    stay_address: str = ""
    stay_seconds: int = 0


@dataclass(frozen=True, slots=True)
class CoordinatesBar:
    """The three coordinates of a page, for the bar `coords` under the masthead.

    `valid` is a day as `date.toordinal()`. `recorded` is what is shown for the recorded time and
    `recorded_asked`, a day or a record number, what its field holds; both empty mean now. `plan`
    names a draft, empty what is in force; `plans` are the drafts the reader may look through, what
    is in force first. `address` leads to this view with all three written out.
    """

    valid: int
    recorded: str = ""
    recorded_asked: str = ""
    plan: str = ""
    plans: tuple[Entry, ...] = ()
    address: str = ""
