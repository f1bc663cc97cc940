"""What is put forward is kept as it was submitted, by the worker, whatever happens meanwhile."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.core.actors import CLOCK
from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.put_forward import known_at
from bureau.institution.governance.queries.releasing import releasable
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import drafts, submissions
from bureau.institution.governance.services.actions import add_action
from bureau.institution.governance.services.papers import (
    Put,
    keep_submitted,
    keep_submitted_papers,
)
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.institution.governance.texts.papers.keeping import gathered_as_submitted
from bureau.institution.governance.texts.papers.writing import Gathered, all_gathered
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.kept import papers_of
from bureau.record.clock.models import QueuedTask
from bureau.record.clock.services import ATTEMPTS_MAX, work_off
from bureau.record.files.store import opened
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import record_number_now
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    determine,
    draft_engagement,
    recommend,
    submit,
    submitted,
)
from tests.institution.governance.test_back_and_again import referred_back, rename
from tests.institution.governance.test_pages_redlines import said
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import NOW, TODAY, House

pytestmark = pytest.mark.django_db
KIND_AND_FORMAT = ("council-paper", "docx")
CHEROKEE = "\u13a3"
"""A letter that the fonts of papers do not have."""


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


def kept(case: Engagement, version: int) -> list[Paper]:
    return list(papers_of(Reference("reorganisation", case.number)).filter(version=version))


def last(case: Engagement) -> Submission:
    return Submission.objects.filter(reorganisation=case.number).latest("version")


def read(row: Paper) -> str:
    with opened(row.content.hash) as file:
        return file.read().decode()


def waiting() -> list[int]:
    rows = QueuedTask.objects.filter(path=keep_submitted.module_path, state="ready")
    return [row.arguments[0] for row in rows]


def work() -> None:
    """What the worker does once it is time."""
    QueuedTask.objects.update(run_after=timezone.now())
    work_off()


def of_case(case: Engagement) -> str:
    return page(visitor(case.house, "Olga"), reverse("reorganisation-papers", args=[case.number]))


@pytest.mark.exhaustive
def test_it_is_kept_by_itself_in_every_kind_language_and_format(house: House) -> None:
    case = submitted(house)
    now = all_gathered(case.officer, case.number)
    assert waiting() == [last(case).pk] and "version 1 are being kept" in of_case(case)
    work()
    rows = kept(case, 1)
    found = {(row.kind, row.language, row.format): row.content.hash for row in rows}
    told = {
        (one.kind, paper.language, format): sha256(one.written(paper.language, format)).hexdigest()
        for one in now
        for paper in one.papers.values()
        for format in one.formats
    }
    assert found == told
    assert {row.person for row in rows} == {house.people["Olga"]}
    entry = Entry.objects.get(act="governance.keep_submitted_papers")
    assert entry.person is None and entry.details["version"] == 1
    shown = of_case(case)
    assert "As submitted, version 1, on" in shown and rows[0].content.hash in shown
    assert "being kept" not in shown


def test_it_is_asked_for_with_the_act_and_gone_with_it(house: House) -> None:
    case = draft_engagement(house)
    with pytest.raises(Refused):
        submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    assert not waiting()
    submit(case)
    assert waiting() == [last(case).pk]


@pytest.mark.exhaustive
def test_run_again_it_is_kept_once(house: House) -> None:
    case = submitted(house)
    for _attempt in range(2):
        keep_submitted.func(last(case).pk)
    rows = kept(case, 1)
    assert (
        len(rows)
        == len({(row.kind, row.language, row.format) for row in rows})
        == len(Paper.objects.all())
    )
    assert Entry.objects.filter(act="governance.keep_submitted_papers").count() == 1


@pytest.mark.exhaustive
def test_a_worker_that_is_late_keeps_what_was_submitted(house: House) -> None:
    case = referred_back(house)
    rename(case, 3, "Standards Policy", "STP")
    describe(case, "Quite another heading")
    assert not Paper.objects.exists()
    work()
    (english,) = (
        row
        for row in kept(case, 1)
        if (row.kind, row.language, row.format) == ("council-paper", "en", "html")
    )
    words = read(english)
    assert "SPD" in words and "A department of engagement" in words
    assert "STP" not in words and "Quite another" not in words


@pytest.mark.exhaustive
def test_acts_that_came_meanwhile_are_not_in_it(house: House) -> None:
    case = submitted(house)
    now = {one.kind: value_hash(one) for one in all_gathered(case.officer, case.number)}
    determine(case)
    recommend(case)
    assert now != {one.kind: value_hash(one) for one in all_gathered(case.officer, case.number)}
    work()
    assert {row.kind: row.manifest["value"] for row in kept(case, 1)} == now


def test_what_it_is_written_from_is_what_was_submitted(house: House) -> None:
    case = submitted(house)
    now = {one.kind: one.value for one in all_gathered(case.officer, case.number)}
    determine(case)
    recommend(case)
    assert now != {one.kind: one.value for one in all_gathered(case.officer, case.number)}
    assert now == {one.kind: one.value for one in gathered_as_submitted(last(case))}


def test_what_it_is_written_from_names_nobody(house: House) -> None:
    case = appointing(house)
    now, unnamed = all_gathered(case.officer, case.number), gathered_as_submitted(last(case))
    assert [one.kind for one in now] == [one.kind for one in unnamed]
    assert any("Stray" in str(one.value) for one in now)
    assert not any("Stray" in str(one.value) for one in unnamed)


def value_hash(one: Gathered) -> object:
    return one.with_manifest(one.papers["en"], "html")[3]["value"]


@pytest.mark.exhaustive
def test_each_version_is_kept_and_held_against_the_one_before(house: House) -> None:
    case = referred_back(house)
    work()
    rename(case, 3, "Standards Policy", "STP")
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    work()
    assert len(kept(case, 1)) == len(kept(case, 2)) > 0
    shown = of_case(case)
    assert "As submitted, version 1" in shown and "As submitted, version 2" in shown
    first, second = (
        min(row.pk for row in kept(case, version) if (row.kind, row.format) == KIND_AND_FORMAT)
        for version in (1, 2)
    )
    changes = reverse("paper-changes", args=["council-paper", case.number, "en"])
    address = f"{changes}?from=kept-{first}&to=kept-{second}"
    assert address in shown
    redline = page(visitor(house, "Olga"), address)
    assert "STP" in said(redline, "ins") and "SPD" in said(redline, "del")
    assert "Kept as submitted, version 1" in redline


@pytest.mark.exhaustive
def test_a_language_that_is_only_a_draft_is_kept_and_says_so(house: House) -> None:
    case = submitted(house)
    work()
    final = {row.language for row in kept(case, 1) if row.is_final}
    drafts_in = {row.language: row.drafts for row in kept(case, 1) if not row.is_final}
    assert "en" in final and "ar" not in final and drafts_in["ar"] > 0
    (arabic,) = (
        row
        for row in kept(case, 1)
        if (row.kind, row.language, row.format) == ("council-paper", "ar", "html")
    )
    words = read(arabic)
    assert 'class="marks"' in words


@pytest.mark.exhaustive
def test_another_than_who_put_it_forward_releases_it(house: House) -> None:
    case = submitted(house)
    work()
    seen = seen_by(case.officer, [case.number])[case.number]
    assert "en" in releasable(seen, "council-paper")
    address = reverse("reorganisation-release", args=[case.number, "council-paper"])
    assert "put it forward" in page(visitor(house, "Olga"), address)
    assert "put it forward" not in page(visitor(house, "Coco"), address)


@pytest.mark.exhaustive
def test_what_cannot_be_set_is_told_and_keeps_nothing_else_back(house: House) -> None:
    case = draft_engagement(house)
    describe(case, f"A department {CHEROKEE}")
    submit(case)
    work()
    rows = kept(case, 1)
    assert "pdf" not in {row.format for row in rows if row.kind == "council-paper"}
    assert {row.language for row in rows if row.format == "docx"} >= {"ar", "en", "fr"}
    entry = Entry.objects.get(act="governance.keep_submitted_papers")
    assert "council-paper en pdf" in entry.details["left_out"]
    shown = of_case(case)
    assert "cannot be set" in shown and "<bdi>English PDF</bdi>" in shown


def appointing(house: House) -> Engagement:
    """One that names somebody."""
    case = draft_engagement(house)
    add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.APPOINT,
        subject=house.posts["D1"],
        day=DAY,
        values={"person": house.people["Stray"]},
    )
    submit(case)
    return case


@pytest.mark.exhaustive
def test_what_is_kept_by_itself_names_nobody(house: House) -> None:
    case = appointing(house)
    told = [str(one.value) for one in all_gathered(case.officer, case.number)]
    work()
    assert any("Stray" in one for one in told)
    pages = [read(row) for row in kept(case, 1) if row.format == "html"]
    assert pages and not any("Stray" in one for one in pages)


def test_what_a_worker_could_not_do_is_told(house: House, settings: Settings) -> None:
    case = submitted(house)
    settings.BUREAU_PAPERS = f"{__name__}.fails"
    tasks = QueuedTask.objects.filter(path=keep_submitted.module_path)
    tasks.update(attempts=ATTEMPTS_MAX - 1)
    work()
    assert tasks.get().state == "failed" and "could not be kept as submitted" in of_case(case)


def fails(submission: Submission) -> Put:
    raise OSError(submission.pk)


def test_only_the_clock_keeps_it_so(house: House) -> None:
    case = submitted(house)
    with pytest.raises(Refused) as refused:
        keep_submitted_papers(case.officer, submission=last(case).pk, put=Put([]))
    assert [reason.code for reason in refused.value.reasons] == ["not_yours"]


def test_keeping_does_not_move_what_was_known_when_it_was_put_forward(house: House) -> None:
    case, tomorrow = submitted(house), TODAY + timedelta(days=1)
    row, number = last(case), record_number_now()
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Olga"), day=tomorrow)
    keep_submitted_papers(CLOCK, submission=row.pk, put=Put((), ()))
    assert known_at(row) == number < record_number_now()


@pytest.mark.exhaustive
def test_it_is_kept_though_who_put_it_forward_has_left(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, tomorrow = submitted(house), TODAY + timedelta(days=1)
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Olga"), day=tomorrow)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=7))
    work()
    assert {row.person for row in kept(case, 1)} == {house.people["Olga"]}
    assert {row.at for row in kept(case, 1)} == {last(case).at}
    entry = Entry.objects.get(act="governance.keep_submitted_papers")
    assert entry.at == NOW + timedelta(days=7)


@pytest.mark.exhaustive
def test_it_is_kept_though_another_has_taken_the_case_over(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, tomorrow = referred_back(house), TODAY + timedelta(days=1)
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Olga"), day=tomorrow)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=7))
    drafts.take_over_reorganisation(house.actor("Otto"), reorganisation=case.number)
    assert case.number not in seen_by(case.officer, [case.number])
    work()
    assert {row.person for row in kept(case, 1)} == {house.people["Olga"]}


def describe(case: Engagement, words: str) -> None:
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en=words),
        purpose=None,
        background=None,
    )
