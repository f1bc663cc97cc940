"""One hash over many, and the way of one of them up to it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.hash_trees import SIZE, proved, root_of
from bureau.record import verifier


def digests(count: int) -> bytes:
    return b"".join(hashlib.sha256(bytes([one])).digest() for one in range(count))


def hexes(whole: bytes) -> list[str]:
    return [whole[at : at + SIZE].hex() for at in range(0, len(whole), SIZE)]


def of_recursion(whole: list[bytes]) -> bytes:
    """As RFC 9162, section 2.1.1, writes it: split at the largest power of two below the count."""
    if len(whole) == 1:
        return hashlib.sha256(b"\x00" + whole[0]).digest()
    half = 1 << ((len(whole) - 1).bit_length() - 1)
    left, right = of_recursion(whole[:half]), of_recursion(whole[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 31, 32, 33, 100])
def test_the_root_is_that_of_the_rfc_and_of_the_verifier(count: int) -> None:
    whole = digests(count)
    listed = [bytes.fromhex(one) for one in hexes(whole)]
    assert root_of(whole) == of_recursion(listed)
    assert verifier.root_of(hexes(whole)) == root_of(whole).hex()


def test_over_nothing_it_is_the_hash_of_nothing() -> None:
    assert root_of(b"").hex() == hashlib.sha256(b"").hexdigest() == verifier.root_of([])


@given(st.data())
def test_each_way_leads_to_the_root_from_its_own_place_alone(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 60))
    place = data.draw(st.integers(0, count - 1))
    whole = digests(count)
    root, ways = proved(whole, [place])
    hash, way = hexes(whole)[place], [one.hex() for one in ways[place]]
    assert verifier.root_by_way(hash, place + 1, count, way) == root.hex()
    for other in {1, count, place, place + 2} - {place + 1, 0}:
        assert verifier.root_by_way(hash, other, count, way) != root.hex()
    assert verifier.root_by_way(hash, place + 1, count, [*way, hash]) == ""
