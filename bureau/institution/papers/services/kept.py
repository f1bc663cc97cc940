"""Keeping a paper as it was written: joined by the app whose subject it is of, which has settled
that it may."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import pgettext_lazy

from bureau.core.papers.fitness import drafts_in, is_fit
from bureau.core.papers.kinds import TO_PEOPLE
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.kept import PERSON
from bureau.record.files.services import Content, stored
from bureau.record.journal.services import Act, service

FORMATS = ("pdf", "docx", "html", "akn")
HASHED = ("value", "phrases")
"""What a manifest cannot leave out, each by its hash."""
HASH = re.compile(r"[0-9a-f]{64}")
NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Written:
    """A paper that was written, its content put into the folder of files before the act."""

    kind: str
    language: str
    format: str
    content: Content
    manifest: Mapping[str, object] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    """What its face warns of (`core.papers.fitness`)."""
    of_post: int = 0
    """The post that it is of, where its thing may have several of the kind."""


@dataclass(frozen=True, slots=True)
class PutForward:
    """The act that a paper is kept by, where nobody asked for it: which version of its thing was
    put forward, by whom and when."""

    version: int
    person: int
    post: int | None
    at: datetime


@service("papers.keep_paper", pgettext_lazy("act in the journal", "Keep a paper as it was written"))
def keep_paper(
    act: Act,
    *,
    organisation: int,
    subject: Reference,
    written: Written,
    submission: str = "",
    is_final: bool = False,
    put_forward: PutForward | None = None,
) -> int:
    """Keep it for ever; the same twice running is one paper, the same after another is kept anew,
    and so is what is `put_forward`. Whoever joins this holds the lock of what it is of. Final is
    what is put forward as the paper in its language: its face says nothing that keeps it from being
    sent."""
    act.need("organisation", organisation)
    if reasons := _against(subject, written, submission, is_final=is_final):
        raise Refused(*reasons)
    content = stored(act, written.content)
    place = {
        "subject_kind": subject.kind,
        "subject": subject.id,
        "kind": written.kind,
        "of_post": written.of_post,
        "language": written.language,
        "format": written.format,
    }
    said = {"content": content, "submission": submission, "is_final": is_final}
    kept = Paper.objects.filter(**place)
    by = put_forward or PutForward(0, act.actor.person or 0, act.actor.post, act.at)
    row, same = kept.first(), kept.filter(**said)
    if row is None or row not in same or by.version not in (0, row.version):
        row = Paper.objects.create(
            **place,
            **said,
            again=len(same),
            organisation=organisation,
            manifest=dict(written.manifest),
            drafts=drafts_in(written.warnings),
            version=by.version,
            person=by.person,
            post=by.post,
            at=by.at,
        )
    act.touch(subject.kind, subject.id)
    act.touch("paper", row.pk)
    named = ("kind", "of_post", "language", "format")
    act.details.update({name: place[name] for name in named if place[name]}, is_final=is_final)
    _bind(act, subject, content.hash)
    return row.pk


def _bind(act: Act, subject: Reference, named: str) -> None:
    """A paper to a person is bound by a commitment: its words could be guessed from a bare hash."""
    if subject.kind == PERSON:
        act.commit_to("hash", named, keep=False)
    else:
        act.details.update(hash=named)


def _against(
    subject: Reference, written: Written, submission: str, *, is_final: bool
) -> list[Reason]:
    reasons = []
    if written.kind in TO_PEOPLE and subject.kind != PERSON:
        reasons.append(Reason("kept_to_a_person"))
    if not NAME.fullmatch(written.kind) or written.format not in FORMATS:
        reasons.append(Reason("paper_kind_unknown"))
    if written.language not in LANGUAGES:
        reasons.append(Reason("language_unknown"))
    hashes = [str(written.manifest.get(name, "")) for name in HASHED]
    if not all(HASH.fullmatch(each) for each in [*hashes, submission or "0" * 64]):
        reasons.append(Reason("manifest_without_hash"))
    if is_final and not submission:
        reasons.append(Reason("final_without_submission"))
    drafts = drafts_in(written.warnings)
    if is_final and drafts:
        reasons.append(Reason("final_with_drafts", {"drafts": drafts}))
    elif is_final and not is_fit(written.warnings):
        reasons.append(Reason("final_not_fit"))
    return reasons
