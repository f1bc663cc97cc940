"""Why a thing was found, as a sentence."""

from django.utils.translation import gettext as _

from bureau.record.search.queries import Why


def why_found(why: Why) -> str:
    """What stands before the words that were met; "" where the name itself was met."""
    return {
        Why.NAME: "",
        Why.CODE: _("number or code"),
        Why.FORMER: _("former name or number"),
        Why.WORDS: _("in its words"),
    }[why]
