"""Reorganisations from draft to force, personnel actions, and corrections of the record."""

from bureau.institution.governance.models.amended import (
    Amendment,
    DraftAmendment,
    Rescission,
)
from bureau.institution.governance.models.claims import DraftClaim
from bureau.institution.governance.models.conventions import DeadlineConvention
from bureau.institution.governance.models.corrections import (
    Confirmation,
    Correction,
    CorrectionReason,
)
from bureau.institution.governance.models.delegated import Ceiling, DelegatedUse
from bureau.institution.governance.models.drafts import (
    DraftAction,
    DraftEdit,
    FindingAnswer,
    Handover,
    NamedReader,
    Preparer,
    Reorganisation,
)
from bureau.institution.governance.models.following import Assignment
from bureau.institution.governance.models.frozen import (
    EntryIntoForce,
    PersonnelAction,
    Submission,
)
from bureau.institution.governance.models.people import AffectedList, AffectedPerson

__all__ = [
    "AffectedList",
    "AffectedPerson",
    "Amendment",
    "Assignment",
    "Ceiling",
    "Confirmation",
    "Correction",
    "CorrectionReason",
    "DeadlineConvention",
    "DelegatedUse",
    "DraftAction",
    "DraftAmendment",
    "DraftClaim",
    "DraftEdit",
    "EntryIntoForce",
    "FindingAnswer",
    "Handover",
    "NamedReader",
    "PersonnelAction",
    "Preparer",
    "Reorganisation",
    "Rescission",
    "Submission",
]
