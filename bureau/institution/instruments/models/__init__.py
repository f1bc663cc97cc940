"""What decides and meets, what amends what, what is asked for and cited, and strategic plans."""

from bureau.institution.instruments.models.amendments import Amendment
from bureau.institution.instruments.models.documents import (
    Document,
    DocumentClass,
    DocumentFile,
    DocumentSlot,
)
from bureau.institution.instruments.models.mandates import Citation, Settlement
from bureau.institution.instruments.models.meetings import AgendaItem, FollowUp
from bureau.institution.instruments.models.plans import (
    PlanElement,
    PlanLine,
    PlanVersion,
    StrategicPlan,
)
from bureau.institution.instruments.models.register import (
    BY_HAND,
    KINDS,
    Body,
    BodyNameProposal,
    ByHand,
    Instrument,
    InstrumentVersion,
    Meeting,
    Provision,
)

__all__ = [
    "BY_HAND",
    "KINDS",
    "AgendaItem",
    "Amendment",
    "Body",
    "BodyNameProposal",
    "ByHand",
    "Citation",
    "Document",
    "DocumentClass",
    "DocumentFile",
    "DocumentSlot",
    "FollowUp",
    "Instrument",
    "InstrumentVersion",
    "Meeting",
    "PlanElement",
    "PlanLine",
    "PlanVersion",
    "Provision",
    "Settlement",
    "StrategicPlan",
]
