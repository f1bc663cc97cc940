"""Why something on the register was refused, by the code of the reason."""

from django.utils.translation import gettext as _

from bureau.core.reasons import Reason
from bureau.web.refusing import in_words


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    return _sentences().get(reason.code, "").format(**in_words(reason.facts))


def _sentences() -> dict[str, str]:
    return {
        "made_by_an_act": _(
            "An act made this instrument: it says what the act said and cannot be said anew."
        ),
        "body_of_another_organisation": _("The body is of another organisation."),
        "meeting_of_another_body": _("The session is not one of this body."),
        "part_of_another_instrument": _("That part is not one of this instrument."),
        "part_of_itself": _("It would stand under itself."),
        "parts_too_deep": _("Parts nest at most {most} levels deep. Put this part higher."),
        "only_a_mandate_is_addressed": _(
            "Only what asks for something has an addressee and a last day."
        ),
        "addressee_unknown": _("The addressee is not known."),
        "mandate_was_settled": _(
            "It was told how this mandate stands: it stays a mandate. Say that it is spent instead."
        ),
        "asks_for_nothing": _("This provision asks for nothing: mark it as a mandate first."),
        "no_such_provision": _("There is no such provision or element here."),
        "amends_itself": _("An instrument does not amend itself."),
        "amends_before_it_stands": _("What amends does not stand yet on that day."),
        "amends_no_more": _("What amends is not in force any more on that day."),
        "amends_others_still": _(
            "It amends others itself on that day or later: take that back first, or end it later."
        ),
        "amendment_there": _("This is on the register already."),
        "cited_already": _("It cites this already."),
        "version_is_drafted": _("A version is being drafted: finish or adopt that one first."),
        "version_is_adopted": _("This version was adopted and stays as it is: begin the next one."),
        "plan_is_empty": _("The version has no element yet."),
        "not_in_force_that_day": _("It is not in force on that day."),
        **_of_meetings(),
        **_of_documents(),
        **_of_files(),
    }


def _of_meetings() -> dict[str, str]:
    return {
        "post_or_name": _("Name either a post or somebody by name."),
        "zone_unknown": _("There is no such time zone."),
        "is_a_sitting": _("This is a sitting: agenda and documents are those of its session."),
        "sitting_outside_session": _("A sitting would lie outside the days of the session."),
        "session_cited": _(
            "A decision of {day} cites this session. Its name and code can no longer be changed."
        ),
        "session_cited_on": _(
            "A decision of {day} was taken in this session. Choose days that include {day}."
        ),
        "item_cited": _(
            "A decision cites agenda item {item}. Its number, title and subject can no longer be"
            " changed, and the item cannot be deleted."
        ),
        "hours_half_known": _("Say both when it opens and when it closes, or neither."),
        "item_of_another_session": _("The agenda item is not one of this session."),
        "sitting_of_another_session": _("The sitting is not one of this session."),
        "item_has_parts": _("Items stand under it: take them off first."),
        "item_has_documents": _("Documents are on this item: put them on another one first."),
        "item_was_treated": _("It was treated: it stays on the agenda."),
        "decided_by_no_body": _("No body decided this."),
    }


def _of_documents() -> dict[str, str]:
    return {
        "came_on_a_day_to_come": _("It cannot have come on a day that is still to come."),
        "pattern_place_unknown": _("A pattern has no place {place}."),
        "pattern_brace_alone": _("A brace in the pattern has no partner."),
        "pattern_without_place": _("A pattern needs the place {place}."),
        "translated_before_it_comes": _(
            "Translations would be due before the documents themselves."
        ),
        "numbers_are_given": _(
            "Documents are numbered by this already: it stays. End it, and begin another."
        ),
        "class_of_another_body": _("The class of documents is of another body."),
        "class_not_there_then": _("The class of documents does not count in that session."),
        "session_has_no_code": _(
            "The numbers say what the session is called in numbers: give it a short name first."
        ),
        "symbol_of_another_session": _(
            "A document of another session of this body has the number {code}. Give this session "
            "a short name of its own, or number by a class that says the short name."
        ),
        "session_named_twice": _(
            "Another session of this body is called {code} in numbers: documents of both would "
            "have the same numbers. Choose another short name."
        ),
        "variant_of_a_variant": _("Revise, or add to, the document itself."),
        "slot_is_there_since_a_day": _("A language that is there has a day, any other has none."),
        "original_is_no_translation": _("Name translations in languages other than the original."),
        "original_unknown": _("The original is in one of the six languages."),
        "number_not_next": _(
            "The next number of this class is {next}: numbers are given without a gap."
        ),
    }


def _of_files() -> dict[str, str]:
    return {
        "file_empty": _("The file is empty."),
        "file_too_large": _("A file may have {most} megabytes at most."),
        "file_kind_not_taken": _("Files are taken as PDF, DOCX, XLSX, PPTX or ODT."),
        "file_damaged": _("The file is damaged or cut off. Save it anew."),
        "file_locked": _("The file is locked: nobody could read it. Save it without a password."),
        "file_grows": _("Unpacked, the file would be too large."),
        "file_unsafe": _("The file holds entries that no document has, or is locked."),
        "file_has_macros": _(
            "The file has macros, embedded objects or links to other files. Save it without them."
        ),
        "file_fetches": _(
            "The file fetches a template from elsewhere when it is opened. Save it without one."
        ),
        "file_there_already": _("This file is there already."),
        "file_not_there": _("There is no such file any more. Choose it anew."),
    }
