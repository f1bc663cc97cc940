"""What a token lets a program do in its person's name: a closed list, never more than the person.

A scope narrows. What the person may do not, no scope opens.
"""

from enum import StrEnum


class Scope(StrEnum):
    """One word a token carries; a token without a word is refused where the word is asked for."""

    STRUCTURE = "structure"
    """Read units, posts, charts, instruments, descriptions, search and the feed, without names."""
    PEOPLE = "people"
    """Read who holds what, by name."""
    CASES = "cases"
    """Read reorganisations, their findings, routes and acts."""
    JOURNAL = "journal"
    """Read the journal; its person must be an auditor."""
    DRAFTING = "drafting"
    """Begin and change drafts, answer their findings, put them forward and withdraw them."""
    ACTING = "acting"
    """Record acts: recommend, approve, decide, take note, and the like."""
    PERSONNEL = "personnel"
    """Appoint and end incumbencies under a rule that needs no body."""
    CORRECTING = "correcting"
    """Read, propose and confirm corrections of the record."""
    REGISTER = "register"
    """Keep the register: instruments, what amends what, mandates, and what serves them."""
    DESK = "desk"
    """Add and change the work of the department."""
    WEBHOOKS = "webhooks"
    """Keep webhooks and replay what they were sent."""
