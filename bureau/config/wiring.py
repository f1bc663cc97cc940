"""The kinds of thing there are, and which function of which app answers for each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.web.kinds import COLUMNS, NONE, Column, Kind


def kind(name: str, plural: Promise, **columns: Column) -> Kind:
    """A row, with its heading to people; a column that is not named says `NONE`."""
    said = {column: columns.get(column, NONE) for column in COLUMNS}
    return Kind(name, **said, plural=plural)


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
