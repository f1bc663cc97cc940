"""What no author of a case says of the words of their case: that a translation is official."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Status, Text
from bureau.record.journal.services import Act


def refuse_official_by_author(
    act: Act, language: str, said: Iterable[tuple[Reference, Text]]
) -> None:
    """Of what is now said in the language, by what says it."""
    official = {thing for thing, text in said if Status.OFFICIAL in text.said.get(language, ())}
    if official and import_string(settings.BUREAU_OWN_WORDS)(act.actor, official):
        raise Refused(Reason("is_author"))
