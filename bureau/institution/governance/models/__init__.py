"""Reorganisations and budget proposals from draft to force, personnel actions, corrections."""

from bureau.institution.governance.models.amended import (
    Amendment,
    DraftAmendment,
    Rescission,
)
from bureau.institution.governance.models.budget_proposals import (
    BudgetEntry,
    BudgetProposal,
    BudgetSubmission,
    ProposedLine,
)
from bureau.institution.governance.models.claims import DraftClaim
from bureau.institution.governance.models.clearance import Clearance
from bureau.institution.governance.models.comments import (
    CarriedThread,
    Comment,
    CommentWords,
    FormerResolution,
    Invitation,
    Mention,
    Resolution,
    StateSeen,
)
from bureau.institution.governance.models.conventions import DeadlineConvention
from bureau.institution.governance.models.corrections import (
    Confirmation,
    Correction,
    CorrectionReason,
    Withdrawal,
    WithdrawalReason,
)
from bureau.institution.governance.models.deciding import (
    Ballot,
    BallotAmendment,
    BallotEnd,
    BallotSeat,
    CalledOff,
    ChairProposal,
    DecisionRule,
    DecisionRuleProposal,
    ReportMade,
    ReportOwed,
    Seat,
    Shown,
    Vote,
    VoteWords,
)
from bureau.institution.governance.models.delegated import Ceiling, CeilingProposal, DelegatedUse
from bureau.institution.governance.models.drafts import (
    DraftAction,
    DraftEdit,
    FindingAnswer,
    Handover,
    NamedReader,
    Preparer,
    Reorganisation,
    TranslatedNote,
)
from bureau.institution.governance.models.following import Assignment
from bureau.institution.governance.models.frozen import (
    EntryIntoForce,
    PersonnelAction,
    Submission,
)
from bureau.institution.governance.models.people import AffectedList, AffectedPerson
from bureau.institution.governance.models.scenarios import Alternative, Scenario

__all__ = [
    "AffectedList",
    "AffectedPerson",
    "Alternative",
    "Amendment",
    "Assignment",
    "Ballot",
    "BallotAmendment",
    "BallotEnd",
    "BallotSeat",
    "BudgetEntry",
    "BudgetProposal",
    "BudgetSubmission",
    "CalledOff",
    "CarriedThread",
    "Ceiling",
    "CeilingProposal",
    "ChairProposal",
    "Clearance",
    "Comment",
    "CommentWords",
    "Confirmation",
    "Correction",
    "CorrectionReason",
    "DeadlineConvention",
    "DecisionRule",
    "DecisionRuleProposal",
    "DelegatedUse",
    "DraftAction",
    "DraftAmendment",
    "DraftClaim",
    "DraftEdit",
    "EntryIntoForce",
    "FindingAnswer",
    "FormerResolution",
    "Handover",
    "Invitation",
    "Mention",
    "NamedReader",
    "PersonnelAction",
    "Preparer",
    "ProposedLine",
    "Reorganisation",
    "ReportMade",
    "ReportOwed",
    "Rescission",
    "Resolution",
    "Scenario",
    "Seat",
    "Shown",
    "StateSeen",
    "Submission",
    "TranslatedNote",
    "Vote",
    "VoteWords",
    "Withdrawal",
    "WithdrawalReason",
]
