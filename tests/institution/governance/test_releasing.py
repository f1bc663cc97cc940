"""Released papers: what was kept as final, by another than who kept it, until it is withdrawn."""

import base64
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.queries.releasing import is_of_people, releasable
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import drafts, releasing, steps, submissions
from bureau.institution.governance.services.releasing import (
    release_case_papers,
    withdraw_case_papers,
)
from bureau.institution.governance.views import papers
from bureau.institution.organisation.models import Organisation
from bureau.institution.papers.models import Paper, Release, ReleasedPaper
from bureau.institution.papers.queries.releases import released, releases_of
from bureau.institution.papers.services.kept import HASHED, Written, keep_paper
from bureau.institution.papers.services.releasing import release_papers
from bureau.institution.papers.views import released as public
from bureau.record.files.services import Content
from bureau.record.files.store import put
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from bureau.web.paging import slice_of
from tests.institution.governance.amending import adopt_as_amended
from tests.institution.governance.engagement import (
    Engagement,
    determine,
    recommend,
    submitted,
)
from tests.institution.governance.test_amended import amended
from tests.institution.governance.visitors import visitor
from tests.institution.house import TODAY, House

pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html><style>p{color:#000}</style><p>Paper</p>"
LANGUAGES = ("en", "fr")


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.BUREAU_HOME = tmp_path
    yield


def keep(
    case: Engagement,
    language: str = "en",
    format: str = "html",
    kind: str = "decision",
    by: str = "Olga",
    *,
    words: bytes = PAGE,
    is_final: bool = True,
    value: str = "0",
    of_post: int = 0,
) -> int:
    manifest = {name: value * 64 for name in HASHED} | {"title": "A title", "number": "C24/15"}
    content = Content(put(words), len(words), format)
    officer = case.house.actor("Olga")
    return keep_paper(
        case.house.actor(by),
        organisation=case.house.organisation,
        subject=Reference("reorganisation", case.number),
        written=Written(kind, language, format, content, manifest, of_post=of_post),
        submission=state_seen(seen_by(officer, [case.number])[case.number]),
        is_final=is_final,
    )


def kept(house: House) -> Engagement:
    case = submitted(house)
    for language in LANGUAGES:
        keep(case, language)
        keep(case, language, "pdf", words=b"%PDF")
    return case


def release(case: Engagement, by: str = "Coco", **more: Any) -> Release:
    said = {"kind": "decision", "languages": LANGUAGES, **more}
    number = release_case_papers(case.house.actor(by), reorganisation=case.number, **said)
    return Release.objects.get(pk=number)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_anybody_reads_it_by_its_stored_bytes_and_nothing_of_it_runs(house: House) -> None:
    made = release(kept(house))
    stranger = Client()
    cover = stranger.get(f"/released/{made.code}/")
    text = cover.content.decode()
    assert cover.status_code == 200 and "A title" in text and "C24/15" in text
    assert sha256(PAGE).hexdigest() in text
    answer = stranger.get(f"/released/{made.code}/fr/")
    assert answer.content == PAGE and answer.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    style = base64.b64encode(sha256(b"p{color:#000}").digest()).decode()
    assert policy.startswith("sandbox; default-src 'none'") and f"'sha256-{style}'" in policy
    for each in ("form-action", "frame-ancestors", "base-uri"):
        assert f"{each} 'none'" in policy
    assert "unsafe" not in policy and "Content-Disposition" not in answer.headers
    file = stranger.get(f"/released/{made.code}/fr/pdf/")
    assert file.content == b"%PDF" and "attachment" in file.headers["Content-Disposition"]
    told = stranger.get(f"/released/{made.code}/?format=json").json()
    assert {one["content"] for one in told["papers"]} == {
        sha256(PAGE).hexdigest(),
        sha256(b"%PDF").hexdigest(),
    }


def test_what_is_not_released_has_no_address(house: House) -> None:
    made = release(kept(house), languages=["fr"])
    for path in ("en/", "de/", "fr/docx/", "en/pdf/"):
        assert Client().get(f"/released/{made.code}/{path}").status_code == 404
    assert Client().get("/released/abcdefgh/").status_code == 404


def test_withdrawn_it_says_when_and_shows_no_text(house: House) -> None:
    case = kept(house)
    made = release(case)
    withdraw_case_papers(house.actor("Coco"), reorganisation=case.number, release=made.pk)
    for path in ("", "fr/", "fr/pdf/", "?format=json"):
        answer = Client().get(f"/released/{made.code}/{path}")
        text = answer.content.decode()
        assert answer.status_code == 410 and "withdrawn on" in text and "A title" not in text
    with pytest.raises(Refused) as refused:
        withdraw_case_papers(house.actor("Coco"), reorganisation=case.number, release=made.pk)
    assert code_of(refused) == ["withdrawn_already"]
    assert release(case).code != made.code


def test_whoever_kept_it_does_not_release_it(house: House) -> None:
    case = kept(house)
    with pytest.raises(Refused) as refused:
        release(case, "Olga")
    assert code_of(refused) == ["two_persons_needed"]
    assert Entry.objects.latest("pk").act == "journal.record_refusal"
    assert not Release.objects.exists()


def test_the_table_keeps_two_persons_and_changes_nothing_but_the_withdrawal(house: House) -> None:
    made = release(kept(house))
    row = ReleasedPaper.objects.order_by("pk")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleasedPaper.objects.create(
            release=made, paper=Paper.objects.latest("pk"), kept_by=1, released_by=1
        )
    for rows, change in (
        (Release.objects.filter(pk=made.pk), {"code": "another"}),
        (ReleasedPaper.objects.filter(pk=row.pk), {"kept_by": 1}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReleasedPaper.objects.filter(pk=row.pk).delete()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"by": "Adam"}, "not_yours_to_do"),
        ({"by": "Hana"}, "not_yours_to_do"),
        ({"languages": ["ru"]}, "nothing_to_release"),
        ({"languages": []}, "nothing_to_release"),
        ({"kind": "council-paper"}, "nothing_to_release"),
    ],
)
def test_only_what_was_kept_as_final_is_released_by_who_may(
    house: House, more: dict[str, Any], code: str
) -> None:
    case = kept(house)
    keep(case, "ru", is_final=False)
    with pytest.raises(Refused) as refused:
        release(case, **more)
    assert code_of(refused) == [code]


