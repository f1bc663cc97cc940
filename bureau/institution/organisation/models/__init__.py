"""The tables of structure in time: identities, what was decided of them, and what that folds to."""

from bureau.institution.organisation.models.adopted import AdoptedCount, AdoptedTable
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
    Engagement,
    Incumbency,
    Post,
    Reporting,
    Succession,
    Unit,
    Wording,
)
from bureau.institution.organisation.models.numbers import NumberPattern, ReservedNumber
from bureau.institution.organisation.models.owned import Owned
from bureau.institution.organisation.models.reference import (
    Absence,
    Delegation,
    Grade,
    Office,
    OfficeProposal,
    OfStandardCost,
    Organisation,
    Place,
    PostRole,
    Remark,
    RoleProposal,
    StandardCost,
    StandardCostProposal,
)
from bureau.institution.organisation.models.saved import SavedView
from bureau.institution.organisation.models.templates import (
    TemplatePost,
    TemplateUnit,
    UnitTemplate,
)
from bureau.institution.organisation.models.versions import (
    AdoptionVersion,
    BlockVersion,
    EngagementVersion,
    IncumbencyVersion,
    PostVersion,
    ReportingVersion,
    SuccessionVersion,
    UnitVersion,
)

__all__ = [
    "Absence",
    "AdoptedCount",
    "AdoptedTable",
    "Adoption",
    "AdoptionVersion",
    "Block",
    "BlockVersion",
    "Delegation",
    "DescriptionDuty",
    "DescriptionLine",
    "Duty",
    "Effect",
    "Engagement",
    "EngagementVersion",
    "Grade",
    "Incumbency",
    "IncumbencyVersion",
    "JobDescription",
    "NumberPattern",
    "OfStandardCost",
    "Office",
    "OfficeProposal",
    "Organisation",
    "Owned",
    "Place",
    "Post",
    "PostRole",
    "PostVersion",
    "Remark",
    "Replacement",
    "Reporting",
    "ReportingVersion",
    "ReservedNumber",
    "RoleProposal",
    "SavedView",
    "StandardCost",
    "StandardCostProposal",
    "Succession",
    "SuccessionVersion",
    "TemplatePost",
    "TemplateUnit",
    "Unit",
    "UnitTemplate",
    "UnitVersion",
    "Wording",
]
