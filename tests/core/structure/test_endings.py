"""What ends in a span: whole objects, and values of objects that go on."""

from bureau.core.structure.endings import objects_ending, values_ending
from bureau.core.structure.overlay import days_of_plan
from tests.core.structure.builders import Script, overlay


def script() -> Script:
    found = Script()
    found.establish("post:1", unit=1, funding="gift")
    found.establish("post:2", unit=1, funding="gift")
    found.establish("incumbency:1", post=1, person=7, manner="holder")
    found.end("incumbency:1", 40)
    found.change("post:1", 50, funding="regular")
    found.end("post:2", 60)
    return found


def test_an_object_ends_on_the_first_day_without_it() -> None:
    columns = script().columns()
    (ended,) = objects_ending(columns, "incumbency", 1, (40, 41))
    assert (ended.day, ended.last.fields["person"]) == (40, 7)
    assert objects_ending(columns, "incumbency", 1, (41, 99)) == []
    assert objects_ending(columns, "incumbency", 1, (1, 40)) == []


def test_an_object_that_goes_on_otherwise_does_not_end() -> None:
    ended = objects_ending(script().columns(), "post", 1, (1, 99))
    assert [(one.last.subject.id, one.day) for one in ended] == [(2, 60)]


def test_a_value_ends_where_another_follows_but_not_with_its_object() -> None:
    ended = values_ending(script().columns(), "post", "funding", 1, (1, 99))
    assert [(one.last.subject.id, one.last.fields["funding"]) for one in ended] == [(1, "gift")]
    assert values_ending(script().columns(), "post", "grade", 1, (1, 99)) == []


def test_a_plan_may_end_what_is_not_to_end_and_keep_what_is() -> None:
    planned = Script()
    planned.establish("post:1", unit=1, funding="gift")
    planned.end("post:1", 70)
    planned.establish("post:2", unit=1, funding="gift")
    plan = overlay(planned.effects)
    ended = objects_ending(script().columns(), "post", 1, (1, 99), plan)
    assert [(one.last.subject.id, one.day) for one in ended] == [(1, 70)]


def test_the_days_of_a_plan_are_those_on_which_it_makes_a_difference() -> None:
    planned = Script()
    planned.establish("post:2", unit=1, funding="gift")
    planned.change("post:2", 45, grade="P.4")
    planned.end("post:2", 60)
    assert days_of_plan(script().columns(), 1, overlay(planned.effects)) == [45]
