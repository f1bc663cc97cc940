"""The kinds of thing there are, and which function of which app answers for each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.web.kinds import COLUMNS, NONE, Column, Kind


def kind(name: str, plural: Promise, **columns: Column) -> Kind:
    """A row, with its heading to people; a column that is not named says `NONE`."""
    said = {column: columns.get(column, NONE) for column in COLUMNS}
    return Kind(name, **said, plural=plural)


KINDS = (kind("unit", _("Units")), kind("post", _("Posts")))
ORGANISATION = "bureau.institution.organisation.queries.wiring"

KINDS = (
    kind(
        "unit",
        describe=f"{ORGANISATION}.units_described",
        visible=f"{ORGANISATION}.units_visible",
        owner=f"{ORGANISATION}.units_owned",
    ),
    kind(
        "post",
        describe=f"{ORGANISATION}.posts_described",
        visible=f"{ORGANISATION}.posts_visible",
    ),
    kind(
        "description",
        describe=f"{ORGANISATION}.descriptions_described",
        visible=f"{ORGANISATION}.descriptions_visible",
        owner=f"{ORGANISATION}.descriptions_owned",
    ),
    kind(
        "person",
        describe=f"{ORGANISATION}.people_described",
        visible=f"{ORGANISATION}.people_visible",
    ),
    kind(
        "instrument",
        describe=f"{ORGANISATION}.instruments_described",
        visible=f"{ORGANISATION}.instruments_visible",
    ),
    kind(
        "body",
        describe=f"{ORGANISATION}.bodies_described",
        visible=f"{ORGANISATION}.bodies_visible",
    ),
    kind(
        "organisation",
        describe=f"{ORGANISATION}.organisations_described",
        visible=f"{ORGANISATION}.organisations_visible",
KINDS = (
    kind("unit", _("Units")),
    kind("post", _("Posts")),
    kind(
        "mail",
        _("Mails"),
        describe="bureau.record.notices.queries.outbox.mails_described",
        visible="bureau.record.notices.queries.outbox.mails_visible",
    ),
)
