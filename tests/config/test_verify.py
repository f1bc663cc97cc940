"""What is kept is checked against what it follows from, and every place that differs is found."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Model
from pytest import CaptureFixture

from bureau.config.cli import main
from bureau.config.commands.verify import CHECKS
from bureau.config.references import structure_namings
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import (
    Effect,
    Organisation,
    Post,
    PostVersion,
    Remark,
    Unit,
    UnitVersion,
    Wording,
)
from bureau.record import verifier
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.house import House


def extra_row(house: House) -> None:
    row = UnitVersion.objects.filter(subject=house.units["OPD"]).get()
    row.pk, row.valid_from, row.code = None, row.valid_from + 400, "XXX"
    row.save()


def closed_row(house: House) -> None:
    PostVersion.objects.filter(subject=house.posts["OPS"]).update(recorded_until=2)


def effect_that_no_act_wrote(house: House) -> None:
    effect = Effect.objects.filter(kind="unit", subject=house.units["OPD"]).get()
    effect.pk, effect.place, effect.role = None, 999, "change"
    effect.save()


def instrument_of_another(house: House) -> None:
    other = Instrument.objects.create(organisation=9999, kind="paper", title=text(en="Other"))
    effect = Effect.objects.filter(kind="unit", subject=house.units["OPD"]).get()
    effect.pk, effect.place, effect.role, effect.instrument = None, 999, "change", other
    effect.save()


def effect_under_another(house: House) -> None:
    """Past the seal: another instrument of the same organisation."""
    effect = Effect.objects.filter(kind="unit", subject=house.units["OPD"]).get()
    other = Instrument.objects.filter(organisation=effect.organisation_id)
    set_past(Effect, effect.pk, instrument_id=other.exclude(pk=effect.instrument_id)[0].pk)


def effect_elsewhere(house: House) -> None:
    effect = Effect.objects.filter(kind="unit", subject=house.units["OPD"]).get()
    set_past(Effect, effect.pk, organisation_id=another(house))


def unit_elsewhere(house: House) -> None:
    set_past(Unit, house.units["OPD"], organisation_id=another(house))


def role_that_is_none(house: House) -> None:
    set_past(Effect, Effect.objects.latest("pk").pk, role="forged")


def fields_that_are_none(house: House) -> None:
    set_past(Effect, Effect.objects.latest("pk").pk, fields=[1])


def details_that_are_none(house: House) -> None:
    set_past(Entry, Entry.objects.get(record_number=1).pk, details=["edited_before"])


def post_elsewhere(house: House) -> None:
    set_past(Post, house.posts["OPS"], organisation_id=another(house))


def original_otherwise(house: House) -> None:
    set_past(Wording, Wording.objects.order_by("pk")[0].pk, original="Office of Forgery")


def said_otherwise(house: House) -> None:
    row = Wording.objects.order_by("pk")[0]
    set_past(Wording, row.pk, said=text(en="Office of Forgery"))


def another(house: House) -> int:
    row = Organisation.objects.get(pk=house.organisation)
    row.pk, row.code = None, "OTHER"
    row.save()
    return row.pk


def set_past(table: type[Model], number: int, **values: object) -> None:
    triggers = f"{table._meta.db_table}_no_update"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'DROP TRIGGER IF EXISTS "{triggers}"')
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table._meta.db_table} DISABLE TRIGGER USER")
        table._base_manager.filter(pk=number).update(**values)


def test_a_sound_house_differs_nowhere(reorganised: House, capsys: CaptureFixture[str]) -> None:
    assert main(["verify", "journal", "structure", "references"]) == 0
    printed = capsys.readouterr().out
    for said in ("0 broken", "0 places differ", "0 references lead nowhere"):
        assert said in printed


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (extra_row, "is there: no effect folds to it"),
        (extra_row, "overlaps"),
        (closed_row, "is missing: the effects fold to it"),
        (effect_that_no_act_wrote, "its effects are not those that the journal vouches for"),
        (instrument_of_another, "its instrument is of another organisation"),
        (effect_under_another, "organisation_effect of record 1: changed"),
        (effect_elsewhere, "organisation_effect of record 1: changed"),
        (effect_elsewhere, "is of another organisation than its effects"),
        (unit_elsewhere, "is of another organisation than its effects"),
        (post_elsewhere, "is of another organisation than its effects"),
        (original_otherwise, "its original is not the one under its hash"),
        (said_otherwise, "its original is not the one that is shown"),
        (role_that_is_none, "cannot be read: its role or fields are none"),
        (fields_that_are_none, "cannot be read: its role or fields are none"),
        (details_that_are_none, "altered"),
    ],
)
def test_what_was_spoilt_is_found(
    reorganised: House, capsys: CaptureFixture[str], spoil: Callable[[House], None], found: str
) -> None:
    spoil(reorganised)
    assert main(["verify", "structure", "journal", "rows"]) == 1
    assert found in capsys.readouterr().out


def test_a_check_that_cannot_go_on_stops_none_behind_it(
    house: House, capsys: CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_options: object) -> int:
        raise ValueError("no row that anybody reads")

    monkeypatch.setitem(CHECKS, "rows", unreadable)
    assert main(["verify", "rows", "references"]) == 1
    printed = capsys.readouterr().out
    assert "the check rows could not read a row (no row that anybody reads)" in printed
    assert "0 references lead nowhere" in printed


def test_a_reference_that_leads_nowhere_is_found(
    reorganised: House, capsys: CaptureFixture[str]
) -> None:
    for kind, number in (("unit", 999), ("boat", 1)):
        Remark.objects.create(
            organisation_id=reorganised.organisation, kind=kind, subject=number, said=text(en="?")
        )
    assert main(["verify", "references"]) == 1
    printed = capsys.readouterr().out
    assert "organisation.Remark.subject: unit:999 is not there" in printed
    assert "there is no table of the kind boat" in printed


def test_all_that_version_rows_name_is_asked_for() -> None:
    asked = {(naming.table, naming.number, naming.kind) for naming in structure_namings()}
    assert ("organisation.PostVersion", "subject", "post") in asked
    assert ("organisation.PostVersion", "title_id", "wording") in asked
    assert ("organisation.UnitVersion", "head", "post") in asked


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "null",
        "[]",
        "1",
        '{"sequence": "1"}',
        '{"sequence": 1}',
        "[" * 100_000,
        "\x00",
        "\udcff",
    ],
)
def test_a_kept_head_that_is_none_is_told(
    house: House, tmp_path: Path, capsys: CaptureFixture[str], line: str
) -> None:
    heads = tmp_path / "heads.jsonl"
    heads.write_bytes(line.encode(errors="surrogateescape"))
    assert main(["verify", "journal", "--head", str(heads)]) == 1
    assert "line 1 of heads.jsonl: no head can be read" in capsys.readouterr().out
    assert verifier.main([str(heads), "--head", str(heads)]) == 1


@pytest.mark.parametrize("content", [b"{", b"[]", b"null", b'{"head": null}', b"[" * 100_000])
def test_a_pack_with_a_broken_manifest_is_told(tmp_path: Path, content: bytes) -> None:
    pack = tmp_path / "pack.zip"
    with zipfile.ZipFile(pack, "w") as written:
        written.writestr("manifest.json", content)
    (finding,) = verifier.verify_evidence(str(pack)).findings
    assert finding.how.startswith("cannot be read")
