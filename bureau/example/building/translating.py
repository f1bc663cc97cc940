"""The notes on a case, said in the other five languages by those who word posts and duties."""

from collections.abc import Iterable

from bureau.core.texts import LANGUAGES, Text
from bureau.example.building.cast import Made
from bureau.institution.governance.queries.notes import hash_of_note
from bureau.institution.governance.services.translations import translate_case

BY = "organisation_officer"


def translate_notes(made: Made, case: int, notes: Iterable[Text]) -> None:
    """One language after the other; each note is known by its own words."""
    listed = {f"note.{hash_of_note(note.in_original)}": note for note in notes}
    for language in LANGUAGES:
        said = {
            unit: (words, str(status))
            for unit, note in listed.items()
            for words, status in [note.said[language]]
            if language != note.original
        }
        if said:
            translate_case(made.actor(BY), reorganisation=case, language=language, said=said)
