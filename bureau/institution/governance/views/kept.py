"""What was kept of a kind of paper on a case, as the page of its papers shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from bureau.core.papers.kinds import KINDS
from bureau.core.texts import LANGUAGES
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import Seen, submission_of
from bureau.institution.governance.services.papers import keep_submitted
from bureau.institution.governance.texts.papers.versions import Version
from bureau.institution.papers.models import Paper
from bureau.institution.papers.texts import KINDS_IN_WORDS
from bureau.record.clock.queries import state_of_task
from bureau.web.formats import as_date, labelled

type Which = tuple[str, int]
"""A kind of paper on a case, and the post where the case may have several of it, else 0."""

OF_A_POST = "job-description"
"""The kind that a case may have several of."""


def post_asked(request: HttpRequest) -> int:
    """The post of which a paper is asked for; 0 where none is."""
    word = request.GET.get("post", "0")
    if not (word.isascii() and word.isdecimal() and len(word) < 19):
        raise Http404
    return int(word)


def name_of_kind(kind: str, of_post: int) -> str:
    """A kind of paper in words, with the post that it is of."""
    said = people_and_posts((), [of_post]).post(of_post) if of_post else ""
    return labelled(KINDS_IN_WORDS.get(kind, kind), said)


def name_of_kept(kind: str, of_post: int, rows: Iterable[Paper]) -> str:
    """The same of kept papers. A description of before papers named their post has its number at
    its head, which its manifest tells; where several are told, none is named."""
    numbers = {str(row.manifest.get("number", "")) for row in rows if kind == OF_A_POST}
    if of_post or len(numbers) != 1:
        return name_of_kind(kind, of_post)
    return labelled(KINDS_IN_WORDS.get(kind, kind), numbers.pop())


@dataclass(frozen=True, slots=True)
class File:
    address: str
    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept at one time: on which day, each file, and how many are final. With a `version`
    it was kept by putting that forward; then `lacking` names what could not be set, and `changes`
    is where it is read what changed since the version before."""

    day: date
    files: list[File]
    final: int
    version: int
    lacking: list[str]
    changes: str = ""


def kept_at_each_time(
    rows: Iterable[Paper], changes: str = "", versions: Iterable[Version] = ()
) -> list[Kept]:
    """Of one kind, newest first; `changes` is where `versions` of it are held side by side."""
    by_version = {one.of_version: one.key for one in versions if one.of_version}
    found = []
    for (_at, version), of_time in groupby(rows, key=lambda row: (row.at, row.version)):
        address = _since(version, changes, by_version)
        found.append(_kept(sorted(of_time, key=lambda row: row.pk), address))
    return found


def _since(version: int, changes: str, by_version: Mapping[int, str]) -> str:
    before = [each for each in by_version if each < version]
    if not changes or not before or version not in by_version:
        return ""
    pair = urlencode({"from": by_version[max(before)], "to": by_version[version]})
    return f"{changes}{'&' if '?' in changes else '?'}{pair}"


def _kept(rows: list[Paper], changes: str) -> Kept:
    files = [
        File(
            reverse("kept-paper", args=[row.pk]),
            _named(row.language, row.format),
            row.content.hash,
        )
        for row in rows
    ]
    first = rows[0]
    final = sum(row.is_final for row in rows)
    lacking = _lacking(rows) if first.version else []
    return Kept(as_date(first.at), files, final, first.version, lacking, changes)


def _lacking(rows: list[Paper]) -> list[str]:
    there = {(row.language, row.format) for row in rows}
    formats = KINDS[rows[0].kind].formats if rows[0].kind in KINDS else ()
    every = ((language, format) for language in LANGUAGES for format in formats)
    return [_named(*each) for each in every if each not in there]


def _named(language: str, format: str) -> str:
    return f"{get_language_info(language)['name_local']} {format.upper()}"


def to_be_kept(seen: Seen) -> tuple[str, str]:
    """The mark and the words of papers that are still to be kept as submitted, or cannot be."""
    submission = submission_of(seen.row.pk)
    state = state_of_task(keep_submitted.module_path, submission.pk) if submission else ""
    if submission is None or state in ("", "done"):
        return "", ""
    said = _("The papers of version {number} are being kept as submitted.")
    if state == "failed":
        said = _(
            "The papers of version {number} could not be kept as submitted. Tell whoever runs this"
            " installation, and keep them as written now."
        )
    mark = "no" if state == "failed" else "wait"
    return mark, said.format(number=submission.version)
