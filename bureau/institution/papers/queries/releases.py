"""What was released: by its address, of one thing, of all that anybody may look through."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.institution.papers.models import Paper, Release, ReleasedPaper
from bureau.institution.papers.queries.kept import papers_of
from bureau.web import kinds


@dataclass(frozen=True, slots=True)
class Released:
    """A release with its kept files, by language in the order of languages and then by format."""

    row: Release
    papers: dict[str, dict[str, Paper]]

    @property
    def languages(self) -> list[str]:
        return list(self.papers)

    @property
    def of_post(self) -> int:
        """The post that all of it is of, where its thing may have several of the kind; else 0."""
        return next((one.of_post for each in self.papers.values() for one in each.values()), 0)

    def about(self, language: str) -> Paper:
        """Any paper in the language, else in the first that there is: they say the same."""
        found = self.papers.get(language) or next(iter(self.papers.values()))
        return next(iter(found.values()))

    def told(self, name: str, language: str) -> str:
        """What its manifest says of the paper: `title`, `number` or `day`."""
        return str(self.about(language).manifest.get(name, ""))


def released(code: str) -> Released | None:
    """What stands under an address, withdrawn or not."""
    row = Release.objects.filter(code=code).first()
    return next(iter(_with_papers([row])), None) if row else None


def releases_of(subject: Reference) -> list[Released]:
    """All of one thing, newest first."""
    return _with_papers(Release.objects.filter(subject_kind=subject.kind, subject=subject.id))


def numbers_listed(actor: Actor) -> list[int]:
    """Of what stands, newest first, of organisations that the actor may look at."""
    rows = Release.objects.filter(withdrawn__isnull=True)
    owners = set(rows.order_by().values_list("organisation", flat=True).distinct())
    seen = kinds.visible(actor, {Reference("organisation", each) for each in owners})
    rows = rows.filter(organisation__in={one.id for one in seen})
    return list(rows.values_list("pk", flat=True))


def releases_numbered(numbers: Collection[int]) -> list[Released]:
    """Those of these numbers, newest first."""
    return _with_papers(Release.objects.filter(pk__in=numbers))


def to_release(
    subject: Reference, kind: str, submission: str, of_post: int = 0
) -> dict[str, list[Paper]]:
    """By language the final papers of what was put forward that say what was kept last, whether
    that was final or not; no language in which one of the kind stands released."""
    rows = list(papers_of(subject, kind, of_post).filter(submission=submission))
    gone = languages_released(subject, kind, of_post)
    found: dict[str, list[Paper]] = {}
    for language in LANGUAGES:
        last = _last([row for row in rows if row.language == language])
        says_so = last and value_of(last[0]) == value_of(rows[0])
        if says_so and last[0].is_final and language not in gone:
            found[language] = last
    return found


def languages_released(subject: Reference, kind: str, of_post: int = 0) -> set[str]:
    """In which one kind of paper of a thing stands released, that of one post where it may have
    several."""
    rows = ReleasedPaper.objects.filter(
        release__subject_kind=subject.kind,
        release__subject=subject.id,
        release__kind=kind,
        paper__of_post=of_post,
        release__withdrawn__isnull=True,
    )
    return set(rows.order_by().values_list("paper__language", flat=True))


def value_of(row: Paper) -> str:
    """What it says in whatever language, as a hash."""
    return str(row.manifest.get("value", ""))


def _last(rows: list[Paper]) -> list[Paper]:
    """Of each format the newest that says what the newest of all says, and is as final."""
    alike = [
        row
        for row in rows
        if value_of(row) == value_of(rows[0]) and row.is_final == rows[0].is_final
    ]
    newest = {row.format: row for row in reversed(alike)}
    return sorted(newest.values(), key=lambda row: -row.pk)


def _with_papers(rows: Collection[Release] | QuerySet[Release]) -> list[Released]:
    listed = list(rows)
    held: dict[int, list[Paper]] = {row.pk: [] for row in listed}
    named = ReleasedPaper.objects.filter(release__in=held).select_related("paper__content")
    for each in named:
        held[each.release_id].append(each.paper)
    return [Released(row, _by_language(held[row.pk])) for row in listed]


def _by_language(papers: Collection[Paper]) -> dict[str, dict[str, Paper]]:
    found: dict[str, dict[str, Paper]] = {}
    for language in LANGUAGES:
        formats = {one.format: one for one in papers if one.language == language}
        if formats:
            found[language] = formats
    return found


def releases_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: a release is public."""
    return set(Release.objects.filter(pk__in=ids).values_list("pk", flat=True))


def address_of(code: str) -> str:
    return reverse("released", args=[code])
