"""Papers set in a language and written in a format, for whoever may see what they are on."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bureau.core.actors import Actor
from bureau.core.papers.blocks import Paper
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.chart_poster import SHEETS, ChartPoster
from bureau.core.papers.phrases import PhraseBook
from bureau.core.texts import LANGUAGES
from bureau.documents.packs import MANIFEST
from bureau.documents.papers import write
from bureau.documents.papers.canonical import canonical, sha256
from bureau.documents.papers.manifest import manifest
from bureau.documents.papers.pdf import CannotBeSet
from bureau.institution.governance.models import AffectedPerson, Reorganisation
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.texts.papers import GATHERED, NoSuchPaperError
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.organisation.models import Unit
from bureau.institution.organisation.queries.organisations import organisation_seen
from bureau.institution.papers.queries.phrases import book_of
from bureau.institution.papers.texts import KINDS_IN_WORDS
from bureau.web.formats import labelled

_NOT_IN_A_NAME = re.compile(r"[^\w.]+")

type WithManifest = tuple[Paper, str, bytes, dict[str, object]]


@dataclass(frozen=True)
class Gathered:
    """The value of one kind of paper on a thing, to be set in any language and format.

    `number` is that of the thing, `case` of the reorganisation that it belongs to, if to one;
    `of_post` is the post that it is of, where a case may have several of the kind. `sheet` is the
    size that was asked for, empty for the one that fits.
    """

    kind: str
    number: int
    value: Any
    book: PhraseBook
    stem: str
    case: int | None = None
    of_post: int = 0
    sheet: str = ""

    @property
    def name(self) -> str:
        """Its kind; with the number of its post, where the case may have several."""
        return labelled(KINDS_IN_WORDS[self.kind], self.value.post if self.of_post else "")

    @property
    def asked(self) -> dict[str, int]:
        """What an address says besides kind and number to mean it."""
        return {"post": self.of_post} if self.of_post else {}

    @property
    def formats(self) -> tuple[str, ...]:
        return KINDS[self.kind].formats

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sizes on which it may be printed, where there is a choice."""
        return tuple(SHEETS) if isinstance(self.value, ChartPoster) else ()

    def on_sheet(self, size: str) -> "Gathered":
        """The same for a sheet of one of these sizes."""
        return replace(
            self, value=replace(self.value, size=size), stem=f"{self.stem}-{size}", sheet=size
        )

    def set_in(self, language: str) -> Paper:
        return KINDS[self.kind].setting(self.value, language, self.book)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """Set in all six languages."""
        return {language: self.set_in(language) for language in LANGUAGES}

    def written(self, language: str, format: str) -> bytes:
        return write(self.set_in(language), format)

    @cached_property
    def phrases(self) -> str:
        """The hash of all phrases that it may be set with."""
        said = sorted(self.book.phrases.items())
        plain = [[*key, one.words, one.status, one.source] for key, one in said]
        return sha256(canonical({"phrases": plain}))

    def named(self, language: str, format: str) -> str:
        return f"{self.stem}-{language}.{format}"

    def with_manifest(self, paper: Paper, format: str) -> WithManifest:
        content = write(paper, format)
        return paper, format, content, manifest(paper, format, content, self.phrases)

    def files(self) -> dict[str, bytes]:
        """Every language in every format by the name of its file, and what each was made from."""
        return dict(parts_of([self]))


@dataclass(frozen=True, slots=True)
class On:
    """What a paper is on: whose phrases it is set with, its case, and what its file is called."""

    organisation: int
    case: int | None
    name: str


def gathered(
    actor: Actor, kind: str, number: int, version: int | None = None, of_post: int = 0
) -> Gathered:
    """A LookupError where there is no such thing for this reader, or nothing to say in a paper.

    With `version` as a case was put forward then; of the first post where a case has several and
    none is asked for.
    """
    gathering = GATHERED[kind]
    if gathering.has_versions:
        many = each_gathered(actor, kind, number, version)
        return _of_post(many, of_post) if of_post else many[0]
    value = gathering.value(actor, number)
    on = _ON[gathering.of](actor, number)
    return Gathered(kind, number, value, book_of(on.organisation), f"{on.name}-{kind}", on.case)


