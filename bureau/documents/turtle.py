"""Linked data in Turtle, from the same nodes that are written as JSON-LD.

Only what our nodes use is known: ids, types, plain values, literals with a type or a language,
references, and nodes without a name inside others (https://www.w3.org/TR/turtle/).
"""

from collections.abc import Iterable, Mapping
from typing import Any

type Node = Mapping[str, Any]
ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
REFUSED_IN_IRI = frozenset('<>"{}|^`\\ ')


def turtle(prefixes: Mapping[str, str], nodes: Iterable[Node]) -> str:
    """One statement block a node, prefixes first."""
    head = [f"@prefix {name}: <{iri}> ." for name, iri in prefixes.items()]
    blocks = [_block(node) for node in nodes if len(node) > 1]
    return "\n".join([*head, "", *blocks]) + "\n"


def _block(node: Node) -> str:
    said = " ;\n    ".join(_statements(node))
    return f"{_iri(node['@id'])} {said} .\n"


def _statements(node: Node) -> Iterable[str]:
    for name, value in node.items():
        if name == "@id":
            continue
        values = value if isinstance(value, list) else [value]
        if not values:
            continue
        word = "a" if name == "@type" else name
        objects = values if name == "@type" else [_object(each) for each in values]
        yield f"{word} {', '.join(objects)}"


def _object(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case {"@value": said, "@type": kind}:
            return f"{_quoted(str(said))}^^{kind}"
        case {"@value": said, "@language": language}:
            return f"{_quoted(str(said))}@{language}"
        case {"@id": iri}:
            return _iri(iri)
        case Mapping():
            return f"[ {' ; '.join(_statements(value))} ]"
    return _quoted(str(value))


def _iri(iri: str) -> str:
    escaped = "".join(
        f"\\u{ord(each):04X}" if each in REFUSED_IN_IRI or ord(each) <= 0x20 else each
        for each in iri
    )
    return f"<{escaped}>"


def _quoted(words: str) -> str:
    plain = words.translate(ESCAPED)
    return '"' + "".join(f"\\u{ord(c):04X}" if ord(c) < 0x20 else c for c in plain) + '"'
