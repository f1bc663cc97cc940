"""Actions, findings and sentences of a set as an answer says them: codes and words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Finding
from bureau.core.changes.sentences import Sentence
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.texts.actions import object_in_words
from bureau.institution.governance.texts.drafted import change_sentence
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.web.api.words import Id
from bureau.web.formats import as_date

Places = Annotated[list[Id], Field(min_length=1, max_length=1000)]
"""Of actions, by which an act names some of them; all of them go without this, not with none."""


class ActionOut(Schema):
    """One action. `place` is its number in the set; `expects` what it was drafted against."""

    place: int
    kind: str
    subject: str
    day: date
    values: dict[str, Any]
    expects: dict[str, Any]
    reason: str
    in_words: str


class FindingOut(Schema):
    """What a check found: it bars, asks or tells. `is_open` stands in the way of submitting."""

    code: str
    severity: str
    subject: str
    day: date
    until: date | None
    actions: list[int]
    is_open: bool
    answer: str | None
    sentence: str


class SentenceOut(Schema):
    """What the set changes, in the language asked for."""

    code: str
    day: date
    actions: list[int]
    sentence: str


def actions_out(actions: Iterable[Action], names: Naming) -> list[ActionOut]:
    return [
        ActionOut(
            place=action.id,
            kind=str(action.kind),
            subject=str(action.subject),
            day=as_date(action.day),
            values=dict(action.values),
            expects=dict(action.expects),
            reason=action.reason,
            in_words=object_in_words(action, names),
        )
        for action in actions
    ]


def findings_out(findings: Sequence[Finding], names: Naming) -> list[FindingOut]:
    return [
        FindingOut(
            code=one.code,
            severity=str(one.severity),
            subject=str(one.subject),
            day=as_date(one.day),
            until=as_date(one.until) if one.until else None,
            actions=list(one.actions),
            is_open=one.is_open,
            answer=one.answer.reason if one.answer else None,
            sentence=finding_sentence(one, names),
        )
        for one in findings
    ]


def sentences_out(sentences: Iterable[Sentence], names: Naming) -> list[SentenceOut]:
    return [
        SentenceOut(
            code=str(one.code),
            day=as_date(one.day),
            actions=list(one.actions),
            sentence=change_sentence(one, names),
        )
        for one in sentences
    ]
