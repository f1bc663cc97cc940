"""What nobody means to send: absent, huge and negative numbers, broken bodies, queries, headers."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import quote, urlencode

ABSENT = 2**31 - 2
NUMBERS = ("0", "-1", str(ABSENT), str(2**31), str(2**63), "1" * 40, "9" * 5000)
PLACES = (*NUMBERS, "%00", "a%00b", "%ED%A0%80", "%FF", "%D9%A1", "x" * 300)
"""What may stand in an address where a number or word is looked for."""
WORDS = (
    *("\0", "a\0b", "²", "١", "NaN", "1e400", "unit:²", "unit:" + "9" * 20, "[", "x" * 3000),
    *("2024-02-30", "9999-12-31", "http://[::1", *NUMBERS),
)
CONTROLS = ("\0", "\a", "\x1b", "\x9f", "\u202e")
"""What ends a text, rings, begins an order to a terminal, or turns the letters behind it."""
ASKED = (
    *("about", "act", "action", "after", "all", "before", "body", "budget", "code", "concept"),
    *("days", "effect", "entered", "file", "from", "from_plan", "how", "kind", "language", "of"),
    *("on", "overdue", "page", "paper", "parent", "part", "post", "q", "rule", "size", "sort"),
    *("start", "state", "step", "subject", "table", "text", "to", "under", "unit", "verdict"),
    *("version", "way", "what", "when", "year", "cursor", "limit"),
)
"""Names that pages and the api look for in a query."""
COORDINATES = ("valid", "recorded", "plan", "from_valid", "from_recorded")
FORM, PARTS, JSON = "application/x-www-form-urlencoded", "multipart/form-data", "application/json"
PART = b'--b\r\nContent-Disposition: form-data; name="a"; filename="%s"\r\n\r\n1\r\n'
BODIES = (
    (PARTS, b"x"),
    (f"{PARTS}; boundary=", b"x"),
    (f"{PARTS}; boundary=b", PART % b"a\0b"),
    (f"{PARTS}; boundary=b", b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'),
    (f"{PARTS}; boundary=b; charset=foo", PART % b"a" + b"--b--"),
    (f"{PARTS}; boundary=b", PART % b"a" * 150 + b"--b--"),
    (FORM, b"\xff\xfe=%FF&key=%00"),
    (f"{FORM}; charset=utf-16", b"a=1"),
    (FORM, b"&".join([b"a=1"] * 1500)),
    (FORM, b"a=" + b"1" * (6 * 2**20)),
    (JSON, b"{"),
    (JSON, b"\xff"),
    (JSON, b"[" * 100_000),
    (JSON, b'{"a":' * 50_000),
    (JSON, b'"\\ud800"'),
    (JSON, b"1" * 5000),
    (JSON, b"NaN"),
    (JSON, b"null"),
    (JSON, b"[]"),
    ("text/plain", b"x"),
)
HEADERS = (
    ("HTTP_ACCEPT_LANGUAGE", "x" * 5000),
    ("HTTP_ACCEPT_LANGUAGE", "fr;q=zz,*;q=9"),
    ("HTTP_IF_NONE_MATCH", '"'),
    ("HTTP_IF_MODIFIED_SINCE", "Mon, 01 Jan 99999999 00:00:00 GMT"),
    ("HTTP_RANGE", "bytes=9-1,abc"),
    ("HTTP_REFERER", "http://[::1"),
    ("HTTP_COOKIE", 'sessionid="\\000"'),
    ("HTTP_COOKIE", "sessionid=" + "a" * 5000),
    ("HTTP_COOKIE", "messages=W10:xx; django_language=../../x"),
    ("HTTP_X_FORWARDED_FOR", "999.9.9.9, x"),
    ("HTTP_AUTHORIZATION", "Bearer " + "x" * 5000),
    ("HTTP_IDEMPOTENCY_KEY", "x" * 100),
    ("HTTP_IF_MATCH", "x" * 1000),
    ("CONTENT_LENGTH", "-5"),
    ("CONTENT_TYPE", "\x7f/;;"),
    ("CONTENT_TYPE", "text/html; charset=hex"),
    ("CONTENT_TYPE", f"{FORM}; charset=idna"),
)
IN_JSON: tuple[object, ...] = (
    None,
    True,
    0,
    -1,
    ABSENT,
    2**31,
    2**63,
    10**40,
    1.5,
    "",
    "a\0b",
    "\ud800",
    [],
    {},
    [[]],
)


@dataclass(frozen=True, slots=True)
class Attack:
    """One request; `is_nowhere` where it names what is not there, so that nothing may be done."""

    what: str
    method: str
    path: str
    more: Mapping[str, Any] = field(default_factory=dict)
    is_nowhere: bool = False

    def sent(self) -> dict[str, Any]:
        """What the test client sends with it."""
        more = {"content_type": FORM, "data": b"", **self.more}
        if "query" in more:
            more["QUERY_STRING"] = urlencode(more.pop("query"))
        if "fields" in more:
            more["data"] = urlencode(more.pop("fields")).encode()
        if "json" in more:
            more |= {"data": json.dumps(more.pop("json")).encode(), "content_type": JSON}
        return more


def on_address(method: str, address: str, to: Mapping[str, object]) -> Iterator[Attack]:
    """Each variable of the address in turn, filled with what names nothing."""
    for name, value in to.items():
        for bad in PLACES:
            place = rf"(?<=[/-]){re.escape(quote(str(value)))}(?=[/.-]|$)"
            path = re.sub(place, bad, address, count=1)
            if path != address:
                yield Attack(f"{name} {bad[:20]}", method, path, is_nowhere=True)


def on_query(address: str) -> Iterator[Attack]:
    for bad in WORDS:
        for names in (ASKED, *((each,) for each in COORDINATES)):
            query = dict.fromkeys(names, bad)
            yield Attack(f"?{names[0]}={bad[:20]!r}", "GET", address, {"query": query})
    yield Attack("?%FF", "GET", address, {"QUERY_STRING": "q=%FF%FE&%FF=1&=&&a=%"})


def on_headers(method: str, address: str) -> Iterator[Attack]:
    for name, value in HEADERS:
        yield Attack(f"{name} {value[:20]!r}", method, address, {name: value})


def on_body(method: str, address: str, form: Mapping[str, object]) -> Iterator[Attack]:
    """Bodies that are none, and the form of the address with each field spoiled in turn."""
    for kind, body in BODIES:
        said = {"data": body, "content_type": kind}
        yield Attack(f"{kind} {body[:20]!r}", method, address, said)
    plain = {name: value for name, value in form.items() if isinstance(value, str | int)}
    for name in (*plain, "key"):
        for bad in WORDS:
            fields = {"fields": {**plain, name: bad}}
            yield Attack(f"{name}={bad[:20]!r}", method, address, fields)


def with_controls(method: str, address: str, form: Mapping[str, object]) -> Iterator[Attack]:
    """The form of the address with a control in each of its texts in turn, else as it should be."""
    plain = {name: value for name, value in form.items() if isinstance(value, str | int)}
    for control, (name, value) in zip(cycle(CONTROLS), plain.items(), strict=False):
        fields = {"fields": {**plain, name: f"{value}{control}"}}
        yield Attack(f"{name} with {control!r}", method, address, fields)


def with_controls_in_json(method: str, address: str, said: Any) -> Iterator[Attack]:
    """Likewise of the body that the api takes there."""
    texts = [(place, value) for place, value in _values(said) if isinstance(value, str)]
    for control, (place, value) in zip(cycle(CONTROLS), texts, strict=False):
        what = f"{'/'.join(map(str, place))} with {control!r}"
        yield Attack(what, method, address, {"json": _with(said, place, value + control)})


def in_json(method: str, address: str, said: Any) -> Iterator[Attack]:
    """The body that the api takes there with each of its values spoiled in turn."""
    for place in _places(said):
        for bad in IN_JSON:
            what = f"{'/'.join(map(str, place))}={str(bad)[:20]!r}"
            yield Attack(what, method, address, {"json": _with(said, place, bad)})


def _values(said: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for place in _places(said):
        value = said
        for step in place:
            value = value[step]
        yield place, value


def _places(said: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield before
    if isinstance(said, dict | list):
        for name, value in said.items() if isinstance(said, dict) else enumerate(said):
            yield from _places(value, (*before, name))


def _with(said: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    if isinstance(said, dict):
        return {**said, place[0]: _with(said[place[0]], place[1:], value)}
    return [_with(e, place[1:], value) if n == place[0] else e for n, e in enumerate(said)]
