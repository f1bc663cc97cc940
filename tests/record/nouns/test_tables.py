"""A table of initiatives: out, changed by hand, in again with a preview, and undone."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bureau.config.references import leading_nowhere
from bureau.core.reasons import Refused
from bureau.desk.programmes.models import Initiative
from bureau.desk.programmes.services import initiatives
from bureau.record.journal.models import Entry
from bureau.record.nouns.found import nouns
from bureau.record.nouns.services import undoing
from bureau.record.nouns.services.tables import import_rows
from bureau.record.nouns.services.undoing import undo_entry
from bureau.record.nouns.views import tables
from bureau.web.multilingual import text
from tests.desk.programmes.things import begun
from tests.institution.governance.visitors import fresh_key, page, send, visitor
from tests.institution.house import OPENED, House


def rows_out(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def file_of(rows: list[list[str]]) -> SimpleUploadedFile:
    said = StringIO()
    csv.writer(said).writerows(rows)
    return SimpleUploadedFile("table.csv", said.getvalue().encode())


def previewed(client: Client, rows: list[list[str]], status: int = 200) -> str:
    return send(client, "/initiatives/table/", status, table=file_of(rows))


def saved(client: Client, preview: str) -> str:
    sent = preview.partition('name="rows_read" value="')[2].partition('" id')[0]
    return send(client, "/initiatives/table/", rows_read=sent, key=fresh_key())


def test_a_file_changed_by_hand_comes_in_again_and_is_undone(house: House) -> None:
    begun(house)
    client = visitor(house, "Chia")
    names, labels, row = rows_out(client.get("/initiatives/?format=csv").getvalue().decode())
    row[names.index("name_en")] = "Renamed"
    added = ["" for _ in row]
    for name, cell in (("code", "NEW"), ("name_en", "New one"), ("valid_from", "2024-05-01")):
        added[names.index(name)] = cell
    added[names.index("post")] = row[names.index("post")]
    preview = previewed(client, [names, labels, row, added])
    assert "1 row added, 1 changed" in preview and not Initiative.objects.filter(code="NEW")
    assert "1 row added, 1 changed" in saved(client, preview)
    assert Initiative.objects.get(code="NEW").name.said["en"][0] == "New one"
    first = Initiative.objects.get(code="FORUM")
    assert first.name.said["en"][0] == "Renamed"
    history = page(client, f"/initiatives/{first.pk}/history/")
    assert "Undo act on 2 rows" in history
    entry = history.partition('name="entry" value="')[2].partition('"')[0]
    assert "The act is undone." in send(client, f"/initiatives/{first.pk}/undo/", entry=entry)
    assert [row.name.said["en"][0] for row in Initiative.objects.all()] == ["Initiative FORUM"]


def test_each_wrong_cell_and_each_refusal_is_told_by_its_row(house: House) -> None:
    begun(house)
    client = visitor(house, "Chia")
    heads = ["code", "name_en", "post", "valid_from"]
    wrong = previewed(client, [heads, ["A", "A", "nobody", "someday"]], 422)
    assert "Row 2" in wrong and "Owner post" in wrong and "First day" in wrong
    post = "CHIEF · Chief of Study Groups"
    taken = previewed(
        client, [heads, ["F0RUM", "A", post, "2024-01-01"], ["F0RUM", "B", post, "2024-01-01"]], 422
    )
    assert "looks alike" in taken and Initiative.objects.count() == 1


def test_rows_sent_by_hand_are_bounded_before_they_are_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "read", None)
    client = visitor(house, "Chia")
    for rows, said in ((401, "At most 300"), (1, "The file is empty"), (0, "The file is empty")):
        sent = json.dumps([[number, ["code"]] for number in range(rows)])
        assert said in send(client, "/initiatives/table/", rows_read=sent)


def test_a_name_that_looks_like_a_formula_comes_back_as_it_was(house: House) -> None:
    begun(house, name=text(en='=HYPERLINK("http://example.org")'))
    client = visitor(house, "Chia")
    rows = rows_out(client.get("/initiatives/?format=csv").getvalue().decode())
    assert "nothing to save" in previewed(client, rows)
    assert "nothing to save" in previewed(client, rows)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["code", "name_en", "name_en"], ["FORUM", "One", "Two"]], "Two columns have this"),
        ([["code", "Code", "name_en"], ["FORUM", "OTHER", "One"]], "Two columns have this"),
        ([["row", "name_en"], ["999999", "One"]], "There is no row with this number"),
        ([["row", "name_en"], ["FORUM", "One"]], "There is no row with this number"),
        ([["code", "state"], ["FORUM", "Running"]], "A table does not set this"),
        ([["code", "name_en", "state"], ["NEW", "One", "Running"]], "A table does not set this"),
    ],
)
def test_a_cell_that_would_be_ignored_is_told(
    house: House, rows: list[list[str]], sentence: str
) -> None:
    begun(house)
    assert sentence in previewed(visitor(house, "Chia"), rows, 422)


def test_two_rows_that_change_the_same_are_told(house: House) -> None:
    begun(house)
    rows = [["code", "name_en"], ["FORUM", "One"], ["FORUM", "Two"]]
    said = previewed(visitor(house, "Chia"), rows, 422)
    assert "Row 3" in said and "Another row of the file changes the same." in said


def test_a_row_that_somebody_else_changed_meanwhile_is_refused(house: House) -> None:
    number, chia = begun(house), house.actor("Chia")
    row = Initiative.objects.get(pk=number)
    fields = ("code", "name", "post", "valid_from", "valid_until")
    noun = nouns()["initiative"]
    before = {name: noun.field(name).value(row) for name in fields}
    values = {**before, "name": text(en="Renamed")}
    initiatives.change_initiative(
        chia, initiative=number, **{**before, "valid_until": date(2030, 1, 1)}
    )
    line = {"number": 2, "row": number, "values": values, "before": before}
    with pytest.raises(Refused, match="changed_since_read"):
        import_rows(chia, noun="initiative", rows=[line])
    assert Initiative.objects.get(pk=number).valid_until == date(2030, 1, 1)


def test_undo_tells_nothing_of_rows_that_the_reader_does_not_see(house: House) -> None:
    begun(house)
    entry = Entry.objects.latest("sequence").pk
    stray = house.actor("Stray")
    for number in (entry, entry + 100):
        with pytest.raises(Refused, match="nothing_to_undo"):
            undo_entry(stray, entry=number)


def test_undo_of_an_act_is_whole_or_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a table with two rows, the actor sees but one any more."""
    chia, noun = house.actor("Chia"), nouns()["initiative"]
    codes = ("ONE", "TWO")
    post = house.posts["CHIEF"]
    lines = [
        {
            "number": place,
            "row": None,
            "values": {
                "code": code,
                "name": text(en=code),
                "post": post,
                "valid_from": OPENED,
                "valid_until": None,
            },
        }
        for place, code in enumerate(codes, 2)
    ]
    import_rows(chia, noun="initiative", rows=lines)
    entry = Entry.objects.latest("sequence").pk
    see = noun.rights.see
    only = replace(noun.rights, see=lambda actor: see(actor).exclude(code="TWO"))
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "nouns", lambda: {"initiative": replace(noun, rights=only)})
        with pytest.raises(Refused, match="not_to_undo"):
            undo_entry(chia, entry=entry)
    assert set(Initiative.objects.values_list("code", flat=True)) == set(codes)
    undo_entry(chia, entry=entry)
    assert not Initiative.objects.exists()
    assert list(leading_nowhere()) == []
