"""What papers and statuses of phrases are called, and why something of them is refused."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.papers.models import Paper, Release
from bureau.institution.papers.queries.releases import address_of
from bureau.web.answers import Label
from bureau.web.formats import labelled

KINDS_IN_WORDS: dict[str, Promise] = {
    "council-paper": pgettext_lazy("paper", "Paper to the council"),
    "committee-document": pgettext_lazy("paper", "Document to the committee"),
    "decision": pgettext_lazy("paper", "Decision"),
    "job-description": pgettext_lazy("paper", "Job description"),
    "delegation-report": pgettext_lazy("paper", "Annual report on delegations"),
    "letter": pgettext_lazy("paper", "Letter to somebody affected"),
    "staffing-table": pgettext_lazy("paper", "Staffing table"),
    "chart-poster": pgettext_lazy("paper", "Organisation chart as a poster"),
}
STATUSES: dict[str, Promise] = {
    "missing": pgettext_lazy("status of a text", "missing"),
    "general": pgettext_lazy("status of a text", "as every body says it"),
    "draft": pgettext_lazy("status of a text", "draft"),
    "revised": pgettext_lazy("status of a text", "revised"),
    "official": pgettext_lazy("status of a text", "official"),
    "original": pgettext_lazy("status of a text", "original"),
}
MARKS = {
    "missing": "no",
    "general": "same",
    "draft": "wait",
    "revised": "ok",
    "official": "ok",
    "original": "same",
}


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    return _sentences().get(reason.code, "").format(**reason.facts)


def _sentences() -> dict[str, str]:
    return {
        "phrase_unknown": _("No paper says anything of this name."),
        "phrase_without_words": _("Write the words, without blanks around them."),
        "phrase_not_a_line": _("A phrase is one line of at most {most} characters."),
        "phrase_facts_differ": _(
            "Papers fill something in here. Keep what stands in braces, and add none: {facts}"
        ),
        "source_too_long": _("A source has at most {most} characters."),
        "not_a_review": _("A review says that the words are revised or official."),
        "phrase_said_anew": _("It has been said otherwise meanwhile. Look at it again."),
        "official_without_source": _("Official words have a source: say where they were read."),
        "paper_kind_unknown": _("No paper of this kind is written in this format."),
        "manifest_without_hash": _("The manifest does not say from what the paper was made."),
        "final_without_submission": _("Only what was put forward has a final paper."),
        "final_with_drafts": _("{drafts} of its texts are still drafts: it is not final."),
        "paper_to_a_person": _("A letter to somebody is never made public."),
        "kept_to_a_person": _("A letter to somebody is kept with that person, not with the case."),
        "paper_names_people": _("The case names people, so no paper on it is made public."),
        "nothing_to_release": _("Nothing was kept as final that could be released."),
        "released_not_final": _("Only what was kept as final is released."),
        "released_already": _("It is released already. Withdraw that first."),
        "released_differing": _("What was kept does not say the same in all these languages."),
        "withdrawn_already": _("It was withdrawn already."),
        "final_not_fit": _("Its face says that it is not yet fit to be sent: it is not final."),
    }


def file_sentence(reason: Reason) -> str:
    """Why a file of terminologists or translators cannot be read; with the id of what it is that
    is wrong, where it is one text."""
    told = _of_files().get(reason.code, _("The file cannot be read."))
    named = reason.facts.get("unit") or reason.facts.get("concept")
    return labelled(named, told) if named else told


def _of_files() -> dict[str, str]:
    return {
        "not_tbx": _("This is no glossary in TBX, version 3."),
        "file_without_concepts": _("The file has no concept."),
        "concept_without_id": _("A concept has no usable id."),
        "concept_twice": _("The concept is in the file twice."),
        "concept_not_once": _("The concept has several terms in one language."),
        "not_of_phrases": _("The file is not of phrases."),
        "not_xliff": _("This is no file in XLIFF 2.0 or 2.1."),
        "file_without_units": _("The file has no texts."),
        "language_unknown": _("This is none of the six languages."),
        "languages_equal": _("The file leads from a language into the same."),
        "unit_twice": _("The text is in the file twice."),
        "unit_without_id": _("A text has no usable id."),
        "unit_without_source": _("The text has lost its source."),
        "unit_has_codes": _("The text has inline codes: only words can be taken."),
        "unit_half_translated": _("The text is translated in part only."),
        "file_empty": _("The file is empty."),
        "file_too_large": _("The file is too large."),
        "file_takes_too_much": _("The file takes too much to read."),
        "file_grows": _("The file holds more than any such file has."),
        "file_unsafe": _("The file declares a document type: nobody takes such a file."),
        "file_damaged": _("The file is damaged or cut off. Save it anew."),
        "file_has_macros": _(
            "The file has macros, embedded objects or links to other files. Save it without them."
        ),
        "file_fetches": _(
            "The file fetches a template from elsewhere when it is opened. Save it without one."
        ),
        "not_pdf_nor_docx": _("This is neither a DOCX nor a PDF."),
        "paper_not_ours": _(
            "The file carries nothing of a paper that was written here. Work on a DOCX that was."
        ),
        "paper_value_damaged": _("The data that the paper carries cannot be read."),
        "paper_differs_too_much": _("So much of it was changed that it is another paper."),
    }


def papers_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """By the kind, the language and the format; the address is that of the file."""
    return {
        row.pk: Label(
            f"{KINDS_IN_WORDS[row.kind]} · {get_language_info(row.language)['name_local']}"
            f" · {row.format.upper()}",
            reverse("kept-paper", args=[row.pk]),
        )
        for row in Paper.objects.filter(pk__in=ids)
    }


def releases_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """By the kind of the paper and the code of its address."""
    return {
        row.pk: Label(f"{KINDS_IN_WORDS[row.kind]} · {row.code}", address_of(row.code))
        for row in Release.objects.filter(pk__in=ids)
    }
