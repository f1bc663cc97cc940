"""Imports as acts: staged, written in portions, taken up again, taken back; what they leave be."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date

import pytest
from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.changes.pending import PendingEffect
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.structure.effects import Role as EffectRole
from bureau.core.structure.kinds import Value
from bureau.documents.halves import read_half
from bureau.institution.imports.models import Department, Import, ImportedThing, State
from bureau.institution.imports.queries.following import following, owed_of_all
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services import applying, running
from bureau.institution.imports.services.proposing import propose_import
from bureau.institution.imports.services.renames import settle_rename
from bureau.institution.imports.services.staging import stage
from bureau.institution.imports.store import thing_key
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import Effect, Post, PostVersion, UnitVersion
from bureau.institution.organisation.queries import remembered, verification
from bureau.institution.organisation.services.effects import put_on_record
from bureau.record.accounts.models import DirectGrant
from bureau.record.journal.services import Act, service
from bureau.web.multilingual import text
from tests.actors import administrator, somebody
from tests.institution.house import House
from tests.institution.imports.departments import department, junior, senior

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


DECIDED = date(2012, 6, 1).toordinal()
GRADE: Mapping[str, Value] = {"grade": "S3"}


@pytest.fixture
def by() -> Actor:
    return administrator()


@pytest.fixture
def staged(by: Actor) -> int:
    return stage(by, [read_half(*file) for file in department().items()])


def number_of(kind: str, key: str) -> int:
    return ImportedThing.objects.get(kind=kind, key=thing_key(key)).subject


def test_staging_changes_nothing_and_shows_what_would_come(staged: int) -> None:
    found = outlook(staged)
    assert Effect.objects.count() == 0
    assert (found.files, found.rows, found.organisations, found.snapshots) == (5, 30, 1, 3)
    assert found.changes > 20 and len(found.faults) == 14
    assert all(sentence(fault.reason) != fault.reason.code for fault in found.faults)


def test_what_is_shown_is_what_is_written(by: Actor, staged: int) -> None:
    expected = outlook(staged).changes
    assert applying.apply_import(by, staged) == expected == Effect.objects.count()
    assert outlook(staged).changes == 0 and list(verification.differing()) == []


def test_the_same_files_again_change_nothing(by: Actor, staged: int) -> None:
    applying.apply_import(by, staged)
    again = stage(by, [read_half(*file) for file in department().items()])
    assert outlook(again).changes == 0 and applying.apply_import(by, again) == 0
    assert len(outlook(again).faults) == len(outlook(staged).faults)


def test_undone_it_leaves_nothing_standing_and_can_be_written_again(by: Actor, staged: int) -> None:
    written = applying.apply_import(by, staged)
    assert applying.undo_import(by, staged) == written
    assert not UnitVersion.objects.filter(recorded_until__isnull=True).exists()
    assert outlook(staged).changes == written
    assert applying.apply_import(by, staged) == written
    assert list(verification.differing()) == []


def test_undoing_one_of_two_leaves_what_the_other_says(by: Actor, staged: int) -> None:
    applying.apply_import(by, staged)
    later = read_half(
        "harbour_office-2013-03-31-senior.csv", senior([("1", "Master", "Docks", "XX", "1")])
    )
    second = stage(by, [later])
    assert applying.apply_import(by, second) > 0
    applying.undo_import(by, second)
    assert outlook(staged).changes == 0


def test_what_broke_off_is_taken_up_where_it_was(by: Actor, staged: int) -> None:
    expected = outlook(staged).changes
    applying.begin_applying(by, number=staged)
    found = following(Department.objects.get().pk)
    (steps,) = found.parts()
    some = dict(list(steps.items())[:9])
    at = (found.department, found.edition)
    first = applying.write_things(by, number=staged, found=at, steps=some)
    assert 0 < first < expected
    assert first + applying.apply_import(by, staged) == expected


def test_a_portion_made_before_others_imported_is_refused(by: Actor, staged: int) -> None:
    applying.begin_applying(by, number=staged)
    found = following(Department.objects.get().pk)
    at = (found.department, found.edition - 1)
    with pytest.raises(Refused, match="files_moved_on"):
        applying.write_things(by, number=staged, found=at, steps=found.plan.steps)


def test_a_rename_settled_later_makes_one_unit_of_two(by: Actor, staged: int) -> None:
    applying.apply_import(by, staged)
    (proposal,) = outlook(staged).proposals
    settle_rename(
        by,
        department=proposal.department,
        before=proposal.rename.before,
        after=proposal.rename.after,
        is_accepted=True,
    )
    assert applying.apply_import(by, staged) > 0
    codes = UnitVersion.objects.filter(
        subject=number_of("unit", "pilots"), recorded_until__isnull=True
    )
    assert list(codes.order_by("valid_from").values_list("code", flat=True)) == [
        "Pilots",
        "Pilotage",
    ]
    assert list(verification.differing()) == []


def test_what_was_decided_is_left_alone_and_told(by: Actor, staged: int) -> None:
    applying.apply_import(by, staged)
    post = Reference("post", number_of("post", "1"))
    decide_grade(by, Department.objects.get().organisation_id or 0, post)
    later = [("1", "Master", "Office of the Master", "XX", "1", "S9", "N/D")]
    number = stage(by, [read_half("harbour_office-2013-03-31-senior.csv", senior(later))])
    propose_import(by, number=number)
    applying.apply_import(administrator("Alan"), number)
    told = [fault for fault in outlook(number).faults if fault.reason.code == "decided_otherwise"]
    assert [(fault.row, fault.reason.facts["kind"]) for fault in told] == [(2, "post")]
    assert Effect.objects.filter(kind="post", subject=post.id).latest("pk").fields == {
        "grade": "S3"
    }
    propose_import(by, number=staged, undoes=True)
    applying.undo_import(administrator("Alan"), staged)
    assert UnitVersion.objects.filter(recorded_until__isnull=True).count() == 2


@service("test_imports.decide_grade")
def decide_grade(
    act: Act,
    organisation: int,
    post: Reference,
    day: int = DECIDED,
    fields: Mapping[str, Value] = GRADE,
) -> None:
    """As a decision does it: under an instrument of its own."""
    instrument = make_instrument(
        act, organisation=organisation, kind="decision", title=text(en="Decision 1")
    )
    effect = PendingEffect(post, day, EffectRole.CHANGE, fields, 1, 1)
    put_on_record(act, organisation=organisation, effects=[effect], instrument=instrument)


def test_no_file_ends_the_unit_of_a_decided_post(by: Actor, staged: int) -> None:
    applying.apply_import(by, staged)
    post = Reference("post", number_of("post", "2"))
    decide_grade(by, Department.objects.get().organisation_id or 0, post)
    later = [("1", "Master", "Office of the Master", "XX", "1")]
    count = [("Office of the Master", "1", "Clerk", "Clerk", "1")]
    day = "harbour_office-2013-03-31"
    halves = [
        read_half(f"{day}-senior.csv", senior(later)),
        read_half(f"{day}-junior.csv", junior(count)),
    ]
    number = stage(by, halves)
    propose_import(by, number=number)
    applying.apply_import(administrator("Alan"), number)
    standing = {"recorded_until": None, "valid_until": None}
    (held,) = PostVersion.objects.filter(subject=post.id, **standing)
    assert UnitVersion.objects.filter(subject=held.unit or 0, **standing).exists()
    told = owed_of_all(following(Department.objects.get().pk)).differing
    assert {subject.kind for subject, _wanted in told} == {"post", "unit"}


def test_an_officer_imports_into_the_own_organisation_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = stage(house.administrator, [read_half(*file) for file in department().items()])
    with pytest.raises(Refused, match="not_your_organisation"):
        applying.apply_import(house.actor("Olga"), number)
    assert Import.objects.get(pk=number).state == State.STAGED
    applying.apply_import(house.administrator, number)
    with pytest.raises(Refused, match="not_your_organisation"):
        applying.undo_import(house.actor("Olga"), number)
    Post.objects.filter(pk=house.posts["OFF"]).update(
        organisation=Department.objects.get().organisation_id
    )
    monkeypatch.setattr(remembered, "_kept", OrderedDict())
    propose_import(house.actor("Olga"), number=number, undoes=True)
    assert applying.undo_import(house.administrators[1], number) > 0


def test_nobody_else_stages_anything(by: Actor) -> None:
    with pytest.raises(Refused, match="not_yours_to_do"):
        stage(somebody(), [read_half(*file) for file in department().items()])


def test_the_worker_goes_on_only_while_the_person_may(by: Actor, staged: int) -> None:
    running.start_applying(by, number=staged)
    DirectGrant.objects.update(valid_until=timezone.now().date())
    with pytest.raises(Refused):
        running.go_on.call(staged, by.person or 0, 0)
    assert Import.objects.get(pk=staged).state == State.APPLYING
    assert Effect.objects.count() == 0


def test_a_fuller_file_for_the_same_half_is_named_to_the_other(by: Actor, staged: int) -> None:
    applying.apply_import(by, staged)
    poorer = senior([("1", "Master", "Docks", "XX", "1")])
    number = stage(by, [read_half("harbour_office-2011-03-31-senior.csv", poorer)])
    assert applying.apply_import(by, number) == 0
    (fault,) = outlook(number).faults
    assert fault.reason.code == "half_twice" and fault.reason.facts["other"].endswith("senior.csv")
