"""Deadlines as a body counts them, and whom the clock tells of a late step: each stage once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance.models import DeadlineConvention
from bureau.institution.governance.queries import wiring
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.governance.services.steps import withdraw_reorganisation
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.texts.wiring import (
    late_described,
    late_waiting,
    sentence,
    waiting,
)
from bureau.institution.organisation.services.standing_in import delegate_post
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.notices.models import Notice
from bureau.record.notices.services.telling import keep_notices
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, NOW, TODAY, House

DUE = TODAY + timedelta(days=5)


@pytest.fixture
def case(house: House) -> int:
    """A post is frozen by the committee, within five days."""
    who = Who(WhoKind.BODY, (house.bodies["COCO"],))
    step = StepTemplate("decide", 1, who, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE, days=5)
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="frozen",
        subject="reorganisation",
        terms=Terms((step,), frozenset({"freeze_post"}), rank=9),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="LATE", title=text(en="Late")
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.FREEZE_POST,
        subject=house.posts["OPS"],
        day=FORCE.toordinal() + 90,
    )
    submit_reorganisation(officer, reorganisation=number)
    return number


def convention(house: House, valid_from: date = TODAY, **said: object) -> int:
    values: dict[str, object] = {"zone": "Europe/Zurich", "closes": "17:30"} | said
    return set_deadline_convention(
        house.actor("Olga"),
        organisation=house.organisation,
        valid_from=valid_from,
        source=text(en="Rules of the committee"),
        **values,  # type: ignore[arg-type]
    )


def on_day(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=days))


def told(house: House) -> Iterator[tuple[str, str]]:
    """Who is told what, by name."""
    names = {number: name for name, number in house.people.items()}
    for each in (*wiring.tells(None), *wiring.late_below(None)):
        yield names[each.person], each.code


def test_a_deadline_tells_the_zone_and_hour_of_its_body(house: House, case: int) -> None:
    convention(house, body=house.bodies["COCO"])
    convention(house, zone="America/New_York", closes="")
    (one,) = wiring.tells([case])
    assert (one.due, one.zone, one.closes) == (DUE, "Europe/Zurich", "17:30")
    (line,) = waiting(house.actor("Coco"))
    assert (line.zone, line.closes) == ("Europe/Zurich", "17:30")
    assert "until 17:30, Europe/Zurich" in visitor(house, "Coco").get("/").content.decode()


def test_a_deadline_that_is_set_keeps_its_convention(
    house: House, case: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    convention(house)
    on_day(monkeypatch, 1)
    convention(house, TODAY + timedelta(days=1), zone="Asia/Tokyo")
    (one,) = wiring.tells([case])
    assert one.zone == "Europe/Zurich"


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        (5, {("Coco", "step_decide")}),
        (6, {("Coco", "step_decide"), ("Coco", "late"), ("Chia", "step_decide"), ("Chia", "late")}),
        (8, {("Chia", "late_stand_in")}),
        (12, {("Sana", "late_below")}),
    ],
)
def test_delay_is_told_to_more_and_more(
    house: House, case: int, monkeypatch: pytest.MonkeyPatch, days: int, codes: set[object]
) -> None:
    delegate_post(
        house.actor("Coco"),
        post=house.posts["COCO"],
        person=house.people["Chia"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=90),
    )
    on_day(monkeypatch, days)
    said = set(told(house))
    assert codes <= said if days > 5 else said - {("Chia", "step_decide")} == codes


def test_each_stage_is_told_once_however_often_the_clock_comes(
    house: House, case: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (6, 6, 7, 12, 13):
        on_day(monkeypatch, days)
        keep_notices("reorganisation", None)
        keep_notices("late_step", None)
    codes = sorted(Notice.objects.values_list("code", flat=True))
    assert codes == ["late", "late_below", "step_decide"]


def test_the_post_above_is_told_which_post_and_never_which_case(
    house: House, case: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day(monkeypatch, 30)
    (one,) = wiring.late_below(None)
    label = late_described(house.actor("Sana"), [one.number])[one.number]
    said = f"{label} {sentence(Reason(one.code, one.facts))} {one}"
    assert house.posts["COCO"] == one.number and "Late" not in said.replace("Late step", "")
    assert "LATE" not in said


def test_who_acts_ends_the_chase(house: House, case: int, monkeypatch: pytest.MonkeyPatch) -> None:
    on_day(monkeypatch, 30)
    keep_notices("late_step", None)
    open_notices = Notice.objects.filter(kind="late_step", until=None)
    assert open_notices.exists()
    (line,) = late_waiting(house.actor("Sana"))
    assert line.address == f"/posts/{house.posts['COCO']}/" and not late_waiting(
        house.actor("Olga")
    )
    assert line.title in page(visitor(house, "Sana"), "/")
    withdraw_reorganisation(house.actor("Olga"), reorganisation=case, day=TODAY)
    assert not late_waiting(house.actor("Sana"))
    keep_notices("late_step", None)
    assert not open_notices.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"zone": "Moon"},
        {"closes": "25:00"},
        {"stand_in_after": 9, "superior_after": 3},
        {"valid_from": TODAY - timedelta(days=1)},
        {"body": 999_999},
    ],
)
def test_a_convention_that_is_none_is_refused(house: House, said: dict[str, object]) -> None:
    with pytest.raises(Refused):
        convention(house, **said)  # type: ignore[arg-type]
    assert not DeadlineConvention.objects.exists()


def test_a_convention_is_set_by_form_and_ends_the_one_before(house: House) -> None:
    client = visitor(house, "Olga")
    form = {
        **{"zone": "Europe/Zurich", "closes": "17:30", "stand_in_after": 2, "superior_after": 5},
        **{"source_original": "en", "source_en": "Practice", "valid_from": "2024-06-10"},
    }
    address = "/settings/deadlines/add/"
    assert "Europe/Zurich" in client.get(address).content.decode()
    assert client.post(address, {**form, "key": "one"}).status_code == 302
    later = {**form, "key": "two", "valid_from": "2024-07-01", "closes": ""}
    assert client.post(address, later).status_code == 302
    first, second = DeadlineConvention.objects.order_by("valid_from")
    assert first.valid_until == second.valid_from == date(2024, 7, 1)
    shown = client.get("/settings/deadlines/").content.decode()
    assert "end of the day" in shown and "every step without one of its own" in shown
    history = page(client, reverse("settings-deadline-convention-history", args=[first.pk]))
    assert "30 June 2024" in history and "Undo" not in history


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"closes": "noon"}, "closes"),
        ({"zone": "Moon"}, "zone"),
        ({"stand_in_after": 9}, "superior_after"),
        ({"valid_from": "2024-05-01"}, "valid_from"),
        ({"valid_from": "2034-06-10"}, "valid_from"),
    ],
)
def test_a_form_says_at_its_field_what_is_refused(
    house: House, said: dict[str, object], field: str
) -> None:
    form = {
        **{"zone": "Europe/Zurich", "closes": "17:30", "stand_in_after": 2, "superior_after": 5},
        **{"source_original": "en", "source_en": "Practice", "valid_from": "2024-06-10"},
    }
    text = send(visitor(house, "Olga"), "/settings/deadlines/add/", 422, **{**form, **said})
    assert f'id="id_{field}_error"' in text


def test_a_table_of_conventions_adds_and_says_that_none_is_changed(house: House) -> None:
    client = visitor(house, "Olga")
    convention(house)
    file = client.get("/settings/deadlines/?format=csv").getvalue()
    same = SimpleUploadedFile("deadlines.csv", file)
    assert "There is nothing to save." in send(client, "/settings/deadlines/table/", table=same)
    other = SimpleUploadedFile("deadlines.csv", file.replace(b"Europe/Zurich", b"UTC"))
    text = send(client, "/settings/deadlines/table/", 422, table=other)
    assert "A table cannot change rows of this kind." in text


def test_the_hour_at_which_it_is_late_is_that_of_the_zone(
    house: House, case: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    convention(house)
    half_past_five = datetime(2024, 6, 15, 15, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: half_past_five - timedelta(seconds=1))
    assert "late" not in {code for _, code in told(house)}
    monkeypatch.setattr(timezone, "now", lambda: half_past_five)
    assert "late" in {code for _, code in told(house)}


def test_what_waits_is_listed_with_its_days_and_as_a_file(house: House, case: int) -> None:
    convention(house)
    keep_notices("reorganisation", None)
    client = visitor(house, "Coco")
    page = client.get("/waiting/").content.decode()
    assert "LATE" in page and "Until 17:30, Europe/Zurich" in page
    assert all(f'href="?format={form}" download' in page for form in ("csv", "xlsx", "json"))
    assert "Nothing here" in client.get("/waiting/?state=closed").content.decode()
    file = b"".join(client.get("/waiting/?state=all&format=csv&sort=-due"))  # type: ignore[arg-type]
    assert b"2024-06-15" in file and b"17:30" in file


def test_a_choice_is_made_by_form(house: House) -> None:
    client = visitor(house, "Coco")
    said = {"manner": "weekly", "hour": 7, "weekday": 4, "zone": "Europe/Zurich", "key": "k"}
    assert client.post("/waiting/choice/", said).status_code == 302
    assert "07:00" in client.get("/waiting/choice/").content.decode()
    assert client.post("/waiting/choice/", {**said, "zone": "Moon"}).status_code == 422


def test_an_address_of_a_calendar_is_shown_once(house: House) -> None:
    client = visitor(house, "Coco")
    made = client.post("/waiting/calendars/", {"last_day": "2024-07-01", "key": "k"})
    address = made.content.decode().split('id="secret" dir="ltr">')[1].split("<")[0]
    path = "/" + address.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert path not in client.get("/waiting/calendars/").content.decode()
