"""The kinds of thing there are, and which function of which app answers for each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.web.kinds import COLUMNS, NONE, Column, Kind

NOTICES = "bureau.record.notices.queries.outbox"
ORGANISATION = "bureau.institution.organisation.queries.wiring"
SEARCHED = "bureau.institution.organisation.queries.searched"
ENDING = "bureau.institution.organisation.texts.endings"
GOVERNANCE = "bureau.institution.governance"


def kind(name: str, plural: Promise, **columns: Column) -> Kind:
    """A row, with its heading to people; a column that is not named says `NONE`."""
    said = {column: columns.get(column, NONE) for column in COLUMNS}
    return Kind(name, **said, plural=plural)


KINDS = (
    kind(
        "unit",
        _("Units"),
        describe=f"{ORGANISATION}.units_described",
        visible=f"{ORGANISATION}.units_visible",
        owner=f"{ORGANISATION}.units_owned",
        search=f"{SEARCHED}.units_searched",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_units",
        ends=f"{ENDING}.units_ending",
    ),
    kind(
        "post",
        _("Posts"),
        describe=f"{ORGANISATION}.posts_described",
        visible=f"{ORGANISATION}.posts_visible",
        search=f"{SEARCHED}.posts_searched",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_posts",
        ends=(f"{ENDING}.posts_ending", f"{ENDING}.powers_ending"),
    ),
    kind(
        "engagement",
        _("Engagements beside posts"),
        describe=f"{ORGANISATION}.engagements_described",
        visible=f"{ORGANISATION}.engagements_visible",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_engagements",
        ends=f"{ENDING}.engagements_ending",
    ),
    kind(
        "description",
        _("Job descriptions"),
        describe=f"{ORGANISATION}.descriptions_described",
        visible=f"{GOVERNANCE}.queries.wiring.descriptions_visible",
        owner=f"{ORGANISATION}.descriptions_owned",
        search=f"{SEARCHED}.descriptions_searched",
    ),
    kind(
        "person",
        _("People"),
        describe=f"{ORGANISATION}.people_described",
        visible=f"{ORGANISATION}.people_visible",
        search=f"{SEARCHED}.people_searched",
        ends="bureau.record.accounts.texts.grants_ending",
    ),
    kind(
        "instrument",
        _("Instruments"),
        describe=f"{ORGANISATION}.instruments_described",
        visible=f"{ORGANISATION}.instruments_visible",
        search=f"{SEARCHED}.instruments_searched",
    ),
    kind(
        "body",
        _("Bodies"),
        describe=f"{ORGANISATION}.bodies_described",
        visible=f"{ORGANISATION}.bodies_visible",
        search=f"{SEARCHED}.bodies_searched",
    ),
    kind(
        "organisation",
        _("Organisations"),
        describe=f"{ORGANISATION}.organisations_described",
        visible=f"{ORGANISATION}.organisations_visible",
        tabs=f"{GOVERNANCE}.texts.wiring.settings_of_organisations",
        ends=(f"{GOVERNANCE}.texts.endings.rules_ending", f"{ENDING}.numbers_ending"),
    ),
    kind(
        "reorganisation",
        _("Reorganisations"),
        describe=f"{GOVERNANCE}.texts.wiring.describe",
        visible=f"{GOVERNANCE}.queries.wiring.visible",
        owner=f"{GOVERNANCE}.queries.wiring.owner",
        waiting=f"{GOVERNANCE}.texts.wiring.waiting",
        owned=f"{GOVERNANCE}.texts.wiring.owned",
        search=f"{GOVERNANCE}.queries.wiring.searched",
        overlay=f"{GOVERNANCE}.queries.wiring.overlay",
        plans=f"{GOVERNANCE}.queries.wiring.plans",
        tells=f"{GOVERNANCE}.queries.wiring.tells",
        sentence=f"{GOVERNANCE}.texts.wiring.sentence",
        ends=f"{GOVERNANCE}.texts.endings.plans_ending",
    ),
    kind(
        "mail",
        _("Mails"),
        describe=f"{NOTICES}.mails_described",
        visible=f"{NOTICES}.mails_visible",
    ),
)
