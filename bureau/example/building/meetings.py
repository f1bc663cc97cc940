"""What the two bodies treated: agenda, sitting and documents, all marked as demonstration."""

from datetime import time, timedelta

from bureau.core.actors import Actor
from bureau.core.meetings.deadlines import Counting, SlotState
from bureau.core.meetings.decisions import FollowUpState
from bureau.core.references import Reference
from bureau.example import figures, posts
from bureau.example.building.cast import Made
from bureau.example.people import ADMINISTRATORS
from bureau.example.words import meetings, paper
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.instruments.services.decisions import follow_decision
from bureau.institution.instruments.services.document_classes import (
    ClassSaid,
    add_document_class,
)
from bureau.institution.instruments.services.documents import (
    DocumentSaid,
    keep_languages,
    register_document,
)
from bureau.institution.instruments.services.sessions import Hours, register_sitting


def convene(made: Made, case: int) -> None:
    """By each body's own secretary; what follows from a decision, by an administrator."""
    _council(made.actor("council_secretary"), made, case)
    _committee(made.actor("committee_secretary"), made, case)
    follow_decision(
        made.actor(ADMINISTRATORS[0]),
        instrument=made.instruments["assembly"],
        state=FollowUpState.UNDER_WAY,
        day=figures.REORGANISATION,
        owner=made.posts[posts.DIRECTOR],
        reason="Demonstration",
    )


def _council(by: Actor, made: Made, case: int) -> None:
    """The paper under a number of demonstration: its own is not known to us. The structure was
    noted; the description awaits the Council's decision."""
    council, session = made.bodies["council"], made.meetings["council"]
    rule = add_document_class(
        by,
        body=council,
        code="C",
        said=ClassSaid(meetings.DOCUMENTS_OF_COUNCIL, "DEMO-C{yy}/{n}"),
        valid_from=figures.OPENING,
    )
    hours = Hours(figures.NOTED, time(9, 30), time(12, 30))
    sitting = register_sitting(by, meeting=session, name=meetings.SITTING, hours=hours)
    about = Reference("reorganisation", case)
    item = add_agenda_item(
        by,
        meeting=session,
        said=ItemSaid(
            meetings.ITEM_ON_REORGANISATION,
            sitting=sitting,
            minutes=45,
            subject=about,
            state="concluded",
        ),
    )
    below = add_agenda_item(
        by,
        meeting=session,
        said=ItemSaid(meetings.ITEM_ON_DESCRIPTION, under=item, sitting=sitting, minutes=30),
    )
    said = DocumentSaid(paper.PAPER, "zh-hans", (item, below))
    document = register_document(by, meeting=session, document_class=rule, said=said)
    keep_languages(by, document=document, slots={})


def _committee(by: Actor, made: Made, case: int) -> None:
    committee, session = made.bodies["committee"], made.meetings["committee"]
    rule = add_document_class(
        by,
        body=committee,
        code="COCO",
        said=ClassSaid(
            meetings.DOCUMENTS_OF_COMMITTEE,
            "DEMO-CoCo {session}/{n}",
            languages=("en", "fr"),
            due_days=10,
            translation_days=5,
            convention=Counting.WORKING,
        ),
        valid_from=figures.OPENING,
    )
    about = Reference("reorganisation", case)
    said = ItemSaid(meetings.ITEM_ON_REORGANISATION, state="concluded", subject=about)
    item = add_agenda_item(by, meeting=session, said=said)
    came = figures.RECOMMENDED - timedelta(days=20)
    paper_said = DocumentSaid(
        meetings.DRAFT_RECOMMENDATION,
        "en",
        (item,),
        submitter_post=made.posts[posts.DIRECTOR],
        received=came,
    )
    document = register_document(by, meeting=session, document_class=rule, said=paper_said)
    late = figures.RECOMMENDED - timedelta(days=3)
    keep_languages(by, document=document, slots={"fr": (SlotState.THERE, late)})
