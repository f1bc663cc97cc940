"""What is wrong with a paper, as sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from bureau.core.papers.faults import Fault, Finding

SENTENCES: Mapping[Fault, str] = {
    Fault.ANNEX_UNKNOWN: gettext_noop(
        "The paper refers to an annex that it does not have: {where}."
    ),
    Fault.ANNEX_MISLED: gettext_noop("A link that names Annex {where} leads to Annex {expected}."),
    Fault.ANNEX_UNCITED: gettext_noop("Nothing in the paper refers to Annex {where}."),
    Fault.ANNEX_ORDER: gettext_noop("An annex is out of order: {where} instead of {expected}."),
    Fault.ANNEX_LABEL: gettext_noop(
        "An annex is called by another name than its own: “{where}” instead of “{expected}”."
    ),
    Fault.PARAGRAPH_ORDER: gettext_noop(
        "The paragraphs are not numbered in sequence: {where} instead of {expected}."
    ),
    Fault.HEADING_SKIPPED: gettext_noop("A level of headings is skipped before “{where}”."),
    Fault.BOX_INCOMPLETE: gettext_noop("The box on the face is not complete: {where}."),
    Fault.REFERENCE_UNCITED: gettext_noop("No preamble cites what the box refers to: {where}."),
    Fault.REFERENCE_UNLISTED: gettext_noop("The box does not list what a preamble cites: {where}."),
    Fault.CITATION_UNKNOWN: gettext_noop("The register does not have what is cited: {where}."),
    Fault.TABLE_UNEVEN: gettext_noop("A table has rows of unequal length: “{where}”."),
    Fault.TOTAL_DIFFERS: gettext_noop(
        "A total is not the sum of its parts, which is {expected}: “{where}”."
    ),
    Fault.CHART_DIFFERS: gettext_noop("A chart differs from the data: {where}."),
    Fault.CLAIM_FALSE: gettext_noop("By the record, a statement of the paper is false: {where}."),
    Fault.FIGURE_DIFFERS: gettext_noop(
        "A figure differs from the data, which say “{expected}”: {where}."
    ),
    Fault.WORDS_DIFFER: gettext_noop(
        "Words differ from the data, which say “{expected}”: {where}."
    ),
    Fault.WORDS_MISSING: gettext_noop("Something that the data say is missing: {where}."),
    Fault.WORDS_ADDED: gettext_noop("Something is said that the data do not say: “{where}”."),
    Fault.HEADING_DIFFERS: gettext_noop(
        "What the data set as a heading is none, or the other way round: “{where}”."
    ),
    Fault.NUMBER_DIFFERS: gettext_noop(
        "A paragraph is counted otherwise than the data say, as number {expected}: “{where}”."
    ),
    Fault.UNTRANSLATED: gettext_noop("Something is not translated: {where}."),
    Fault.VALUE_UNREADABLE: gettext_noop("The data that the paper carries cannot be read."),
    Fault.PAGE_DIFFERS: gettext_noop("What page {where} shows is not what the data say."),
    Fault.SET_OTHERWISE: gettext_noop(
        "The pages were set by another version, so what they show was not held against the data."
    ),
    Fault.WORDED_OTHERWISE: gettext_noop("The paper is worded by other phrases than today's."),
}

ALONE = gettext_noop("Annex {where} is the only one: it needs no letter.")
STOPS = ".。"


def fault_in_words(finding: Finding) -> str:
    """In the language of the page; what the finding speaks of is in that of the paper."""
    is_alone = finding.fault is Fault.ANNEX_ORDER and finding.where and not finding.expected
    said = gettext(ALONE if is_alone else SENTENCES[finding.fault])
    where = finding.where.rstrip(STOPS) or "–"
    return said.format(where=where, expected=finding.expected or "–")
