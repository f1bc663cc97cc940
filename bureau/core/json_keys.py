"""JSON in which a key stands twice, which programs read differently."""

import json
from typing import Any


class OnceDecoder(json.JSONDecoder):
    """Reads JSON in which a key stands twice as another value than it has without the second.

    Python takes the last of two, SQLite the first: neither may be what a hash is over.
    """

    def __init__(self, **more: Any) -> None:
        super().__init__(object_pairs_hook=_once, **more)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        found["duplicate keys"] = sorted(name for name, _value in pairs)
    return found
