"""Reorganisations from draft to force, personnel actions, and corrections of the record."""

from bureau.institution.governance.models.amended import (
    Amendment,
    DraftAmendment,
    Rescission,
)
from bureau.institution.governance.models.claims import DraftClaim
from bureau.institution.governance.models.clearance import Clearance
from bureau.institution.governance.models.comments import (
    CarriedThread,
    Comment,
    CommentWords,
    Invitation,
    Mention,
    Resolution,
    StateSeen,
)
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
from bureau.institution.governance.models.frozen import (
    EntryIntoForce,
    PersonnelAction,
    Submission,
)

__all__ = [
    "Amendment",
    "CarriedThread",
    "Ceiling",
    "Clearance",
    "Comment",
    "CommentWords",
    "Confirmation",
    "Correction",
    "CorrectionReason",
    "DelegatedUse",
    "DraftAction",
    "DraftAmendment",
    "DraftClaim",
    "DraftEdit",
    "EntryIntoForce",
    "FindingAnswer",
    "Handover",
    "Invitation",
    "Mention",
    "NamedReader",
    "PersonnelAction",
    "Preparer",
    "Reorganisation",
    "Rescission",
    "Resolution",
    "StateSeen",
    "Submission",
]
