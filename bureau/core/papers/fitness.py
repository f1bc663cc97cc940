"""What the face of a paper may warn of, and which of it keeps a paper from being final."""

from collections.abc import Collection

WARNINGS = (
    "demonstration",
    "draft_paper",
    "unconfirmed",
    "claim_false",
    "untranslated",
    "draft_translation",
    "draft_phrases",
)
"""Most important first."""
OF_DRAFTS = frozenset({"untranslated", "draft_translation", "draft_phrases"})
"""Something in the paper is a draft in its language."""
STAYING = frozenset({"demonstration"})
"""What a paper is sent with: it says of what house it is, and never goes away."""


def is_fit(warnings: Collection[str]) -> bool:
    """Whether a paper with these on its face may be sent, and so be kept as final."""
    return STAYING.issuperset(warnings)


def drafts_in(warnings: Collection[str]) -> int:
    """How many sorts of drafts are in it."""
    return len(OF_DRAFTS.intersection(warnings))
