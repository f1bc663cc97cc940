"""The job descriptions as they are written: of post ST02/D1/579, of the Deputy, of two chiefs."""

from bureau.core.texts import Text
from bureau.example.description import colleagues as others
from bureau.example.description import engagement_initiatives as initiatives
from bureau.example.description import engagement_other as other
from bureau.example.description import engagement_public as public
from bureau.example.description import engagement_requirements as requirements
from bureau.example.words import titles
from bureau.institution.organisation.services.descriptions import DescriptionText, DutyText


def _duty(said: Text, parts: tuple[Text, ...] = ()) -> DutyText:
    return DutyText(said, tuple(DutyText(part) for part in parts))


def _short(title: Text, *duties: Text) -> DescriptionText:
    said = (*duties, other.OTHER_DUTIES)
    return DescriptionText(title, others.UNDER_DIRECTOR, tuple(_duty(one) for one in said))


CHIEF_OF_ENGAGEMENT = DescriptionText(
    title=requirements.TITLE,
    direction=requirements.DIRECTION,
    duties=(
        _duty(public.LEAD, public.COMMUNICATION_PARTS),
        _duty(public.WIN_SUPPORT, public.SUPPORT_PARTS),
        _duty(initiatives.LEAD_INITIATIVES, initiatives.INITIATIVE_PARTS),
        _duty(other.DRAFT_MATERIAL),
        _duty(other.KEEP_BUDGET),
        _duty(other.ADVISE),
        _duty(other.REPRESENT),
        _duty(other.OTHER_DUTIES),
    ),
    lines=(
        *requirements.QUALIFICATIONS,
        *(("competency", said) for said in requirements.COMPETENCIES),
    ),
)
DEPUTY = _short(
    titles.DEPUTY, others.ASSIST_DIRECTOR, others.MANAGE_DEPARTMENT, others.OVERSEE_POLICY
)
CHIEF_OF_STUDY_GROUPS = _short(
    titles.CHIEF_OF_STUDY_GROUPS,
    others.MANAGE_DEPARTMENT,
    others.SERVE_STUDY_GROUPS,
    others.ADVISE_CHAIRS,
)
CHIEF_OF_OPERATIONS = _short(
    titles.CHIEF_OF_OPERATIONS,
    others.MANAGE_DEPARTMENT,
    others.PLAN_OPERATIONS,
    others.RUN_SERVICES,
)
