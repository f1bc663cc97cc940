"""A part of an organisation as linked data: W3C ORG in JSON-LD and in Turtle.

The terms are those of https://www.w3.org/TR/vocab-org/; what it has no word for (grade, record
number, counted posts) stands under `urn:x-bureau:terms#`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bureau.documents.organigrams import (
    Became,
    Holding,
    Organigram,
    Said,
    ShownBlock,
    ShownEngagement,
    ShownPost,
    ShownUnit,
    written,
)
from bureau.documents.turtle import turtle

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
class Stand:
    """A coordinate as a file prints it; `plan` is None for what is in force."""

    valid: date
    recorded: int
    plan: str | None


def json_ld_text(shown: Organigram) -> str:
    """The chart as linked data; parses to W3C ORG with any JSON-LD reader."""
    return written({"@context": CONTEXT, "@graph": _graph(shown)})


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person held from `since` up to, not including, `until` (None: no end is known);
    `unit` and its `code` where it stands."""

    incumbency: int
    post: int
    number: str
    unit: int | None
    code: str
    manner: str
    since: date
    until: date | None


def person_json_ld(
    identity: str, stand: Stand, person: int, name: str, held: Sequence[Held]
) -> str:
    """A person and the posts held over time, as memberships of the units they are in."""
    posts, units = {one.post: one for one in held}, {one.unit: one for one in held if one.unit}
    me = {"@id": iri(identity, "person", person)}
    graph: list[dict[str, Any]] = [
        moment(identity, stand),
        {**me, "@type": "foaf:Person", "foaf:name": name},
    ]
    for one in held:
        node: dict[str, Any] = {
            "@id": iri(identity, "incumbency", one.incumbency),
            "@type": "org:Membership",
            "org:member": me,
            "bureau:post": {"@id": iri(identity, "post", one.post)},
            "bureau:manner": one.manner,
            "org:memberDuring": _during(one.since, one.until),
        }
        if one.unit:
            node["org:organization"] = {"@id": iri(identity, "unit", one.unit)}
        graph.append(node)
    graph += [
        {"@id": iri(identity, "post", id), "@type": "org:Post", "dcterms:identifier": one.number}
        for id, one in sorted(posts.items())
    ]
    graph += [
        {
            "@id": iri(identity, "unit", id),
            "@type": "org:OrganizationalUnit",
            "org:identifier": one.code,
        }
        for id, one in sorted(units.items())
    ]
    return written({"@context": CONTEXT, "@graph": graph})


def turtle_text(shown: Organigram) -> str:
    """The same statements in Turtle."""
    return turtle(CONTEXT, _graph(shown))


def _graph(shown: Organigram) -> list[dict[str, Any]]:
    return [
        _view(shown),
        *(_org_unit(shown, unit) for unit in shown.units),
        *(node for post in shown.posts for node in _org_post(shown, post)),
        *(_block(shown, block) for block in shown.blocks),
        *(_engagement(shown, each) for each in shown.engagements),
        *_people(shown),
        *change_events(shown.identity, shown.events),
        *_named_only(shown),
    ]


def moment(identity: str, stand: Stand, name: str = "view") -> dict[str, Any]:
    """Where in time all of a file holds, or one side of it."""
    return {
        "@id": iri(identity, name),
        "dcterms:valid": day_literal(stand.valid),
        "bureau:recordNumber": stand.recorded,
        "bureau:plan": stand.plan or "in force",
    }


def _view(shown: Organigram) -> dict[str, Any]:
    stand = Stand(shown.valid, shown.recorded, shown.plan)
    return {**moment(shown.identity, stand), "dcterms:title": shown.organisation}


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
    return {
        "@id": iri(shown.identity, "incumbency", holding.incumbency),
        "@type": "org:Membership",
        "org:member": {"@id": iri(shown.identity, "person", holding.person)},
        "org:organization": {"@id": iri(shown.identity, "unit", post.unit)},
        "bureau:manner": holding.manner,
        "org:memberDuring": _during(holding.since, holding.until),
    }


def _block(shown: Organigram, block: ShownBlock) -> dict[str, Any]:
    """ORG has no word for posts that are only counted: they are no `org:Post`."""
    node: dict[str, Any] = {
        "@id": iri(shown.identity, "block", block.id),
        "@type": "bureau:StaffingBlock",
        "skos:prefLabel": labels(block.titles),
        "bureau:inUnit": {"@id": iri(shown.identity, "unit", block.unit)},
        "bureau:grade": block.grade,
        "bureau:hundredths": block.fte,
    }
    if block.superior_id:
        node["bureau:under"] = {"@id": iri(shown.identity, "post", block.superior_id)}
    return node


def _engagement(shown: Organigram, engagement: ShownEngagement) -> dict[str, Any]:
    """A membership of the unit, without a post."""
    node: dict[str, Any] = {
        "@id": iri(shown.identity, "engagement", engagement.id),
        "@type": ["org:Membership", "bureau:Engagement"],
        "org:member": {"@id": iri(shown.identity, "person", engagement.person)},
        "org:organization": {"@id": iri(shown.identity, "unit", engagement.unit)},
        "bureau:manner": engagement.manner,
        "org:memberDuring": _during(engagement.since, engagement.until),
    }
    if engagement.sender:
        node["bureau:sender"] = engagement.sender
    if engagement.supervisor_id:
        node["bureau:supervisor"] = {"@id": iri(shown.identity, "post", engagement.supervisor_id)}
    return node


def _during(since: date, until: date | None) -> dict[str, Any]:
    during = {"@type": "time:Interval", "time:hasBeginning": _instant(since)}
    return during | ({"time:hasEnd": _instant(until)} if until else {})


def _instant(day: date) -> dict[str, Any]:
    return {"@type": "time:Instant", "time:inXSDDate": day_literal(day)}


def _people(shown: Organigram) -> list[dict[str, Any]]:
    people = {each.person: each.name for post in shown.posts for each in post.holdings}
    people |= {each.person: each.name for each in shown.engagements}
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
