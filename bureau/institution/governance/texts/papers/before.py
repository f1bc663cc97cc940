"""The body before which a case is: its steps there, its session, the document, who submits it."""

from collections.abc import Collection
from dataclasses import dataclass

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, StepState, WhoKind
from bureau.core.texts import Text
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.texts.papers.case import CaseRead
from bureau.institution.instruments.models import AgendaItem, Body, Document, Meeting
from bureau.institution.organisation.models import PostVersion


class NoSuchPaperError(LookupError):
    """The case has nothing that such a paper could say: no body on its way, no description."""


@dataclass(frozen=True, slots=True)
class Before:
    """The body before which a case is, with its steps there, its session, and the document."""

    body: Body
    steps: tuple[Step, ...]
    meeting: Meeting | None
    document: Document | None

    @property
    def code(self) -> str:
        return self.body.code.lower()

    @property
    def item(self) -> str:
        """The number of the agenda item on the case that the document is for."""
        items = AgendaItem.objects.filter(documents=self.document) if self.document else ()
        return next((row.number for row in items), "")

    def submitter(self) -> Text | None:
        """Who submits the document: a post by its title on the day on which the document came, or
        the session opened; or whoever is named."""
        if self.document is None:
            return None
        rows = PostVersion.objects.filter(
            subject=self.document.submitter_post, recorded_until__isnull=True
        ).select_related("title")
        day = (self.document.received or self.document.meeting.valid_from).toordinal()
        then = rows.filter(valid_from__lte=day).order_by("-valid_from").first()
        post = then or rows.order_by("valid_from").first()
        said: Text | None = post.title.said if post else self.document.submitter_name
        return said


def before_body(read: CaseRead, acts: Collection[ActKind], *, is_last: bool) -> Before:
    """The first or the last body that is to do one of these acts on the case."""
    seen = read.seen
    route = seen.case.route if seen.case and not seen.is_draft else read.said.route
    steps = [step for step in route.steps if step.who.kind is WhoKind.BODY]
    acting = [step for step in steps if step.act in acts]
    if not acting:
        raise NoSuchPaperError(seen.row.pk)
    number = int(next(iter(acting[-1 if is_last else 0].who.ids)))
    body = Body.objects.get(pk=number)
    own = tuple(step for step in steps if number in step.who.ids)
    documents = Document.objects.filter(
        items__subject_kind=KIND,
        items__subject=seen.row.pk,
        meeting__body=body,
        withdrawn__isnull=True,
    ).select_related("meeting")
    standing = documents.exclude(variant="addendum")
    document = standing.order_by("-meeting__valid_from", "-variant_running", "running").first()
    return Before(body, own, _meeting(read, own, document), document)


def _meeting(read: CaseRead, steps: tuple[Step, ...], document: Document | None) -> Meeting | None:
    """Where the body acted last on one of these steps; where it is to act again, and has a document
    on the case at a later session, that one."""
    keys = {step.key for step in steps}
    acts = [act for act in read.acts if act.step in keys]
    held = next((act for act in reversed(acts) if act.meeting), None)
    if held is None or held.meeting is None:
        return document.meeting if document else None
    is_open = any(step.state is not StepState.DONE for step in steps)
    is_later = document and document.meeting.valid_from > held.meeting.valid_from
    return document.meeting if document and is_later and is_open else held.meeting
