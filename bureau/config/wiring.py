"""The kinds of thing there are, and which function of which app answers for each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.web.kinds import COLUMNS, NONE, Column, Kind


def kind(name: str, plural: Promise, **columns: Column) -> Kind:
    """A row, with its heading to people; a column that is not named says `NONE`."""
    said = {column: columns.get(column, NONE) for column in COLUMNS}
    return Kind(name, **said, plural=plural)


GOVERNANCE = "bureau.institution.governance"

KINDS = (
    kind("unit", _("Units"), verbs=f"{GOVERNANCE}.texts.offers.verbs_of_units"),
    kind("post", _("Posts"), verbs=f"{GOVERNANCE}.texts.offers.verbs_of_posts"),
    kind(
        "reorganisation",
        _("Reorganisations"),
        describe=f"{GOVERNANCE}.texts.wiring.describe",
        visible=f"{GOVERNANCE}.queries.wiring.visible",
        owner=f"{GOVERNANCE}.queries.wiring.owner",
        waiting=f"{GOVERNANCE}.texts.wiring.waiting",
        overlay=f"{GOVERNANCE}.queries.wiring.overlay",
        plans=f"{GOVERNANCE}.queries.wiring.plans",
    ),
)
