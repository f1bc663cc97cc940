"""A paper is kept as it was written, once, under the hash of its content and of what it is of."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pytest_django.fixtures import Settings

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.kept import papers_of, papers_visible
from bureau.institution.papers.services.kept import PutForward, Written, keep_paper
from bureau.institution.papers.texts import papers_described
from bureau.record.files.queries import files_differing
from bureau.record.files.services import Content
from bureau.record.files.store import opened, put
from bureau.record.journal.models import Entry
from tests.institution.governance.engagement import draft_engagement
from tests.institution.governance.visitors import visitor
from tests.institution.house import NOW, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
MANIFEST = {"value": "a" * 64, "phrases": "b" * 64, "library": "typst 0.15"}
SUBMISSION = "c" * 64
DRAFTS = ("draft_translation", "draft_phrases")


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.BUREAU_HOME = tmp_path


def written(words: bytes = b"%PDF", **more: object) -> Written:
    content = Content(put(words), len(words), "pdf")
    return replace(Written("council-paper", "fr", "pdf", content, MANIFEST), **more)  # type: ignore[arg-type]


def keep(house: House, one: Written, subject: Reference | None = None, **more: object) -> int:
    return keep_paper(
        house.actor("Olga"),
        organisation=house.organisation,
        subject=subject or Reference("unit", house.units["TSB"]),
        written=one,
        **more,  # type: ignore[arg-type]
    )


def test_it_is_there_again_byte_for_byte_with_what_it_was_made_from(house: House) -> None:
    number = keep(house, written(), submission=SUBMISSION, is_final=True)
    (row,) = papers_of(Reference("unit", house.units["TSB"]))
    assert (row.pk, row.manifest, row.submission) == (number, MANIFEST, SUBMISSION)
    with opened(row.content.hash) as kept:
        assert kept.read() == b"%PDF"
    assert not list(files_differing())


def test_the_same_twice_running_is_the_same_paper_and_another_is_another(house: House) -> None:
    first = keep(house, written())
    assert keep(house, written(language="ar")) != first
    assert keep(house, written()) == first
    assert keep(house, written(b"%PDF-2")) != first
    assert keep(house, written(b"%PDF-2"), submission=SUBMISSION) == Paper.objects.latest("pk").pk


def test_the_same_again_after_another_is_what_was_kept_last(house: House) -> None:
    numbers = [keep(house, written(each)) for each in (b"A", b"B", b"A", b"A")]
    assert len(set(numbers)) == 3 and numbers[2] == numbers[3]
    newest = papers_of(Reference("unit", house.units["TSB"]))[0]
    assert (newest.pk, newest.content.hash) == (numbers[2], written(b"A").content.hash)


def test_what_is_kept_by_putting_it_forward_is_of_that_version_and_of_who_did_it(
    house: House,
) -> None:
    by = PutForward(2, house.people["Otto"], house.posts["OFF2"], NOW - timedelta(days=1))
    pressed = keep(house, written(), submission=SUBMISSION)
    number = keep(house, written(), submission=SUBMISSION, put_forward=by)
    row = Paper.objects.get(pk=number)
    assert number != pressed and (row.version, row.person, row.at) == (2, by.person, by.at)
    assert keep(house, written(), submission=SUBMISSION, put_forward=by) == number
    assert keep(house, written(), submission=SUBMISSION) == number
    again = keep(house, written(), submission=SUBMISSION, put_forward=replace(by, version=3))
    assert Paper.objects.get(pk=again).version == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(house, written(b"draft"), put_forward=by)


def test_a_final_one_is_fit_to_be_sent_and_is_of_what_was_put_forward(house: House) -> None:
    for more, warnings, code in (
        ({"submission": SUBMISSION}, ("demonstration", *DRAFTS), "final_with_drafts"),
        ({"submission": SUBMISSION}, ("claim_false",), "final_not_fit"),
        ({"submission": SUBMISSION}, ("unconfirmed",), "final_not_fit"),
        ({}, (), "final_without_submission"),
    ):
        with pytest.raises(Refused) as refused:
            keep(house, written(warnings=warnings), is_final=True, **more)
        assert [reason.code for reason in refused.value.reasons] == [code]
    assert keep(house, written(warnings=DRAFTS), submission=SUBMISSION)
    fit = written(warnings=("demonstration",))
    assert keep(house, fit, submission=SUBMISSION, is_final=True)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"format": "exe"}, "paper_kind_unknown"),
        ({"kind": "Council Paper"}, "paper_kind_unknown"),
        ({"language": "de"}, "language_unknown"),
        ({"manifest": {"value": "a" * 64}}, "manifest_without_hash"),
        ({"content": Content("d" * 64, 1, "pdf")}, "file_not_there"),
    ],
)
def test_what_could_not_be_proved_later_is_refused(
    house: House, more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        keep(house, written(**more))
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_whoever_sees_what_it_is_of_sees_the_paper(house: House) -> None:
    case = Reference("reorganisation", draft_engagement(house).number)
    number = keep(house, written(), case)
    olga, adam = house.actor("Olga"), house.actor("Adam")
    assert papers_visible(olga, [number]) == {number} and not papers_visible(adam, [number])
    label = papers_described(olga, [number])[number]
    assert label.name == "Paper to the council · français · PDF"
    assert label.address == f"/papers/kept/{number}/"


def test_a_letter_is_for_whom_it_is_to_and_who_wrote_it(house: House) -> None:
    number = keep(house, written(kind="letter"), Reference("person", house.people["Adam"]))
    seen = {name for name in house.people if papers_visible(house.actor(name), [number])}
    assert seen == {"Olga", "Adam"}


def test_it_goes_out_as_it_was_written_and_runs_nothing(house: House) -> None:
    case = Reference("reorganisation", draft_engagement(house).number)
    number = keep(house, written(b"<script>", format="html"), case)
    client = visitor(house, "Olga")
    answer: Any = client.get(f"/papers/kept/{number}/")
    assert answer.getvalue() == b"<script>"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert f'filename="council-paper-{number}-fr.html"' in answer.headers["Content-Disposition"]
    told = client.get(f"/papers/kept/{number}/?format=json").json()
    assert told["content"] == written(b"<script>").content.hash and told["made_from"] == MANIFEST
    assert visitor(house, "Adam").get(f"/papers/kept/{number}/").status_code == 404


def test_one_whose_content_is_gone_has_no_page(house: House, tmp_path: Path) -> None:
    number = keep(house, written())
    for path in tmp_path.glob("files/*/*"):
        path.unlink()
    assert visitor(house, "Olga").get(f"/papers/kept/{number}/").status_code == 404


def test_the_entry_binds_the_hash_and_of_a_letter_only_a_commitment(house: House) -> None:
    keep(house, written())
    assert Entry.objects.latest("pk").details["hash"] == written().content.hash
    keep(house, written(kind="letter"), Reference("person", house.people["Adam"]))
    details = Entry.objects.latest("pk").details
    assert "hash" not in details and "hash" in details["commitments"]


def test_nothing_of_it_is_changed_or_taken_away(house: House) -> None:
    number = keep(house, written())
    for change in (
        lambda: Paper.objects.filter(pk=number).update(drafts=1),
        lambda: Paper.objects.filter(pk=number).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
