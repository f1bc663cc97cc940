"""A case that was put forward, sent back, and drafted on in secret; and every address about it."""

from collections.abc import Iterator
from itertools import product
from re import compile as pattern_of
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from bureau.config.api.apart import ADDRESSES
from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.institution.governance.services import accepting, actions, drafts, scenarios, steps
from bureau.institution.governance.services.citations import cite_in_reorganisation
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.services.descriptions import DescriptionText, DutyText
from bureau.institution.procedures.queries.cases import questions_open
from bureau.record.journal.services.following import advance
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    Engagement,
    determine,
    recommend,
    submitted,
)
from tests.institution.governance.visitors import visitor
from tests.institution.house import TODAY, House, add_auditor
from tests.institution.organisation.registered import register
from tests.programs import program

SECRET = pattern_of(r"(?i:kingfisher)|\b(?:KFP|KFU|2031)\b")
"""What was drafted since: words, codes, and the year of a day."""
LATER = 741_500
"""A day in 2031."""
READERS = ("Coco", "Sana", "Carl", "Aude")
PARAMETER = pattern_of(r"<(?:\w+:)?(\w+)>|\{(\w+)\}")
FOLLOWERS = (
    "bureau.record.search.services.follow",
    "bureau.record.notices.services.telling.follow",
)
SLOW = ("verification", "reorganisation-papers-packed", "paper-set")


def sent_back(house: House) -> Engagement:
    """Submitted, then referred back with a question; nothing is drafted yet."""
    case = submitted(house)
    determine(case)
    recommend(case)
    steps.refer_back(
        house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        questions=("What becomes of it?",),
    )
    return case


def draft_in_secret(case: Engagement) -> None:
    """Words, actions, a description, an alternative, a citation and an answer."""
    at: dict[str, Any] = {"reorganisation": case.number}
    by, house, said = case.officer, case.house, text(en="Kingfisher", fr="Kingfisher en français")
    drafts.describe_reorganisation(
        by, **at, reference="TSB-2024", title=said, purpose=said, background=said
    )
    policy = {"name": text(en="Kingfisher policy")}
    day = actions_of(case.number)[2].day
    actions.change_action(by, **at, place=3, day=day, values={"code": "KFP"}, words=policy)
    actions.add_action(
        by,
        **at,
        kind=ActionKind.ESTABLISH_UNIT,
        subject=None,
        day=LATER,
        values={"code": "KFU", "kind": "department", "parent": house.units["TSB"]},
        words={"name": text(en="Kingfisher unit")},
        reason="Kingfisher reason",
    )
    described = DescriptionText(said, said, (DutyText(said),), (("education", said),))
    actions.add_description(
        by, **at, post=house.posts["ADV"], description=described, day=LATER, reason="Kingfisher"
    )
    scenarios.add_scenario(by, **at, name=said, purpose=said, is_empty=False, drafted_name=said)
    scenarios.describe_scenario(by, **at, number=1, name=said, purpose=said, reason=said)
    mandate = Reference("provision", int(register(house)["mandate"]))
    cite_in_reorganisation(by, **at, of=mandate, reason="Kingfisher citation")
    (asked,) = questions_open(Reference("reorganisation", case.number))
    accepting.answer_question(by, **at, question=asked.pk, said="Kingfisher answer")


def drafted_on(house: House) -> Engagement:
    case = sent_back(house)
    draft_in_secret(case)
    for follower in FOLLOWERS:
        while advance(follower):
            pass
    return case


def client_of(house: House, name: str, *, api: bool) -> Client:
    """Signed in, or with the token of a program."""
    if name == "Aude" and name not in house.people:
        add_auditor(house)
    if not api:
        return visitor(house, name)
    return Client(headers=program(house, name).headers)


def addresses_about(case: Engagement) -> list[str]:
    """Every address of pages and api that takes the case, with each value of what else it takes."""
    known: dict[str, list[Any]] = {
        "reorganisation": [case.number],
        "case": [case.number],
        "language": ["en", "fr"],
        "kind": ["council-paper", "decision", "job-description", "draft-decision"],
        "number": [case.number, 1, 2],
        "place": [1, 3, 7, 8],
        "version": [1, 2],
        "act": [act.pk for act in case.case().acts],
        "format": ["html"],
        "post": [case.house.posts["ADV"], case.house.posts["D1"]],
    }
    found = []
    for name, route in _routes(get_resolver(ADDRESSES).url_patterns):
        names = [a or b for a, b in PARAMETER.findall(route)]
        is_of_case = "reorganisation" in names or route.startswith("papers/")
        if is_of_case and name not in SLOW and set(names) <= known.keys():
            for values in product(*(known[each] for each in names)):
                given = iter(values)
                found.append("/" + PARAMETER.sub(lambda _: str(next(given)), route))  # noqa: B023
    return found


def addresses_with(word: str) -> list[str]:
    """Every address of a case whose route says the word, `{}` for the case, else the number 1."""
    found = []
    for _name, route in _routes(get_resolver(ADDRESSES).url_patterns):
        names = [a or b for a, b in PARAMETER.findall(route)]
        if "reorganisation" in names and word in route:
            filled = iter("{}" if name == "reorganisation" else "1" for name in names)
            found.append("/" + PARAMETER.sub(lambda _: next(filled), route))  # noqa: B023
    return found


def addresses_without_parameters() -> list[str]:
    """Lists, the calendar, home and the like: every address that takes nothing."""
    routes = _routes(get_resolver(ADDRESSES).url_patterns)
    return ["/" + route for _name, route in routes if not PARAMETER.search(route)]


def _routes(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        route = above + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route)
        else:
            yield one.name or "", route


def answer_at(client: Client, address: str) -> str:
    """All that comes back: what is read, whole; where it leads; its headers."""
    answer = client.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode(errors="replace") + str(answer.headers)


def leaks(client: Client, addresses: list[str]) -> dict[str, str]:
    """The addresses whose answer says what is secret, with what they say."""
    found = {}
    for address in addresses:
        said = answer_at(client, address)
        if hit := SECRET.search(said):
            found[address] = said[max(0, hit.start() - 60) : hit.end() + 40]
    return found
