"""The kinds of value that all operations share: ids, days, texts in six languages, coordinates."""

from datetime import date, time
from typing import Annotated, Any, Literal, Self

from ninja import Schema
from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from bureau.core.days import is_reckoned
from bureau.core.references import ID_MAX
from bureau.core.texts import Status, Text
from bureau.web.api.problems import Problem
from bureau.web.readable import holds_unstorable, is_storable

Id = Annotated[int, Field(ge=1, le=ID_MAX)]
Count = Annotated[int, Field(ge=0)]
Language = Literal["ar", "en", "es", "fr", "ru", "zh-hans"]


def _day(day: date) -> date:
    if not is_reckoned(day):
        raise ValueError("day_out_of_range")
    return day


Day = Annotated[date, AfterValidator(_day)]
"""A day between 1800 and 2999."""


HOUR = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
Hour = Annotated[time, WithJsonSchema({"type": "string", "pattern": HOUR})]
"""An hour where something is held. `time` of JSON Schema would need an offset to Greenwich."""


def _plain(said: str) -> str:
    if not is_storable(said):
        raise ValueError("characters_not_allowed")
    return said


Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(_plain)]
Short = Annotated[str, StringConstraints(max_length=60), AfterValidator(_plain)]
Prose = Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_plain)]
Key = Annotated[str, StringConstraints(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9._:\-]+$")]


IfMatch = Annotated[str, StringConstraints(min_length=1, max_length=300)]
"""The `ETag` of what was read; `*` for whoever does not mind."""


class Given(Schema):
    """What is sent: nothing that is not named is taken."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def _is_storable(self) -> Self:
        """What no field has refused by itself: texts of every sort, and names in them."""
        if holds_unstorable(self.model_dump()):
            raise ValueError("characters_not_allowed")
        return self


class Said(Schema):
    """One text in up to six languages: which is the original, and how far each has come."""

    original: str
    words: dict[str, str]
    status: dict[str, str]


class SaidIn(Given):
    """A text to write: words by language, the original among them."""

    original: Language = "en"
    words: dict[Language, Line]


class ProseIn(Given):
    """A longer text to write."""

    original: Language = "en"
    words: dict[Language, Prose]


def said(text: Text) -> Said:
    return Said(
        original=text.original,
        words={language: words for language, (words, _) in text.said.items()},
        status={language: str(status) for language, (_, status) in text.said.items()},
    )


def text_from(given: SaidIn | ProseIn, pointer: str = "") -> Text:
    """The text as it will stand; all but the original are drafts of translations."""
    words: dict[Any, str] = {lang: each.strip() for lang, each in given.words.items()}
    if not words.get(given.original):
        raise Problem(422, "original_missing", {"language": given.original}, pointer or None)
    return Text(
        given.original,
        {
            language: (
                each,
                Status.ORIGINAL if language == given.original else Status.DRAFT,
            )
            for language, each in words.items()
            if each
        },
    )


RecordedAsked = Annotated[str, StringConstraints(pattern=r"^\d{1,9}$|^\d{4}-\d\d-\d\d$")]
PlanAsked = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}:\d{1,9}$")]


class OnDay(Given):
    """The day to stand on, of what is dated and has no recorded axis: reference data, rules."""

    valid: Day | None = Field(None, description="The day looked at; today where left out.")


class Spanned(OnDay):
    """What holds from day to day: that of the day, or all there ever was."""

    whole: bool = Field(False, description="All there ever was, whatever the day.")


class AsKnown(Given):
    """How much was known, of what is told of all days and no plan changes."""

    recorded: RecordedAsked | None = Field(
        None, description="A record number, or a day: as Bureau knew it at that day's end."
    )


class OnRecord(AsKnown, OnDay):
    """The day to stand on, and how much was known, of what no plan changes."""


class AsPlanned(AsKnown):
    """How much was known, and what is planned, of what is told of all days."""

    plan: PlanAsked | None = Field(
        None, description='A plan to look through, as in "reorganisation:3"; one you may see.'
    )


class At(OnRecord, AsPlanned):
    """Where in time to stand: the default is today, as known now, what is in force."""


class Known(Schema):
    """How much was known in an answer that is of all days; the same again gives the same answer."""

    recorded: Count
    plan: str | None


class Stood(Known):
    """The coordinates that an answer was read at; the same again gives the same answer."""

    valid: date


class Made(Schema):
    """What was made: its number, and where it can be read."""

    id: int
    address: str
