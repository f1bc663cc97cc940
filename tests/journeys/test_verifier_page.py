"""The verifier in the browser says of every kind of pack what the stand-alone one says."""

from pathlib import Path

import pytest

from bureau.documents.packs import packed
from bureau.institution.governance.queries.evidence import Parts
from tests.institution.conftest import built_house as built_house
from tests.institution.conftest import house as house
from tests.institution.governance.test_evidence_of_acts import ACTS, FORGERIES, forge_signed, pack
from tests.institution.house import House
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.site import Site
from tests.journeys.test_auditor import checked_in_the_browser
from tests.journeys.visitor import browser, visiting

pytestmark = [pytest.mark.journey, ON_SQLITE_ALONE]


@pytest.fixture
def packs(house: House) -> dict[str, Parts]:
    """A sound one of each kind and every forgery, made before a browser runs."""
    order = ("personnel action", "correction", "opening")
    sound = {name: pack(ACTS[name](house)) for name in order}
    forged = {
        name: forge_signed(dict(sound[act]), forge)
        for name, (act, forge, _told) in FORGERIES.items()
        if act in sound
    }
    return sound | forged


def test_every_pack_is_judged_alike(packs: dict[str, Parts], site: Site, tmp_path: Path) -> None:
    with browser() as chromium, visiting(chromium, site.address) as visitor:
        for name, parts in packs.items():
            file = tmp_path / "evidence.zip"
            file.write_bytes(packed(parts))
            said = checked_in_the_browser(visitor, file)
            assert said.startswith("NOT SOUND" if name in FORGERIES else "Sound"), (name, said)
