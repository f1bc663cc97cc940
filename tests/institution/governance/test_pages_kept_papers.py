"""Papers that were kept are held against each other and against what stands: read from their files,
whatever the case says by now."""

import re
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.documents.papers.reading import read
from bureau.institution.governance.services.drafts import describe_reorganisation
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.phrases import PhrasePlace
from bureau.institution.papers.services.phrases import Given, set_phrase
from bureau.web.multilingual import text
from tests.institution.governance.engagement import Engagement, draft_engagement
from tests.institution.governance.test_pages_redlines import said
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import NOW, House

KIND = "committee-document"


@pytest.fixture(autouse=True)
def home(house: House, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is a second later: no two acts are of one instant."""
    settings.BUREAU_HOME = tmp_path
    seconds = count()
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(seconds=next(seconds)))


def title(case: Engagement, words: str) -> None:
    describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en=words),
        purpose=None,
        background=None,
    )


def keep(client: Client, case: Engagement) -> str:
    """Keeps it as it is written; the key of that version."""
    known = set(Paper.objects.values_list("pk", flat=True))
    send(client, reverse("reorganisation-papers-kept", args=[case.number, KIND]))
    rows = Paper.objects.exclude(pk__in=known).filter(format="docx")
    return f"kept-{min(row.pk for row in rows)}"


def changes(case: Engagement, language: str = "en") -> str:
    return reverse("paper-changes", args=[KIND, case.number, language])


def kept_twice(house: House) -> tuple[Engagement, Client, list[str]]:
    case, client = draft_engagement(house), visitor(house, "Olga")
    keys = []
    for words in ("First heading", "Second heading"):
        title(case, words)
        keys.append(keep(client, case))
    title(case, "Third heading")
    return case, client, keys


@pytest.mark.exhaustive
def test_two_that_were_kept_are_held_against_each_other(house: House) -> None:
    case, client, (first, second) = kept_twice(house)
    found = page(client, f"{changes(case)}?from={first}&to={second}")
    assert "First" in said(found, "del") and "Second" in said(found, "ins")
    assert "Third" not in said(found, "ins")
    assert "Third" in said(page(client, f"{changes(case)}?from={second}"), "ins")


def test_the_page_of_papers_offers_any_two(house: House) -> None:
    case, client, keys = kept_twice(house)
    found = page(client, reverse("reorganisation-papers", args=[case.number]))
    assert all(f'value="{key}"' in found for key in keys) and changes(case) in found
    assert "What changed" in page(client, reverse("paper", args=[KIND, case.number, "en"]))


def test_what_is_as_it_was_before_is_kept_last_again(house: House) -> None:
    case, client, (first, second) = kept_twice(house)
    title(case, "First heading")
    third = keep(client, case)
    assert f'value="{third}"' in page(client, reverse("reorganisation-papers", args=[case.number]))
    found = page(client, f"{changes(case)}?from={second}&to={third}")
    assert "Second" in said(found, "del") and "First" in said(found, "ins")
    of_first, of_third = (
        Paper.objects.get(pk=key.removeprefix("kept-")).content.hash for key in (first, third)
    )
    assert of_first == of_third


@pytest.mark.exhaustive
def test_as_docx_with_tracked_changes_in_each_language(house: House) -> None:
    case, client, (first, second) = kept_twice(house)
    for language in ("en", "ar"):
        asked = {"from": first, "to": second, "format": "docx"}
        answer = client.get(changes(case, language), asked)
        assert (read(answer.content).kind, answer.status_code) == (KIND, 200)
    (name,) = re.findall('filename="([^"]*)"', answer.headers["Content-Disposition"])
    assert name.startswith(f"{KIND}-") and name.endswith("-changes-ar.docx")


@pytest.mark.exhaustive
def test_what_was_kept_says_what_phrases_said_then(house: House) -> None:
    case, client, (first, _second) = kept_twice(house)
    given = Given(PhrasePlace("case.cost"), "en", "What it costs")
    set_phrase(case.officer, organisation=house.organisation, said=given)
    found = page(client, f"{changes(case)}?from={first}")
    assert "What it costs" in said(found, "ins") and "Cost" in said(found, "del")


@pytest.mark.exhaustive
def test_the_order_is_that_of_time_and_only_own_versions_are_there(house: House) -> None:
    case, client, (first, second) = kept_twice(house)
    for asked in (f"from={second}&to={first}", f"from={first}&to={first}", "from=kept-999"):
        page(client, f"{changes(case)}?{asked}", 404)
    page(visitor(house, "Stray"), f"{changes(case)}?from={first}", 404)


@pytest.mark.exhaustive
def test_what_is_gone_is_told(house: House, tmp_path: Path) -> None:
    case, client, (first, _second) = kept_twice(house)
    for path in tmp_path.glob("files/*/*"):
        path.unlink()
    assert "not there any more" in page(client, f"{changes(case)}?from={first}")
