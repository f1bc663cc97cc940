"""What a form of texts makes of what was typed: translations are kept where words are."""

from bureau.core.texts import Status, Text
from bureau.institution.governance.forms.scenarios import DescriptionForm
from bureau.institution.governance.models import Scenario

LINES = Text("en", {"en": ("One\r\nTwo", Status.ORIGINAL), "fr": ("Un\nDeux", Status.DRAFT)})
FRENCH = Text("fr", {"fr": ("Motif", Status.ORIGINAL)})
NAME = Text("en", {"en": ("Way", Status.ORIGINAL)})


def texts(*, language: str = "en", **typed: str) -> dict[str, Text | None]:
    row = Scenario(name=NAME, purpose=LINES, reason=FRENCH)
    said = {"name": "Way", "purpose": "One\r\nTwo", "reason": "Motif", **typed}
    form = DescriptionForm({"key": "a" * 32, "language": language, **said}, row=row)
    form.is_valid()
    found: dict[str, Text | None] = form.texts()
    return found


def test_what_is_left_as_it_is_keeps_its_translations_however_lines_end() -> None:
    for purpose in ("One\r\nTwo", "One\nTwo", " One\r\nTwo "):
        assert texts(purpose=purpose)["purpose"] == LINES


def test_an_edited_text_stays_in_its_own_language() -> None:
    edited = texts(reason="Autre motif")["reason"]
    assert edited == Text("fr", {"fr": ("Autre motif", Status.ORIGINAL)})


def test_another_language_that_is_chosen_goes_for_all() -> None:
    found = texts(language="es")
    assert {one.original for one in found.values() if one} == {"es"}
