"""The verifier in the browser says of every kind of pack what the stand-alone one says."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction

from bureau.documents.packs import packed
from bureau.institution.governance.queries.evidence import Parts
from tests.institution.governance.test_evidence import with_a_field_forged
from tests.institution.governance.test_evidence_of_acts import ACTS, FORGERIES, forge_signed, pack
from tests.institution.governance.test_evidence_whole import FORGERIES as OF_AMENDMENTS
from tests.institution.governance.test_evidence_whole import amended_case, pack_of
from tests.institution.house import House
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.site import Site
from tests.journeys.test_auditor import checked_in_the_browser
from tests.journeys.visitor import browser, visiting
from tests.record.pack_forgeries import FORGERIES as OF_PACKS
from tests.record.pack_forgeries import HONEST

FIELD = "a field of "
AMENDED = tuple(OF_AMENDMENTS.items())
pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]


@pytest.fixture
def packs(house: House) -> dict[str, Parts]:
    """A sound one of each kind and every forgery, made before a browser runs."""
    amended = amended_packs(house)
    order = ("personnel action", "correction", "opening")
    sound = {name: pack(ACTS[name](house)) for name in order}
    forged = {
        name: forge_signed(dict(sound[act]), forge)
        for name, (act, forge, _told) in FORGERIES.items()
        if act in sound
    }
    return sound | forged | amended | fields_forged("correction", sound["correction"])


def amended_packs(house: House) -> dict[str, Parts]:
    """A case that a body amended, in a house of its own, with every forgery of that."""
    with transaction.atomic():
        sound = pack_of(amended_case(deepcopy(house)))
        transaction.set_rollback(True)
    forged = {f"amended: {name}": forge_signed(dict(sound), forge) for name, (forge, _) in AMENDED}
    return {"amended": sound, **forged, **fields_forged("amended", sound)}


def fields_forged(name: str, sound: Parts) -> dict[str, Parts]:
    """The pack once for each field that the journal binds, with another value in it."""
    return {f"{FIELD}{name}: {field}": pack for field, pack in with_a_field_forged(sound)}


def test_every_pack_is_judged_alike(packs: dict[str, Parts], site: Site, tmp_path: Path) -> None:
    with browser() as chromium, visiting(chromium, site.address) as visitor:
        for name, parts in packs.items():
            file = tmp_path / "evidence.zip"
            file.write_bytes(packed(parts))
            said = checked_in_the_browser(visitor, file)
            is_forged = name in FORGERIES or name.startswith(("amended: ", FIELD))
            assert said.startswith("NOT SOUND" if is_forged else "Sound"), (name, said)
        left = {name: part for name, part in packs["correction"].items() if name != "rights.json"}
        file.write_bytes(packed(left))
        assert "rights.json was taken away" in checked_in_the_browser(visitor, file)


@pytest.fixture
def files(house: House) -> dict[str, bytes]:
    """Honest and forged packs, byte for byte, made before a browser runs."""
    parts = pack(ACTS["correction"](house))
    return {name: make(dict(parts)) for name, make in (HONEST | OF_PACKS).items()}


def test_what_two_programs_read_differently_is_refused(
    files: dict[str, bytes], site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "evidence.zip"
    with browser() as chromium, visiting(chromium, site.address) as visitor:
        for name, content in files.items():
            file.write_bytes(content)
            said = checked_in_the_browser(visitor, file)
            assert said.startswith("NOT SOUND" if name in OF_PACKS else "Sound"), (name, said)
        file.write_bytes(files["as written"])
        visitor.go("/journal/verifier/")
        visitor.page.locator("#v-key").fill("11" * 32)
        visitor.page.locator("#v-file").set_input_files(file)
        verdict = visitor.page.locator("#verdict .bad")
        verdict.wait_for()
        assert "another key than the one given" in verdict.inner_text()