@pytest.mark.thorough
def test_the_same_is_not_released_twice(house: House) -> None:
    case = kept(house)
    release(case, languages=["fr"])
    with pytest.raises(Refused):
        release(case)
    assert release(case, languages=["en"]).pk
    rows = Paper.objects.filter(language="fr").values_list("pk", flat=True)
    with pytest.raises(Refused) as refused:
        release_papers(
            house.actor("Coco"),
            organisation=house.organisation,
            subject=Reference("reorganisation", case.number),
            kind="decision",
            papers=list(rows),
        )
    assert code_of(refused) == ["released_already"]


def test_no_letter_and_nothing_on_a_case_that_names_people_is_public(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = kept(house)
    number = Paper.objects.earliest("pk").pk
    with pytest.raises(Refused) as refused:
        release_papers(
            house.actor("Coco"),
            organisation=house.organisation,
            subject=Reference("reorganisation", case.number),
            kind="letter",
            papers=[number],
        )
    assert "paper_to_a_person" in code_of(refused)
    monkeypatch.setattr(releasing, "names_people", lambda seen: True)
    with pytest.raises(Refused) as refused:
        release(case)
    assert code_of(refused) == ["paper_names_people"]


@pytest.mark.parametrize(
    ("kind", "values", "of_people"),
    [
        (ActionKind.ENGAGE, {"person": 3, "manner": "intern"}, True),
        (ActionKind.END_INCUMBENCY, {}, True),
        (ActionKind.RENAME_UNIT, {"name": 3}, False),
        (ActionKind.APPOINT, {"person": 3}, True),
    ],
)
def test_what_says_who_is_where_names_people(
    kind: ActionKind, values: dict[str, Any], *, of_people: bool
) -> None:
    action = Action(1, kind, Reference("unit", 1), 700_000, values)
    assert is_of_people(action) == of_people


@pytest.mark.parametrize("is_public", [True, False])
def test_it_is_found_by_searching_only_where_the_chart_is_public(
    house: House, *, is_public: bool
) -> None:
    made = release(kept(house))
    Organisation.objects.update(chart_is_public=is_public)
    for path in ("", "fr/", "fr/pdf/"):
        answer = Client().get(f"/released/{made.code}/{path}")
        assert ("X-Robots-Tag" in answer.headers) == (not is_public)
    listed = Client().get("/released/").content.decode()
    assert (made.code in listed) == is_public


def test_the_entry_names_what_was_released(house: House) -> None:
    case = kept(house)
    made = release(case)
    entry = Entry.objects.latest("pk")
    assert entry.act == "governance.release_case_papers"
    subjects = set(entry.subjects.values_list("kind", "number"))
    assert {("release", made.pk), ("reorganisation", case.number)} <= subjects
    (one,) = releases_of(Reference("reorganisation", case.number))
    assert released(made.code) == one and one.languages == list(LANGUAGES)


@pytest.mark.exhaustive
def test_the_pages_of_the_case_release_and_withdraw(house: House) -> None:
    case = kept(house)
    olga, coco = visitor(house, "Olga"), visitor(house, "Coco")
    listed = reverse("reorganisation-papers", args=[case.number])
    address = reverse("reorganisation-release", args=[case.number, "decision"])
    assert address in coco.get(listed).content.decode()
    assert "Four eyes" in olga.get(address).content.decode()
    sent = {"key": "0" * 32, "languages": ["fr"]}
    told = coco.post(address, sent, follow=True).content.decode()
    assert "anybody may read it at its address" in told
    code = Release.objects.get().code
    assert f"/released/{code}/" in told
    nothing = coco.post(address, {"key": "1" * 32})
    assert nothing.status_code == 422
    (withdrawal,) = re.findall(r'action="([^"]*withdrawal/)"', told)
    told = coco.post(withdrawal, {"key": "2" * 32}, follow=True).content.decode()
    assert "It is withdrawn" in told and "withdrawn on" in told


def test_what_was_kept_before_only_words_changed_is_not_released(house: House) -> None:
    case = submitted(house)
    keep(case)
    determine(case)
    recommend(case)
    steps.refer_back(
        house.actor("Sana"), reorganisation=case.number, step=case.step("approve"), day=TODAY
    )
    assert not there(case)
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="A department of engagement"),
        purpose=text(en="To engage otherwise"),
        background=None,
    )
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    assert not there(case)
    keep(case, words=b"Written anew")
    assert list(there(case)) == ["en"]


