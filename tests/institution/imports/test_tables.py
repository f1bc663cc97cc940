"""Tables of units, posts and staffing blocks that become the actions of a draft."""

import re
from collections.abc import Iterable, Sequence

import pytest
from django.test import Client
from django.utils.translation import override

from bureau.core.imports.headings import OF_KINDS
from bureau.core.imports.tables import COLUMNS, match
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.texts import Status, Text
from bureau.institution.governance.services.drafts import name_reader
from bureau.institution.governance.store import actions_of
from bureau.institution.imports.models import Import, State
from bureau.institution.imports.queries.pages import import_seen, imports_seen
from bureau.institution.imports.queries.tables import TableOutlook, table_outlook
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.tables import (
    draft_from_table,
    match_columns,
    take_table,
)
from bureau.institution.imports.texts.words import column_in_words
from bureau.institution.organisation.models import PostVersion
from tests.institution.governance.test_staffing_blocks import counted
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, House
from tests.institution.imports.summaries import summed_up

pytestmark = pytest.mark.django_db


def staged(house: House, kind: str, rows: Iterable[Sequence[str]], language: str = "en") -> int:
    return take_table(
        house.actor("Olga"),
        organisation=house.organisation,
        kind=kind,
        becomes="draft",
        day=FORCE,
        name="changes.csv",
        rows=list(enumerate(rows, 1)),
        language=language,
    )


def seen(number: int) -> TableOutlook:
    return table_outlook(Import.objects.get(pk=number))


def asked(number: int) -> set[tuple[str, str]]:
    return {(change.kind.value, change.name) for change in seen(number).changes}


POSTS = [
    ("number", "title", "grade", "unit", "frozen", "funding"),
    ("ADV", "Senior Adviser", "P.5", "TSP", "", ""),
    ("D1", "", "", "", "yes", "voluntary"),
    ("DEP", "Deputy to the Director", "D.2", "TSP", "no", ""),
    ("NEW1", "Analyst", "P.4", "SGD", "", ""),
    ("NEW2", "Analyst", "Z.9", "SGD", "", ""),
    ("OPS", "", "Z.9", "NOWHERE", "", ""),
]


def test_what_differs_becomes_actions_and_what_cannot_be_is_told(house: House) -> None:
    number = staged(house, "posts", POSTS)
    assert asked(number) == {
        ("move_post", "ADV"),
        ("retitle_post", "ADV"),
        ("reclassify_post", "ADV"),
        ("freeze_post", "D1"),
        ("establish_post", "NEW1"),
    }
    assert [(one.row, one.column, one.reason.code) for one in seen(number).misfits] == [
        (3, "funding", "not_changed_by_draft"),
        (6, "grade", "grade_unknown"),
        (7, "grade", "grade_unknown"),
        (7, "unit", "unit_unknown"),
    ]


def test_a_new_post_is_told_of_a_place_that_the_organisation_lacks(house: House) -> None:
    rows = [
        ("number", "title", "grade", "unit", "duty_station"),
        ("NEW1", "Analyst", "P.4", "SGD", "GVA"),
        ("NEW2", "Analyst", "P.4", "SGD", "MARS"),
    ]
    number = staged(house, "posts", rows)
    assert asked(number) == {("establish_post", "NEW1")}
    (misfit,) = seen(number).misfits
    assert (misfit.row, misfit.column, misfit.reason.code) == (
        3,
        "duty_station",
        "duty_station_unknown",
    )


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh-hans"])
@pytest.mark.parametrize("kind", OF_KINDS)
def test_a_heading_as_the_page_calls_it_is_known_in_every_language(
    kind: str, language: str
) -> None:
    with override(language):
        headings = [column_in_words(column) for column in COLUMNS[kind]]
    assert match(kind, headings, {}).columns == COLUMNS[kind]


def test_a_table_in_french_is_read_as_one_in_english(house: House) -> None:
    rows = [("Numéro", "Intitulé", "Grade", "Unité", "Lieu d’affectation")]
    rows += [("NEW1", "Analyste", "P.4", "SGD", "GVA")]
    number = staged(house, "posts", rows, "fr")
    assert asked(number) == {("establish_post", "NEW1")} and not seen(number).misfits


def test_what_stood_before_is_told_in_the_language_of_the_table(house: House) -> None:
    post = PostVersion.objects.filter(subject=house.posts["SG"]).select_related("title").get()
    languages = ("ar", "es", "fr", "ru", "zh-hans")
    titles = {code: (f"Titre {code}", Status.REVISED) for code in languages}
    post.title.said = Text("en", {"en": ("Secretary-General", Status.ORIGINAL)} | titles)
    post.title.save(update_fields=["said"])
    rows = [("number", "title"), (post.number, "Autre")]
    for language in ("fr", "ru", "ar"):
        (change,) = seen(staged(house, "posts", rows, language)).changes
        assert change.before == f"Titre {language}"


