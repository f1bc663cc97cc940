"""The steps of the ruler: to the change before the day looked at, and to the one after it."""

import re
from datetime import date
from html import unescape

import numpy as np
from django.test import Client

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.references import Reference
from bureau.core.structure.columns import OPEN
from bureau.institution.organisation.queries.turns import ends_of_runs
from tests.institution.house import House
from tests.institution.organisation import deeds
from tests.institution.organisation.reorganised import reorganise


def step(client: Client, house: House, day: str, rel: str) -> str:
    html = unescape(client.get(f"/chart/{house.units['TSB']}/", {"valid": day}).content.decode())
    return "".join(re.findall(rf'href="\?valid=([\d-]+)[^"]*" rel="{rel}"', html))


def test_from_inside_a_span_the_previous_change_is_the_one_that_began_it(
    house: House, member: Client
) -> None:
    reorganise(house)
    assert step(member, house, "2025-01-15", "prev") == "2024-07-01"
    assert step(member, house, "2024-07-01", "prev") == "2020-01-01"
    assert step(member, house, "2020-01-01", "prev") == ""
    assert step(member, house, "2023-01-15", "next") == "2024-07-01"


def leave(house: House, person: str, day: date, title: str) -> None:
    """A person leaves the post they hold."""
    one = Reference("incumbency", house.held_by(person))
    action = Action(1, ActionKind.END_INCUMBENCY, one, day.toordinal(), {})
    deeds.decide(house, action, title=title, kind="personnel_action")


def turned(client: Client, house: House, unit: str, day: str) -> str:
    answer = client.get(f"/chart/{house.units[unit]}/", {"valid": day})
    return " ".join(unescape(answer.content.decode()).split())


def test_a_day_on_which_a_post_becomes_vacant_is_a_day_of_change(
    house: House, member: Client
) -> None:
    leave(house, "Olga", date(2022, 9, 1), "Olga left")
    assert "unchanged since 1 January 2020" in turned(member, house, "TSB", "2022-08-31")
    written = turned(member, house, "TSB", "2022-09-01")
    assert "unchanged since 1 September 2022" in written and "Olga left" in written


def test_a_stranger_is_told_the_day_of_a_vacancy_and_not_the_act(
    house: House, client: Client
) -> None:
    deeds.open_chart(house)
    leave(house, "Olga", date(2022, 9, 1), "Olga left")
    written = turned(client, house, "TSB", "2022-09-01")
    assert "unchanged since 1 September 2022" in written and "Olga left" not in written
    assert "by an act that you may not see" in written


def test_a_post_that_left_the_unit_was_a_change_of_its_chart(house: House, member: Client) -> None:
    post = Reference("post", house.posts["OFF"])
    leave(house, "Olga", date(2022, 9, 1), "Olga left")
    end = Action(1, ActionKind.ABOLISH_POST, post, date(2023, 2, 1).toordinal(), {})
    deeds.decide(house, end, title="Abolished")
    assert "unchanged since 1 February 2023" in turned(member, house, "TSB", "2023-03-01")


def test_only_the_ends_of_a_run_of_spans_change_whether_a_post_is_vacant() -> None:
    spans = [(7, 10, 20), (7, 20, 30), (7, 31, 40), (7, 33, 35), (8, 10, OPEN), (9, 5, 20)]
    of, starts, ends = (np.array(column, np.int32) for column in zip(*spans, strict=True))
    opens, closes = ends_of_runs(of, starts, ends)
    assert opens.tolist() == [True, False, True, False, True, True]
    assert closes.tolist() == [False, True, True, False, True, True]
