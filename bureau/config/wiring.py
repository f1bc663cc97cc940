"""The kinds of thing there are, and which function of which app answers for each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.web.kinds import COLUMNS, NONE, Column, Kind

NOTICES = "bureau.record.notices.queries.outbox"
ORGANISATION = "bureau.institution.organisation.queries.wiring"
SEARCHED = "bureau.institution.organisation.queries.searched"
GOVERNANCE = "bureau.institution.governance"
IMPORTS = "bureau.institution.imports"


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
    ),
    kind(
        "post",
        _("Posts"),
        describe=f"{ORGANISATION}.posts_described",
        visible=f"{ORGANISATION}.posts_visible",
        search=f"{SEARCHED}.posts_searched",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_posts",
    ),
    kind(
        "block",
        _("Staffing blocks"),
        describe=f"{ORGANISATION}.blocks_described",
        visible=f"{ORGANISATION}.blocks_visible",
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
        tabs=(
            f"{GOVERNANCE}.texts.wiring.settings_of_organisations",
            f"{IMPORTS}.texts.settings_of_organisations",
        ),
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
    ),
    kind(
        "import",
        _("Imports"),
        describe=f"{IMPORTS}.texts.describe",
        visible=f"{IMPORTS}.texts.visible",
    ),
    kind(
        "mail",
        _("Mails"),
        describe=f"{NOTICES}.mails_described",
        visible=f"{NOTICES}.mails_visible",
    ),
)