def test_staffing_blocks_become_actions_too(house: House) -> None:
    counted(house)
    rows = [
        ("unit", "reports to", "grade", "title", "number of posts"),
        ("OPD", "", "G.6", "Clerk", "2.5"),
        ("OPD", "OPS", "G.6", "Clerk", "3"),
        ("OPD", "", "Z.9", "Porter", "3"),
        ("OPD", "", "G.6", "Porter", "0"),
        ("OPD", "", "G.6", "Guide", "several"),
        ("GONE", "", "G.6", "Guide", "1"),
        ("OPD", "NOBODY", "G.6", "Guide", "1"),
    ]
    number = staged(house, "blocks", rows)
    changes = seen(number).changes
    assert [(one.row, one.kind.value, one.before, one.after) for one in changes] == [
        (2, "change_block", "4", "2.5"),
        (3, "establish_block", "", "3"),
    ]
    assert [(one.row, one.reason.code) for one in seen(number).misfits] == [
        (4, "grade_unknown"),
        (5, "count_nothing"),
        (6, "count_unreadable"),
        (7, "unit_unknown"),
        (8, "post_unknown"),
    ]
    draft = draft_from_table(house.actor("Olga"), number=number, reference="B-1", title="Blocks")
    assert [one.values["fte"] for one in actions_of(draft)] == [250, 300]


def test_a_row_that_counts_none_ends_its_block_and_one_that_counts_as_many_changes_nothing(
    house: House,
) -> None:
    counted(house)
    heading = ("unit", "grade", "title", "number of posts")
    ending = staged(house, "blocks", [heading, ("OPD", "G.6", "Clerk", "0")])
    assert [one.kind.value for one in seen(ending).changes] == ["abolish_block"]
    same = staged(house, "blocks", [heading, ("OPD", "G.6", "Clerk", "4")])
    assert seen(same) == TableOutlook((), ())


def test_a_draft_says_to_whom_posts_report_also_those_that_it_establishes(house: House) -> None:
    rows = [
        ("number", "title", "grade", "unit", "reports to", "functional superior"),
        ("NEW1", "Analyst", "P.4", "SGD", "NEW2", "OPS"),
        ("NEW2", "Analyst", "P.4", "SGD", "", ""),
        ("ADV", "", "", "", "CHIEF", ""),
        ("CHIEF", "", "", "", "DEP", ""),
        ("OPS", "", "", "", "NOBODY", ""),
    ]
    number = staged(house, "posts", rows)
    assert [(one.row, one.reason.code) for one in seen(number).misfits] == [(6, "post_unknown")]
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-7", title="Lines")
    first, second, *lines = actions_of(draft)
    assert [(one.subject.id, one.values["superior"], one.values["manner"]) for one in lines] == [
        (first.subject.id, second.subject.id, "line"),
        (first.subject.id, house.posts["OPS"], "functional"),
        (house.posts["CHIEF"], house.posts["DEP"], "line"),
    ]


def test_what_a_draft_cannot_establish_is_told_by_row_with_all_that_would_stand_on_it(
    house: House,
) -> None:
    rows = [
        ("code", "name", "kind", "under", "head"),
        ("ONE", "Round", "section", "TWO", ""),
        ("TWO", "About", "section", "ONE", ""),
        ("ODD", "Odd", "kingdom", "OPD", ""),
        ("LOW", "Below", "section", "ODD", ""),
        ("SGD", "", "", "LOW", ""),
        ("NEW", "New", "section", "OPD", "ADV"),
        ("ACEPHALOUS", "Other", "section", "OPD", "GONE"),
        ("L" * 41, "Long", "section", "OPD", ""),
    ]
    number = staged(house, "units", rows)
    assert [(one.row, one.column, one.reason.code) for one in seen(number).misfits] == [
        (2, "under", "unit_in_a_circle"),
        (3, "under", "unit_in_a_circle"),
        (4, "kind", "unit_kind_unknown"),
        (5, "under", "unit_unknown"),
        (6, "under", "unit_unknown"),
        (8, "head", "post_unknown"),
        (9, "code", "text_too_long"),
    ]
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-8", title="Units")
    heads = {str(one.values["code"]): one.values.get("head") for one in actions_of(draft)}
    assert heads == {"NEW": house.posts["ADV"], "ACEPHALOUS": None}


def test_units_may_stand_under_each_other_as_deep_as_a_table_is_long(house: House) -> None:
    rows = [("code", "name", "kind", "under")]
    rows += [(f"U{n}", "Unit", "section", f"U{n + 1}" if n < 1499 else "OPD") for n in range(1500)]
    found = seen(staged(house, "units", rows))
    assert [one.name for one in found.changes[:2]] == ["U1499", "U1498"] and not found.misfits


