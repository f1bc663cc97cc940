"""Pages of budgets: for whom, with which amounts, filtered, sorted and as files that come back."""

import csv
import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.institution.finance.models import Budget, BudgetLine, ExchangeRate
from bureau.institution.finance.store import amounts_of
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance.visitors import fresh_key, page, send, visitor
from tests.institution.house import House


def address(made: Budgeted, query: str = "") -> str:
    return reverse("budget", args=[made.number]) + query


def test_a_budget_shows_what_is_voted_spent_and_left(house: House) -> None:
    made = Budgeted(house)
    made.add("TSB-TRAVEL", "TSB", made.travel, 12_345_00)
    made.add("OPD-POSTS", "OPD", made.posts, 100_00)
    text = page(visitor(house, "Chia"), address(made))
    assert "2\u202f000\u202f000" in text and "860\u202f000" in text
    assert "exceeded" in text  # of OPD, whose one post costs more than was voted
    assert "Keep its lines" not in text
    assert "Keep its lines" in page(visitor(house, "Hana"), address(made))
    page(visitor(house, None), address(made), 404)


def test_lines_are_filtered_sorted_and_totalled(house: House) -> None:
    made = Budgeted(house)
    made.add("OPD-TRAVEL", "OPD", made.travel, 700_00)
    client = visitor(house, "Chia")
    text = page(client, address(made, "?unit=OPD"))
    assert "OPD-TRAVEL" in text and "TSB-POSTS" not in text and "Total of what is shown" in text
    text = page(client, address(made, "?sort=-voted-2024"))
    assert text.index("TSB-POSTS") < text.index("OPD-TRAVEL")
    assert "No line matches" in page(client, address(made, "?text=nothing"))
    assert "TSB-POSTS" not in page(client, address(made, "?object=TRAVEL"))


def test_the_columns_of_a_total_add_up(house: House) -> None:
    """What posts leave is of the lines that pay posts: these have a sum of their own."""
    made = Budgeted(house)
    made.add("OPD-TRAVEL", "OPD", made.travel, 700_00)

    def feet(query: str = "") -> list[list[str]]:
        text = page(visitor(house, "Chia"), address(made, query))
        foot = text[text.index("<tfoot>") : text.index("</tfoot>")]
        rows = [re.findall(r"<t[hd][^>]*>([^<]*)</t", row) for row in foot.split("</tr>")]
        return [[cell.strip().replace("\u202f", "") for cell in row] for row in rows if row]

    of_posts, every = feet()
    assert of_posts[:4] == ["Lines that pay posts", "2000000", "980000", "1020000"]
    assert every == ["Total", *("2000700", "–", "–"), *("2000700", "–", "–")]
    (only,) = feet("?object=POSTS")
    assert only[:4] == ["Total of what is shown", "2000000", "980000", "1020000"]


def test_the_file_has_the_columns_that_a_table_to_take_in_has(house: House) -> None:
    made = Budgeted(house)
    answer = visitor(house, "Chia").get(address(made, "?format=csv"))
    said = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    names, _, first = list(csv.reader(StringIO(said)))[:3]
    line = dict(zip(names, first, strict=True))
    assert (line["line"], line["unit"], line["object"]) == ("TSB-POSTS", "TSB", "POSTS")
    assert (line["first_year"], line["posts_first_year"]) == ("2000000", "980000")


def test_what_is_missing_is_said_and_nothing_is_guessed(house: House) -> None:
    made = Budgeted(house)
    Budget.objects.update(currency="USD")
    text = page(visitor(house, "Chia"), address(made))
    assert "There is no exchange rate from CHF to USD" in text and "not known" in text


