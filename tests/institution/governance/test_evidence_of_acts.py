"""The evidence of what an act made outside a case: one way for corrections, personnel, openings."""

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from bureau.config.commands.evidence import story_of
from bureau.institution.governance.models import Confirmation, PersonnelAction
from bureau.institution.governance.queries.evidence import (
    Parts,
    evidence_of,
    story_of_instrument,
)
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
    propose_rescission,
)
from bureau.institution.governance.services.personnel import appoint
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect
from bureau.record import verifier
from bureau.record.journal.queries import evidence_signed, signed_head
from bureau.web.multilingual import text
from tests.institution.governance.test_evidence import findings, forged, unnoticed
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, House
from tests.record.pack_forgeries import FORGERIES as OF_PACKS
from tests.record.pack_forgeries import HONEST

DOCUMENT, WHY = text(en="Staff list of January 2020"), "The list says P.5"


def effect(house: House) -> int:
    return Effect.objects.get(kind="post", subject=house.posts["ADV"], record=1).pk


def correction(house: House) -> Instrument:
    number = propose_correction(
        house.actor("Olga"),
        effect=effect(house),
        document=DOCUMENT,
        reason=WHY,
        fields={"grade": "P.5"},
    )
    confirm_correction(house.actor("Otto"), correction=number)
    return Confirmation.objects.get().instrument


def rescission(house: House) -> Instrument:
    held = Effect.objects.get(kind="incumbency", subject=house.held_by("Adam")).pk
    number = propose_rescission(house.actor("Olga"), effect=held, document=DOCUMENT, reason=WHY)
    confirm_correction(house.actor("Otto"), correction=number)
    return Confirmation.objects.get().instrument


def personnel_action(house: House) -> Instrument:
    stray = house.people["Stray"]
    appoint(house.actor("Hana"), post=house.posts["D1"], person=stray, day=FORCE, reason=WHY)
    return PersonnelAction.objects.get().instrument


def opening(house: House) -> Instrument:
    return Instrument.objects.get(kind="opening_record")


ACTS: dict[str, Callable[[House], Instrument]] = {
    "correction": correction,
    "rescission": rescission,
    "personnel action": personnel_action,
    "opening": opening,
}


def pack(instrument: Instrument) -> Parts:
    story = story_of_instrument(instrument)
    assert story is not None
    return evidence_of(story, "Read me")


@pytest.mark.thorough
@pytest.mark.parametrize("name", ACTS)
def test_a_pack_is_sound_and_every_change_is_told(house: House, name: str, tmp_path: Path) -> None:
    parts = pack(ACTS[name](house))
    assert findings(parts, tmp_path, verifier.head_of(signed_head())) == []
    assert len(json.loads(parts["acts.json"])) == 1 and len(json.loads(parts["rights.json"])) == 1
    assert any(one.endswith("/effects.json") for one in parts)
    assert unnoticed(parts, tmp_path) == []
    for one, content in parts.items():
        bent = content.replace(b"e", b"f", 1) if b"e" in content else content + b" "
        assert findings(parts | {one: bent}, tmp_path), one
        assert findings({each: parts[each] for each in parts if each != one}, tmp_path), one


def rights(change: Callable[[Any], object]) -> Callable[[Parts], None]:
    return forged("rights.json", lambda said: change(next(iter(said.values()))["rights"]))


def compact(name: str, change: Callable[[Any], object], *, frozen: bool = False) -> Any:
    """A forgery of what is hashed as it lies there; `frozen`: with the hashes made to fit."""

    def forge(parts: Parts) -> None:
        said = json.loads(parts[name])
        change(said)
        parts[name] = verifier.canonical(said).encode()
        if frozen:
            fit(parts, verifier.digest(parts[name]))

    return forge


def fit(parts: Parts, hash: str) -> None:
    for name in [one for one in parts if one.endswith(("submission.json", "entry.json"))]:
        parts[name] = json.dumps(json.loads(parts[name]) | {"actions_hash": hash}).encode()
    acts = json.loads(parts["acts.json"])
    acts[0]["hashes"]["actions"] = hash
    parts["acts.json"] = json.dumps(acts).encode()