def test_no_cell_of_a_post_is_left_out_of_a_draft_unsaid(house: House) -> None:
    rows = [
        ("number", "title", "grade", "unit", "frozen", "fte", "funding"),
        ("NEW1", "Analyst", "P.4", "SGD", "yes", "", ""),
        ("NEW2", "Analyst", "P.4", "SGD", "perhaps", "", ""),
        ("NEW3", "Analyst", "P.4", "SGD", "", "3", ""),
        ("NEW4", "Analyst", "P.4", "SGD", "", "", "f" * 61),
        ("ADV", "", "", "", "perhaps", "half", ""),
    ]
    number = staged(house, "posts", rows)
    assert [(one.row, one.reason.code) for one in seen(number).misfits] == [
        (3, "flag_unknown"),
        (4, "share_unknown"),
        (5, "text_too_long"),
        (6, "flag_unknown"),
        (6, "share_unknown"),
    ]
    (change,) = seen(number).changes
    assert (change.name, change.values["frozen"]) == ("NEW1", True)


def test_units_established_together_may_stand_under_each_other(house: House) -> None:
    rows = [
        ("code", "name", "kind", "under"),
        ("SUB", "Sub-section", "section", "SEC"),
        ("SEC", "Section", "section", "OPD"),
        ("SGD", "Study Groups", "department", "SEC"),
        ("TSP", "Policy", "", ""),
    ]
    number = staged(house, "units", rows)
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-1", title="Table")
    actions = actions_of(draft)
    assert [action.kind.value for action in actions] == [
        "establish_unit",
        "establish_unit",
        "move_unit",
        "rename_unit",
    ]
    assert actions[1].values["parent"] == actions[2].values["parent"] == actions[0].subject.id


def test_two_hundred_changes_are_one_draft(house: House) -> None:
    new = [(f"N{place}", "Analyst", "P.4", "SGD", "", "") for place in range(200)]
    number = staged(house, "posts", [POSTS[0], *new])
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-2", title="Many")
    assert len(actions_of(draft)) == 200


def test_a_table_that_says_what_stands_drafts_nothing(house: House) -> None:
    number = staged(house, "posts", [("number", "grade"), ("ADV", "P.4")])
    with pytest.raises(Exception, match="table_changes_nothing"):
        draft_from_table(house.actor("Olga"), number=number, reference="T-3", title="None")


def test_what_somebody_said_of_a_column_is_remembered(house: House) -> None:
    rows = [("Wer", "Was"), ("ADV", "P.5")]
    first = staged(house, "posts", rows)
    assert seen(first).changes == ()
    columns = {"Wer": "number", "Was": "grade"}
    match_columns(house.actor("Olga"), number=first, columns=columns)
    assert asked(staged(house, "posts", rows)) == {("reclassify_post", "ADV")}


def test_the_page_shows_changes_and_makes_the_draft(house: House, olga: Client) -> None:
    number = staged(house, "posts", POSTS)
    shown = summed_up(olga, f"/settings/imports/{number}/")
    assert "Senior Adviser" in shown and "NOWHERE" in shown
    left = re.findall(r'data-l="Left out">([^<]+)<', shown)
    assert left == ["this value", "the row", "this value", "this value"]
    told = '<a href="#misfits">4 rows or values are left out: see which, and why</a>'
    assert told in shown and shown.index(told) < shown.index("Draft these changes")
    sent = {"key": "k1", "reference": "T-9", "title": "By table"}
    answer = olga.post(f"/settings/imports/{number}/draft/", sent)
    assert answer.status_code == 302 and "/reorganisations/" in answer["Location"]
    draft = Import.objects.get(pk=number).draft
    assert draft and Reference("post", house.posts["ADV"]) in {
        action.subject for action in actions_of(draft)
    }


def test_a_draft_is_linked_for_whoever_may_see_it(house: House, olga: Client) -> None:
    number = staged(house, "posts", POSTS)
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-5", title="Table")
    link = f'href="/reorganisations/{draft}/"'
    assert link in summed_up(olga, f"/settings/imports/{number}/")
    assert visitor(house, "Otto").get(f"/settings/imports/{number}/").status_code == 404


def test_what_becomes_a_draft_is_seen_by_its_author_alone_until_others_see_the_draft(
    house: House,
) -> None:
    number = staged(house, "posts", POSTS)
    others = [house.actor(each) for each in ("Otto", "Ada", "Hana")]
    assert [imports_seen(each) for each in others] == [[]] * 3
    assert imports_seen(house.actor("Olga")) == [number]
    with pytest.raises(Refused, match="not_yours_to_do"):
        draft_from_table(house.actor("Otto"), number=number, reference="T-9", title="Secret")
    draft = draft_from_table(house.actor("Olga"), number=number, reference="T-9", title="Secret")
    assert import_seen(house.actor("Otto"), number) is None
    name_reader(house.actor("Olga"), reorganisation=draft, person=house.people["Otto"])
    assert import_seen(house.actor("Otto"), number)


def test_what_becomes_a_draft_is_not_put_on_record_wherever_that_is_asked(
    house: House, olga: Client
) -> None:
    number = staged(house, "posts", POSTS)
    address = f"/settings/imports/{number}/"
    assert "Senior Adviser" in summed_up(olga, address)
    told = send(olga, f"{address}application/")
    assert "The import has another state" in told and "Senior Adviser" in told
    assert outlook_of(number).state == State.STAGED == Import.objects.get(pk=number).state
    assert "Senior Adviser" in page(olga, address)