def gathered_on_case(actor: Actor, kind: str, case: int, of_post: int = 0) -> Gathered:
    """The same of a case alone: a LookupError for a kind that is not on cases, whose number would
    be that of something else."""
    if kind not in GATHERED or not GATHERED[kind].has_versions:
        raise NoSuchPaperError(case)
    return gathered(actor, kind, case, of_post=of_post)


def each_gathered(
    actor: Actor, kind: str, number: int, version: int | None = None
) -> list[Gathered]:
    """All papers of one kind on a case; a LookupError where there is none."""
    read, on = CaseRead.of(actor, number, version), _on_case(actor, number)
    return list(_each_of(read, kind, on, book_of(on.organisation)))


def all_gathered(actor: Actor, reorganisation: int) -> list[Gathered]:
    """Of each kind that the case has something to say in; the case is read once for all."""
    return gathered_from(CaseRead.of(actor, reorganisation))


def gathered_from(read: CaseRead) -> list[Gathered]:
    """The same from a case that was read."""
    on = _on_case(read.actor, read.seen.row.pk)
    book, found = book_of(on.organisation), list[Gathered]()
    for kind, gathering in GATHERED.items():
        if gathering.has_versions:
            with suppress(NoSuchPaperError):
                found += _each_of(read, kind, on, book)
    return found


def _each_of(read: CaseRead, kind: str, on: On, book: PhraseBook) -> Iterator[Gathered]:
    """Where there are several, each file is called by the number of its post."""
    each, number = GATHERED[kind].each(read), read.seen.row.pk
    for post, value in each.items():
        stem = f"{on.name}-{kind}"
        if len(each) > 1:
            stem = f"{stem}-{_NOT_IN_A_NAME.sub('-', value.post).strip('-')}-{post}"
        yield Gathered(kind, number, value, book, stem, on.case, post)


def _of_post(many: Iterable[Gathered], post: int) -> Gathered:
    for one in many:
        if one.of_post == post:
            return one
    raise NoSuchPaperError(post)


def parts_of(many: Iterable[Gathered]) -> Iterator[tuple[str, bytes]]:
    """Of each kind every language in every format, in the order of a pack, each written as it is
    asked for; last what each was made from, and why one that cannot be set is not there."""
    told: dict[str, object] = {}
    asked = [
        (one.named(language, format), one, language, format)
        for one in many
        for language in LANGUAGES
        for format in one.formats
    ]
    for name, one, language, format in sorted(asked, key=lambda each: each[0]):
        try:
            _paper, _format, content, told[name] = one.with_manifest(one.papers[language], format)
        except CannotBeSet as error:
            is_of = {"kind": one.kind, "language": language, "format": format}
            told[name] = {**is_of, "left_out": str(error)}
        else:
            yield name, content
    yield MANIFEST, json.dumps(told, ensure_ascii=False, indent=1).encode()


def _on_case(actor: Actor, number: int) -> On:
    row = Reorganisation.objects.get(pk=number)
    return On(row.organisation_id, row.pk, row.reference)


def _on_person(actor: Actor, number: int) -> On:
    """The name of the person is in no name of a file."""
    row = AffectedPerson.objects.select_related("submission__reorganisation").get(pk=number)
    case = row.submission.reorganisation
    return On(case.organisation_id, case.pk, f"{case.reference}-{number}")


def _on_unit(actor: Actor, number: int) -> On:
    return On(Unit.objects.get(pk=number).organisation_id, None, f"unit-{number}")


def _on_year(actor: Actor, number: int) -> On:
    organisation = organisation_seen(actor)
    return On(organisation.pk if organisation else 0, None, str(number))


_ON: Mapping[str, Callable[[Actor, int], On]] = {
    KIND: _on_case,
    "affected_person": _on_person,
    "unit": _on_unit,
    "year": _on_year,
}