ACTIONS = "submissions/1/actions.json"
FORGERIES = {
    "another grade was proposed": (
        "correction",
        compact(ACTIONS, lambda said: said[0]["fields"].update(grade="P.4"), frozen=True),
        "is not what the journal says was proposed",
    ),
    "another role was carried out": (
        "correction",
        compact(ACTIONS, lambda said: said[0].update(role="change"), frozen=True),
        "effects.json: is not what was proposed",
    ),
    "one person did both": (
        "correction",
        forged("submissions/1/submission.json", lambda said: said["authors"].extend(range(20_000))),
        "is by an author",
    ),
    "another person proposed it": (
        "rescission",
        forged("submissions/1/submission.json", lambda said: said.update(person=999)),
        "is not what the journal says was proposed",
    ),
    "who appointed had no right": (
        "personnel action",
        rights(lambda held: held.clear()),
        "had no right",
    ),
    "somebody else was appointed": (
        "personnel action",
        compact("entries-into-force/2/effects.json", lambda said: said[0]["fields"].clear()),
        "is not under the hash",
    ),
    "another act appointed": (
        "personnel action",
        forged("entries-into-force/2/entry.json", lambda said: said.update(effects_hash="0" * 64)),
        "no such entry into force",
    ),
    "no administrator opened the record": (
        "opening",
        rights(lambda held: [one.update(grant="") for one in held]),
        "had no right",
    ),
    "another person opened the record": (
        "opening",
        forged("acts.json", lambda acts: acts[0].update(person=999)),
        "is not the one of the journal",
    ),
}


def forge_signed(parts: Parts, forge: Callable[[Parts], None]) -> Parts:
    """A forgery, with a manifest that the installation itself would have signed."""
    forge(parts)
    manifest = json.loads(parts.pop("manifest.json"))
    files = {one: verifier.digest(content) for one, content in parts.items()}
    said = {key: manifest[key] for key in ("case", "format", "head")} | {"files": files}
    return parts | {"manifest.json": json.dumps(evidence_signed(said)).encode()}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_the_installation_itself_would_sign_falsely_is_told(
    house: House, name: str, tmp_path: Path
) -> None:
    act, forge, told = FORGERIES[name]
    parts = forge_signed(pack(ACTS[act](house)), forge)
    assert any(told in how for how in findings(parts, tmp_path)), findings(parts, tmp_path)


def test_every_forged_pack_is_refused_and_every_honest_one_accepted(
    house: House, tmp_path: Path
) -> None:
    parts, file = pack(correction(house)), tmp_path / "evidence.zip"
    alone = [sys.executable, "-I", "-S", verifier.__file__, str(file)]
    for name, make in (HONEST | OF_PACKS).items():
        file.write_bytes(make(dict(parts)))
        report = verifier.verify_evidence(str(file))
        assert bool(report.findings) == (name in OF_PACKS), (name, report.findings)
        ended = subprocess.run(alone, capture_output=True, text=True)
        assert ended.returncode == (name in OF_PACKS), (name, ended.stdout)


def test_words_with_separators_of_lines_are_sound(house: House, tmp_path: Path) -> None:
    number = propose_correction(
        house.actor("Olga"),
        effect=effect(house),
        document=DOCUMENT,
        reason="A\u2028b\u2029c\u0085d",
        fields={"grade": "P.5"},
    )
    confirm_correction(house.actor("Otto"), correction=number)
    parts = pack(Confirmation.objects.get().instrument)
    assert "\u2028" in parts["journal.jsonl"].decode()
    assert findings(parts, tmp_path) == []


def test_why_it_was_corrected_is_in_it_and_why_somebody_was_appointed_is_not(
    house: House,
) -> None:
    assert WHY.encode() in pack(correction(house))["journal.jsonl"]
    assert not any(WHY.encode() in content for content in pack(personnel_action(house)).values())


def test_whoever_acted_may_take_it_from_the_page_of_the_instrument(house: House) -> None:
    made = correction(house)
    address = reverse("instrument-evidence", args=[made.pk])
    for name, status in (("Olga", 200), ("Otto", 200), ("Hana", 404), (None, 404)):
        assert visitor(house, name).get(address).status_code == status, name
    assert address in page(visitor(house, "Olga"), reverse("instrument", args=[made.pk]))
    assert address not in page(visitor(house, "Hana"), reverse("instrument", args=[made.pk]))
    asked = Namespace(case=f"instrument:{made.pk}", organisation=None, until=None)
    by_word = story_of(house.actor("Olga"), asked)
    assert by_word and by_word.about.id == made.pk
    assert story_of(house.actor("Hana"), asked) is None


def test_what_no_act_made_has_no_evidence(house: House) -> None:
    registered = Instrument.objects.create(
        organisation=house.organisation, kind="practice", title=text(en="By hand")
    )
    assert story_of_instrument(registered) is None
    address = reverse("instrument-evidence", args=[registered.pk])
    assert visitor(house, "Olga").get(address).status_code == 404
