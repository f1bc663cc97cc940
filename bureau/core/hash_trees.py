"""One hash over many, and the short proof that one of them is among them (RFC 9162, section 2.1).

What is over lies in one string of 32-byte digests, so that a million of them are 32 MB.
"""

from collections.abc import Collection, Mapping
from hashlib import sha256

SIZE = 32
LEAF, NODE = b"\x00", b"\x01"
type Path = tuple[bytes, ...]


def root_of(digests: bytes) -> bytes:
    """The root over these digests, in their order."""
    root, _ = proved(digests, ())
    return root


def proved(digests: bytes, places: Collection[int]) -> tuple[bytes, Mapping[int, Path]]:
    """The root, and for each place from 0 the digests beside its way up, lowest first."""
    if not digests:
        return sha256(b"").digest(), {}
    level = b"".join(sha256(LEAF + one).digest() for one in _pieces(digests, SIZE))
    where = {place: place for place in places}
    paths: dict[int, list[bytes]] = {place: [] for place in places}
    while len(level) > SIZE:
        for place, here in where.items():
            beside = (here ^ 1) * SIZE
            if beside < len(level):
                paths[place].append(level[beside : beside + SIZE])
            where[place] = here // 2
        level = b"".join(
            sha256(NODE + pair).digest() if len(pair) > SIZE else pair
            for pair in _pieces(level, 2 * SIZE)
        )
    return level, {place: tuple(path) for place, path in paths.items()}


def _pieces(digests: bytes, size: int) -> list[bytes]:
    return [digests[start : start + size] for start in range(0, len(digests), size)]