def test_what_was_kept_before_it_was_amended_is_not_released(house: House) -> None:
    case = amended(house)
    keep(case, by="Olga")
    assert list(there(case)) == ["en"]
    adopt_as_amended(case)
    assert not there(case)


def there(case: Engagement) -> dict[str, list[Paper]]:
    return releasable(seen_by(case.officer, [case.number])[case.number], "decision")


@pytest.mark.parametrize("is_final", [True, False])
def test_only_what_says_what_was_kept_last_is_released(house: House, *, is_final: bool) -> None:
    case = kept(house)
    older = list(there(case)["fr"])
    keep(case, "en", words=b"Other", value="1", is_final=is_final)
    assert list(there(case)) == (["en"] if is_final else [])
    with pytest.raises(Refused) as refused:
        release_papers(
            house.actor("Coco"),
            organisation=house.organisation,
            subject=Reference("reorganisation", case.number),
            kind="decision",
            papers=[Paper.objects.latest("pk").pk, *(row.pk for row in older)],
        )
    assert "released_differing" in code_of(refused)


def test_what_is_kept_again_after_another_is_what_is_released(house: House) -> None:
    case = kept(house)
    keep(case, "en", words=b"Other", value="1")
    again = keep(case, "en")
    assert there(case)["en"][0].pk == again
    assert [row.pk for row in there(case)["en"] if row.format == "html"] == [again]


def test_a_later_one_that_is_not_final_ends_what_was_final(house: House) -> None:
    case = kept(house)
    keep(case, "fr", words=b"With a draft", is_final=False)
    assert list(there(case)) == ["en"]


def test_other_bytes_are_not_released_beside_what_stands(house: House) -> None:
    case = kept(house)
    release(case)
    number = keep(case, "fr", words=b"Other bytes")
    assert not there(case)
    with pytest.raises(Refused) as refused:
        release(case, languages=["fr"])
    assert code_of(refused) == ["released_already"]
    with pytest.raises(Refused) as refused:
        release_papers(
            house.actor("Coco"),
            organisation=house.organisation,
            subject=Reference("reorganisation", case.number),
            kind="decision",
            papers=[number],
        )
    assert code_of(refused) == ["released_already"]


@pytest.mark.thorough
def test_what_cannot_be_written_any_more_is_still_shown_and_withdrawn(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = kept(house)
    release(case, languages=["fr"])
    monkeypatch.setattr(papers, "all_gathered", lambda actor, number: [])
    page = reverse("reorganisation-papers", args=[case.number])
    coco = visitor(house, "Coco")
    told = coco.get(page).content.decode()
    assert "Kept on" in told and "Keep as written now" not in told
    (withdrawal,) = re.findall(r'action="([^"]*withdrawal/)"', told)
    assert (
        "It is withdrawn" in coco.post(withdrawal, {"key": "3" * 32}, follow=True).content.decode()
    )


def test_the_list_of_all_goes_on_over_pages(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    Organisation.objects.update(chart_is_public=True)
    case = kept(house)
    first, second = release(case, languages=["en"]), release(case, languages=["fr"])
    monkeypatch.setattr(public, "slice_of", lambda ids, key: slice_of(ids, key, most=1))
    told = Client().get("/released/").content.decode()
    assert second.code in told and first.code not in told
    told = Client().get(f"/released/?page=after-{second.pk}").content.decode()
    assert first.code in told and second.code not in told
    assert Client().get("/released/?page=after-0").status_code == 404


def test_the_page_offers_what_others_kept_and_says_what_is_left_out(house: House) -> None:
    case = kept(house)
    keep(case, "es", by="Coco")
    release(case, languages=["fr"])
    listed = reverse("reorganisation-papers", args=[case.number])
    address = reverse("reorganisation-release", args=[case.number, "decision"])
    coco = visitor(house, "Coco")
    told = coco.get(address).content.decode()
    assert re.findall(r'name="languages" value="(..)"', told) == ["en"]
    assert "released already: français" in told and "kept them yourself: español" in told
    (row,) = [row for row in there(case)["en"] if row.format == "html"]
    assert f"/papers/kept/{row.pk}/" in told
    assert address in coco.get(listed).content.decode()
    release(case, languages=["en"])
    release(case, "Olga", languages=["es"])
    assert "It is released already" in coco.get(address).content.decode()
    assert address not in coco.get(listed).content.decode()
