"""What may be wrong with a paper, and one thing of that kind that was found."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What may be wrong with a paper."""

    ANNEX_UNKNOWN = "annex_unknown"
    ANNEX_UNCITED = "annex_uncited"
    ANNEX_ORDER = "annex_order"
    ANNEX_MISLED = "annex_misled"
    ANNEX_LABEL = "annex_label"
    PARAGRAPH_ORDER = "paragraph_order"
    HEADING_SKIPPED = "heading_skipped"
    BOX_INCOMPLETE = "box_incomplete"
    REFERENCE_UNCITED = "reference_uncited"
    REFERENCE_UNLISTED = "reference_unlisted"
    CITATION_UNKNOWN = "citation_unknown"
    TABLE_UNEVEN = "table_uneven"
    TOTAL_DIFFERS = "total_differs"
    CHART_DIFFERS = "chart_differs"
    CLAIM_FALSE = "claim_false"
    FIGURE_DIFFERS = "figure_differs"
    WORDS_DIFFER = "words_differ"
    WORDS_MISSING = "words_missing"
    WORDS_ADDED = "words_added"
    HEADING_DIFFERS = "heading_differs"
    NUMBER_DIFFERS = "number_differs"
    UNTRANSLATED = "untranslated"
    VALUE_UNREADABLE = "value_unreadable"
    PAGE_DIFFERS = "page_differs"
    WORDED_OTHERWISE = "worded_otherwise"
    SET_OTHERWISE = "set_otherwise"

    @property
    def is_of_the_paper(self) -> bool:
        """Whether the paper is wrong. What is not is told, because it then cannot be held against
        its value word by word, or page by page."""
        return self not in (Fault.WORDED_OTHERWISE, Fault.SET_OTHERWISE)


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is what it is about: a letter, a number, a source in the value, or the words."""

    fault: Fault
    where: str = ""
    expected: str = ""
