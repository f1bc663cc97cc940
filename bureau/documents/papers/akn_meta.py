"""What a paper in Akoma Ntoso says about itself: work, expression and manifestation.

The work is the same in all languages, so its name comes from the canonical value alone.
"""

import re
from dataclasses import dataclass
from datetime import date

from bureau.core.papers.blocks import Paper
from bureau.documents.papers.markup import element

COUNTRY = "un"
UNDATED = "0001-01-01"
"""The scheme wants a day; this one says that there is none."""
FORMAT = "application/akn+xml"
UNNUMBERED = "unnumbered"
_DAYS = ("day", "in_force")
_NUMBERS = ("number", "post")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Naming:
    """`address` begins every name of the paper; `number` is empty for a draft without one."""

    kind: str
    body: str
    day: str
    number: str
    address: str

    @classmethod
    def of(cls, paper: Paper, kind: str) -> "Naming":
        body = _slug(_said(paper, ("body",))) or "body"
        number = _said(paper, _NUMBERS)
        day = _day(_said(paper, _DAYS))
        parts = (kind, paper.kind, body, day, _slug(number) or UNNUMBERED)
        address = f"/akn/{COUNTRY}/" + "/".join(parts)
        return cls(paper.kind, body, day, number, address)


def _said(paper: Paper, names: tuple[str, ...]) -> str:
    found = (paper.value.get(name) for name in names)
    return next((one for one in found if isinstance(one, str) and one), "")


def _day(said: str) -> str:
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        return UNDATED


def _slug(said: str) -> str:
    return _NOT_IN_A_NAME.sub("-", said.lower()).strip("-")


def meta(naming: Naming, language: str, issuer: str, component: str = "") -> str:
    """`component` is the name of a part; the parts rest on the organisations of the whole."""
    part = f"!{component}" if component else "!main"
    work, expression = naming.address, f"{naming.address}/{language}@{naming.day}"
    about_work = (
        _one("FRBRcountry", COUNTRY)
        + _one("FRBRsubtype", naming.kind)
        + _one("FRBRnumber", naming.number or UNNUMBERED)
    )
    spoken = element("FRBRlanguage", language=language)
    levels = (
        ("FRBRWork", work, "", "author", about_work),
        ("FRBRExpression", expression, "", "author", spoken),
        ("FRBRManifestation", expression, ".xml", "editor", _one("FRBRformat", FORMAT)),
    )
    said = "".join(
        element(
            level,
            _one("FRBRthis", f"{address}/{part}{end}")
            + _one("FRBRuri", f"{address}{end}")
            + element("FRBRdate", date=naming.day, name="document")
            + element("FRBRauthor", href=f"#{naming.body}", **{"as": f"#{role}"})
            + more,
        )
        for level, address, end, role, more in levels
    )
    known = element("identification", said, source=f"#{naming.body}")
    return element("meta", known + ("" if component else _references(naming, issuer)))


def _one(name: str, value: str) -> str:
    return element(name, value=value)


def _references(naming: Naming, issuer: str) -> str:
    at = "/akn/ontology"
    shown = issuer or naming.body
    organisation = f"{at}/organization/{COUNTRY}/{naming.body}"
    said = element("TLCOrganization", eId=naming.body, href=organisation, showAs=shown)
    for role in ("Author", "Editor"):
        place = f"{at}/role/{COUNTRY}/{role.lower()}"
        said += element("TLCRole", eId=role.lower(), href=place, showAs=role)
    return element("references", said, source=f"#{naming.body}")
