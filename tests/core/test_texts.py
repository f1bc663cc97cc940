"""Words in several languages: which of them stand when a text is changed."""

import pytest

from bureau.core.texts import Status, Text

NAME = Text("en", {"en": ("Council", Status.ORIGINAL), "fr": ("Conseil", Status.OFFICIAL)})
DRAFTED = Text("en", {"en": ("Council", Status.ORIGINAL), "fr": ("Le Conseil", Status.DRAFT)})


@pytest.mark.parametrize(
    ("after", "before", "is_kept"),
    [
        (NAME, NAME, True),
        (Text("en", {**NAME.said, "es": ("Consejo", Status.DRAFT)}), NAME, True),
        (NAME, DRAFTED, True),
        (Text("en", {"en": ("Council", Status.ORIGINAL)}), DRAFTED, True),
        (DRAFTED, NAME, False),
        (Text("en", {"en": ("Council", Status.ORIGINAL)}), NAME, False),
        (Text("en", {**NAME.said, "en": ("Board", Status.ORIGINAL)}), NAME, False),
        (Text("fr", NAME.said), NAME, False),
    ],
)
def test_words_that_are_no_draft_stand(after: Text, before: Text, is_kept: bool) -> None:
    assert after.keeps(before) is is_kept
