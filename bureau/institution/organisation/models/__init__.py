"""The tables of structure in time: identities, what was decided of them, and what that folds to."""

from bureau.institution.organisation.models.descriptions import (
    DescriptionDuty,
    DescriptionLine,
    Duty,
    JobDescription,
)
from bureau.institution.organisation.models.effects import Effect, Replacement
from bureau.institution.organisation.models.identities import (
    Adoption,
    Block,
    Incumbency,
    Post,
    Reporting,
    Succession,
    Unit,
    Wording,
)
from bureau.institution.organisation.models.reference import (
    Delegation,
    Grade,
    Office,
    Organisation,
    Place,
    PostRole,
    Remark,
    RoleProposal,
    StandardCost,
)
from bureau.institution.organisation.models.versions import (
    AdoptionVersion,
    BlockVersion,
    IncumbencyVersion,
    PostVersion,
    ReportingVersion,
    SuccessionVersion,
    UnitVersion,
)

__all__ = [
    "Adoption",
    "AdoptionVersion",
    "Block",
    "BlockVersion",
    "Delegation",
    "DescriptionDuty",
    "DescriptionLine",
    "Duty",
    "Effect",
    "Grade",
    "Incumbency",
    "IncumbencyVersion",
    "JobDescription",
    "Office",
    "Organisation",
    "Place",
    "Post",
    "PostRole",
    "PostVersion",
    "Remark",
    "Replacement",
    "Reporting",
    "ReportingVersion",
    "RoleProposal",
    "StandardCost",
    "Succession",
    "SuccessionVersion",
    "Unit",
    "UnitVersion",
    "Wording",
]
