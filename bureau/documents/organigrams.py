"""A part of an organisation as plain data, and as JSON and JSON-LD (W3C ORG).

The terms are those of https://www.w3.org/TR/vocab-org/; what it has no word for (grade, record
number) stands under `urn:x-bureau:terms#`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bureau.documents.turtle import turtle

type Said = Mapping[str, str]

CONTEXT = {
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "time": "http://www.w3.org/2006/time#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "bureau": "urn:x-bureau:terms#",
}


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
    `state` is encumbered, vacant or frozen; `reports_to` a post of this chart."""

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

    @property
    def holder(self) -> str | None:
        return ", ".join(each.name for each in self.holdings if each.manner != "lien") or None


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """Like posts that are only counted; `superior` is the number of the post above them."""

    title: str
    grade: str
    unit: int
    superior: str | None
    fte: int


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


def json_text(shown: Organigram) -> str:
    """The chart for programs: units and posts, named by code and number."""
    return _written(
        {
            "organisation": shown.organisation,
            "valid": shown.valid.isoformat(),
            "recorded": shown.recorded,
            "plan": shown.plan,
            "units": [_unit(shown, unit) for unit in shown.units],
            "posts": [_post(shown, post) for post in shown.posts],
            "blocks": [_block(shown, block) for block in shown.blocks],
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


def json_ld_text(shown: Organigram) -> str:
    """The chart as linked data; parses to W3C ORG with any JSON-LD reader."""
    return _written({"@context": CONTEXT, "@graph": _graph(shown)})


def turtle_text(shown: Organigram) -> str:
    """The same statements in Turtle."""
    return turtle(CONTEXT, _graph(shown))


def _graph(shown: Organigram) -> list[dict[str, Any]]:
    return [
        _view(shown),
        *(_org_unit(shown, unit) for unit in shown.units),
        *(node for post in shown.posts for node in _org_post(shown, post)),
        *_people(shown),
        *change_events(shown.identity, shown.events),
        *_named_only(shown),
    ]


def _view(shown: Organigram) -> dict[str, Any]:
    """Where in time all of this holds."""
    return {
        "@id": iri(shown.identity, "view"),
        "dcterms:title": shown.organisation,
        "dcterms:valid": day_literal(shown.valid),
        "bureau:recordNumber": shown.recorded,
        "bureau:plan": shown.plan or "in force",
    }


def _org_unit(shown: Organigram, unit: ShownUnit) -> dict[str, Any]:
    is_organisation = unit.kind == "organisation"
    node: dict[str, Any] = {
        "@id": iri(shown.identity, "unit", unit.id),
        "@type": "org:Organization" if is_organisation else "org:OrganizationalUnit",
        "org:identifier": unit.code,
        "skos:prefLabel": labels(unit.name),
        "bureau:kind": unit.kind,
        "org:hasPost": [
            {"@id": iri(shown.identity, "post", post.id)}
            for post in shown.posts
            if post.unit == unit.id
        ],
    }
    if unit.parent:
        node["org:subOrganizationOf"] = {"@id": iri(shown.identity, "unit", unit.parent)}
    if unit.head:
        node["bureau:headPost"] = {"@id": iri(shown.identity, "post", unit.head.id)}
    return node


def _org_post(shown: Organigram, post: ShownPost) -> Iterable[dict[str, Any]]:
    node: dict[str, Any] = {
        "@id": iri(shown.identity, "post", post.id),
        "@type": "org:Post",
        "dcterms:identifier": post.number,
        "skos:prefLabel": labels(post.titles),
        "org:postIn": {"@id": iri(shown.identity, "unit", post.unit)},
        "bureau:grade": post.grade,
        "bureau:state": post.state,
    }
    if post.reports_to:
        node["org:reportsTo"] = {"@id": iri(shown.identity, "post", post.reports_to)}
    held = [each for each in post.holdings if each.manner != "lien"]
    if held:
        node["org:heldBy"] = [{"@id": iri(shown.identity, "person", each.person)} for each in held]
    yield node
    for each in post.holdings:
        yield _membership(shown, post, each)


def _membership(shown: Organigram, post: ShownPost, holding: Holding) -> dict[str, Any]:
    during = {"@type": "time:Interval", "time:hasBeginning": _instant(holding.since)}
    if holding.until:
        during["time:hasEnd"] = _instant(holding.until)
    return {
        "@id": iri(shown.identity, "incumbency", holding.incumbency),
        "@type": "org:Membership",
        "org:member": {"@id": iri(shown.identity, "person", holding.person)},
        "org:organization": {"@id": iri(shown.identity, "unit", post.unit)},
        "bureau:manner": holding.manner,
        "org:memberDuring": during,
    }


def _instant(day: date) -> dict[str, Any]:
    return {"@type": "time:Instant", "time:inXSDDate": day_literal(day)}


def _people(shown: Organigram) -> list[dict[str, Any]]:
    people = {each.person: each.name for post in shown.posts for each in post.holdings}
    return [
        {"@id": iri(shown.identity, "person", person), "@type": "foaf:Person", "foaf:name": name}
        for person, name in sorted(people.items())
    ]


def _named_only(shown: Organigram) -> list[dict[str, Any]]:
    """Units that are spoken of but do not stand here: above, or before."""
    standing = {unit.id for unit in shown.units}
    return [
        {
            "@id": iri(shown.identity, "unit", unit),
            "@type": "org:OrganizationalUnit",
            "org:identifier": code,
        }
        for unit, code in sorted(shown.codes.items())
        if unit not in standing
    ]


def change_events(identity: str, events: Iterable[Became]) -> list[dict[str, Any]]:
    """Each event with what it was made of, what came of it, and its day.

    An `org:ChangeEvent` is a `prov:Activity`: it begins and ends as its day begins.
    """
    return [
        {
            "@id": iri(identity, "event", place),
            "@type": "org:ChangeEvent",
            "dcterms:date": day_literal(event.day),
            "prov:startedAtTime": instant_literal(event.day),
            "prov:endedAtTime": instant_literal(event.day),
            "bureau:manner": event.manner,
            "org:originalOrganization": [
                {"@id": iri(identity, "unit", unit)} for unit in event.original
            ],
            "org:resultingOrganization": [
                {"@id": iri(identity, "unit", unit)} for unit in event.resulting
            ],
        }
        for place, event in enumerate(events, start=1)
    ]


def iri(identity: str, kind: str, id: int | None = None) -> str:
    """A name that is the same in every file of one installation."""
    return f"urn:uuid:{identity}#{kind}" + ("" if id is None else f"-{id}")


def instant_literal(day: date) -> dict[str, str]:
    """The beginning of a day, where it is decided; no zone, as days have none."""
    return {"@value": f"{day.isoformat()}T00:00:00", "@type": "xsd:dateTime"}


def day_literal(day: date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}


def labels(said: Said) -> list[dict[str, str]]:
    """One literal a language."""
    return [{"@language": language, "@value": words} for language, words in said.items()]


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
