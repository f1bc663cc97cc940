"""What each act of the journal is called; one that is not here, by its stable name."""

from collections.abc import Mapping

from django.utils.functional import Promise

from bureau.thread.audit.texts.acts.governance import GOVERNANCE
from bureau.thread.audit.texts.acts.institution import INSTITUTION
from bureau.thread.audit.texts.acts.record import RECORD

ACTS: Mapping[str, Promise] = {**RECORD, **INSTITUTION, **GOVERNANCE}


def act_in_words(act: str) -> str:
    """What an act is called in the language of the page."""
    return str(ACTS.get(act, act))
