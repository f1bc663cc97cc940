"""Fifty papers, releases and phrases."""

from bureau.institution.papers.models import Paper, Phrase, Release
from bureau.record.files.models import StoredFile
from tests.fifty import MANY, add
from tests.institution.house import NOW, House


def fifty(house: House) -> None:
    owner, person = house.organisation, house.people["Adam"]
    content = StoredFile.objects.create(hash="0" * 64, size=1, kind="pdf", kept_at=NOW)
    add(
        Paper(
            organisation=owner,
            subject_kind="unit",
            subject=n + 1,
            kind="staffing-table",
            language="en",
            format="pdf",
            content=content,
            manifest={},
            person=person,
            at=NOW,
        )
        for n in range(MANY)
    )
    add(
        Release(
            organisation=owner,
            subject_kind="unit",
            subject=n + 1,
            kind="decision",
            code=f"code-{n}",
            person=person,
            at=NOW,
        )
        for n in range(MANY)
    )
    add(
        Phrase(
            organisation=owner,
            concept=f"concept.{n}",
            language="en",
            words="x",
            status="draft",
            person=person,
            at=NOW,
        )
        for n in range(MANY)
    )