def test_a_budget_is_kept_by_form(house: House) -> None:
    made, client = Budgeted(house), visitor(house, "Hana")
    said = {"name_original": "en", "name_en": "Next", "first_year": 2026, "last_year": 2027}
    said |= {"currency": "CHF", "vacancy": 5, "delayed_recruitment": 25}
    assert "The budget is made" in send(client, reverse("settings-budgets"), **said)
    budget = Budget.objects.get(first_year=2026)
    lines = reverse("settings-budget-lines", args=[budget.pk])
    line = {"code": "A", "unit": house.units["OPD"], "object": made.posts, "funding": ""}
    send(client, lines, **line, voted_2026="10.50", voted_2027="0")
    row = BudgetLine.objects.get(code="A")
    assert amounts_of([row.pk]) == {row.pk: {2026: 1050, 2027: 0}}
    assert "10.5" in page(client, lines)
    change = reverse("settings-budget-line", args=[row.pk])
    send(client, change, **{**line, "voted_2026": "11", "voted_2027": "1"})
    assert amounts_of([row.pk]) == {row.pk: {2026: 1100, 2027: 100}}


@pytest.mark.parametrize("currency", ["ßßß", "1F€", "ﬀﬀﬀ"])
def test_a_form_asks_for_a_currency_of_three_letters(house: House, currency: str) -> None:
    Budgeted(house)
    client, rate = visitor(house, "Hana"), {"rate": "0.885", "valid_from": "2024-01-01"}
    said = {"source": currency, "into": "chf", **rate}
    text = send(client, reverse("settings-exchange-rates-add"), status=422, **said)
    assert "three letters" in text and not ExchangeRate.objects.exists()


def test_rates_and_objects_are_kept_by_form(house: House) -> None:
    Budgeted(house)
    client = visitor(house, "Hana")
    rate = {"source": "USD", "into": "CHF", "rate": "0.885", "valid_from": "2024-01-01"}
    send(client, reverse("settings-exchange-rates-add"), **rate)
    row = ExchangeRate.objects.get()
    assert row.millionths == 885_000
    send(client, reverse("settings-exchange-rate-change", args=[row.pk]), last_day="2024-12-31")
    assert str(ExchangeRate.objects.get().valid_until) == "2025-01-01"
    said = {"code": "TRAVEL", "name_original": "en", "name_en": "Again"}
    address = reverse("settings-expenditure-objects-add")
    assert "is there already" in send(client, address, 422, **said)


def test_a_table_of_rates_is_imported_and_its_history_undone(house: House) -> None:
    Budgeted(house)
    client = visitor(house, "Hana")
    address = reverse("settings-exchange-rates-table")
    table = "source,into,rate,valid_from\nUSD,CHF,0.9,2024-01-01\nEUR,CHF,0.95,2024-01-01\n"
    said = send(client, address, table=SimpleUploadedFile("rates.csv", table.encode()))
    rows = said.partition('name="rows_read" value="')[2].partition('" id')[0]
    assert "2 rows added" in send(client, address, rows_read=rows, key=fresh_key())
    rate = ExchangeRate.objects.get(source="USD")
    assert (rate.organisation_id, rate.millionths) == (house.organisation, 900_000)
    send(client, reverse("settings-exchange-rate-change", args=[rate.pk]), last_day="2024-06-30")
    history = page(client, reverse("settings-exchange-rate-history", args=[rate.pk]))
    assert "30 June 2024" in history
    entry = history.partition('name="entry" value="')[2].partition('"')[0]
    undo = reverse("settings-exchange-rate-undo", args=[rate.pk])
    assert "The act is undone." in send(client, undo, entry=entry)
    assert ExchangeRate.objects.get(source="USD").valid_until is None


def test_a_unit_and_the_first_page_lead_to_the_budget(house: House) -> None:
    made = Budgeted(house)
    unit = page(visitor(house, "Chia"), reverse("unit", args=[house.units["OPD"]]))
    assert address(made, f"?unit={house.units['OPD']}") in unit
    assert address(made) in page(visitor(house, "Hana"), "/")
    assert "Budgets" in page(visitor(house, "Hana"), reverse("settings"))


@pytest.mark.exhaustive
def test_fifty_lines_cost_as_many_reads_as_five(house: House) -> None:
    made = Budgeted(house)

    def add(places: range) -> int:
        for place in places:
            made.add(f"L{place}", "OPD", made.travel, place)
        client = visitor(house, "Chia")
        page(client, address(made))
        with CaptureQueriesContext(connection) as asked:
            page(client, address(made))
        return len(asked)

    assert add(range(5)) == add(range(5, 50))
