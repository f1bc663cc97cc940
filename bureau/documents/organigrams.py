"""A part of an organisation as plain data, and as JSON; `linked_data` has it as W3C ORG."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

type Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a post, as far as the reader may see; `share` in hundredths.

    From `since`, the first day on the post, up to, not including, `until` (None: no end is known).
    """

    incumbency: int
    person: int
    name: str
    share: int
    manner: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ShownPost:
    """One post. `title` in the reader's language, `titles` in all there are; `fte` in hundredths;
    `state` is encumbered, vacant or frozen; `reports_to` a post of this chart; `lines` are its own
    lines of reporting: by manner, the number of the post above."""

    id: int
    number: str
    title: str
    titles: Said
    grade: str
    unit: int
    duty_station: str
    funding: str
    category: str
    fte: int
    contract: str
    state: str
    reports_to: int | None
    holdings: Sequence[Holding] = ()
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def holder(self) -> str | None:
        return ", ".join(each.name for each in self.holdings if each.manner != "lien") or None


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """Like posts that are only counted; `superior` is the number of the post above them, and
    `superior_id` names it where it stands in this chart."""

    id: int
    title: str
    titles: Said
    grade: str
    unit: int
    superior: str | None
    superior_id: int | None
    fte: int


@dataclass(frozen=True, slots=True)
class ShownEngagement:
    """A person's work in a unit beside its posts, for a reader who may see names; from `since` up
    to, not including, `until` (None: no end is known). `supervisor` is a post of this chart."""

    id: int
    person: int
    name: str
    unit: int
    manner: str
    sender: str
    supervisor: str | None
    supervisor_id: int | None
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """One unit with its own posts counted; `parent` is the unit above, also where not shown."""

    id: int
    code: str
    name: Said
    kind: str
    parent: int | None
    head: ShownPost | None
    posts: int
    vacant: int
    frozen: int


@dataclass(frozen=True, slots=True)
class Became:
    """On a day some units became others; `manner` is merged, split, replaced, established, ..."""

    day: date
    manner: str
    original: tuple[int, ...]
    resulting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Organigram:
    """What stands at one coordinate. `identity` names the installation; `codes` has the code of
    every unit that is spoken of, `also` those that are named without standing here."""

    identity: str
    organisation: str
    organisation_name: Said
    valid: date
    recorded: int
    plan: str | None
    units: Sequence[ShownUnit]
    posts: Sequence[ShownPost]
    codes: Mapping[int, str]
    events: Sequence[Became] = ()
    blocks: Sequence[ShownBlock] = ()
    engagements: Sequence[ShownEngagement] = ()


def json_text(shown: Organigram) -> str:
    """The chart for programs: units and posts, named by code and number."""
    return written(
        {
            "organisation": shown.organisation,
            "valid": shown.valid.isoformat(),
            "recorded": shown.recorded,
            "plan": shown.plan,
            "units": [_unit(shown, unit) for unit in shown.units],
            "posts": [_post(shown, post) for post in shown.posts],
            "blocks": [_block(shown, block) for block in shown.blocks],
            "engagements": [_engagement(shown, each) for each in shown.engagements],
        }
    )


def _unit(shown: Organigram, unit: ShownUnit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": dict(unit.name),
        "kind": unit.kind,
        "parent": shown.codes.get(unit.parent) if unit.parent else None,
        "head": unit.head
        and {
            "number": unit.head.number,
            "title": unit.head.title,
            "grade": unit.head.grade,
            "holder": unit.head.holder,
        },
        "posts": unit.posts,
        "vacant": unit.vacant,
    }


def _post(shown: Organigram, post: ShownPost) -> dict[str, Any]:
    return {
        "number": post.number,
        "title": post.title,
        "titles": dict(post.titles),
        "grade": post.grade,
        "unit": shown.codes.get(post.unit),
        "duty_station": post.duty_station,
        "funding": post.funding,
        "category": post.category,
        "contract": post.contract,
        "fte": post.fte / 100,
        "state": post.state,
        "holder": post.holder,
    }


def _block(shown: Organigram, block: ShownBlock) -> dict[str, Any]:
    return {
        "title": block.title,
        "grade": block.grade,
        "unit": shown.codes.get(block.unit),
        "superior": block.superior,
        "fte": block.fte / 100,
    }


def _engagement(shown: Organigram, engagement: ShownEngagement) -> dict[str, Any]:
    return {
        "person": engagement.name,
        "unit": shown.codes.get(engagement.unit),
        "manner": engagement.manner,
        "sender": engagement.sender or None,
        "supervisor": engagement.supervisor,
        "since": engagement.since.isoformat(),
        "until": engagement.until.isoformat() if engagement.until else None,
    }


def written(value: Any) -> str:
    """As a file: readable, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
