"""Files that are sent as one are their parts; what is vendored is what it was."""

import hashlib

from bureau.web.finders import HERE, JOINED, JoinedFinder

D3_ZOOM = "a2a1aa2696d46a805a08d30184df06d26a2e951d64f570ca5e15515c1028bffa"


def test_a_joined_file_is_its_parts_in_their_order() -> None:
    found = {name: storage.open(name).read() for name, storage in JoinedFinder().list(None)}
    assert set(found) == set(JOINED)
    for name, parts in JOINED.items():
        places = [found[name].index((HERE / part).read_bytes().rstrip()) for part in parts]
        assert places == sorted(places)


def test_the_vendored_modules_are_those_of_the_registry_with_their_licences() -> None:
    vendor = HERE / "web/vendor"
    assert hashlib.sha256((vendor / "d3-zoom.js").read_bytes()).hexdigest() == D3_ZOOM
    licences = (vendor / "d3-zoom.LICENSE.txt").read_text()
    assert "d3-zoom 3.0.0" in licences and "Permission to use, copy, modify" in licences
