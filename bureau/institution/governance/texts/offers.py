"""What governance offers on the pages of units, posts, instruments, sessions: drafts, appointments,
corrections, evidence, acts."""

from collections import Counter
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.institution.governance.permissions import (
    may_correct_record,
    may_start_reorganisation,
)
from bureau.institution.governance.queries.evidence.allowed import with_evidence
from bureau.institution.governance.queries.personnel import Hold, holds_to_end, open_to
from bureau.institution.governance.queries.recorded import acts_at, session_of
from bureau.institution.organisation.queries.structure import belonging
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.web.answers import Tab, Verb
from bureau.web.formats import as_date, day_in_words, number_in_words


def verbs_of_units(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """To engage somebody beside the posts as well, for whoever the rules let appoint; and what is
    written of each."""
    found = _of_record(actor, "unit", ids)
    for id, verbs in found.items():
        verbs += _written(id) if actor.person is not None else ()
    for id in open_to(actor, ActionKind.ENGAGE, "unit", ids):
        words = _("Engage beside posts")
        found[id].append(Verb(words, reverse("engage", args=[id]), is_rare=True))
    return found


def _written(unit: int) -> Iterator[Verb]:
    language = get_language() or "en"
    for kind, words in (
        ("staffing-table", _("Write the staffing table")),
        ("chart-poster", _("Write the chart as a poster")),
    ):
        yield Verb(words, reverse("paper", args=[kind, unit, language]), is_rare=True)


def verbs_of_instruments(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """To take the evidence of the act that made one, for whoever may."""
    return {
        id: [Verb(_("Take the evidence"), reverse("instrument-evidence", args=[id]))]
        for id in with_evidence(actor, ids)
    }


def verbs_of_bodies(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """Who sits in one and how it decides, for whoever keeps that."""
    if not may_keep_rules(actor):
        return {}
    return {
        id: [
            Verb(_("Seats"), reverse("settings-seats", query={"body": id})),
            Verb(_("How it decides"), reverse("settings-deciding", query={"body": id})),
        ]
        for id in ids
    }


def tabs_of_bodies(actor: Actor, ids: Collection[int]) -> dict[int, list[Tab]]:
    """Who sits in one."""
    return {id: [Tab(_("Seats"), reverse("body-seats", args=[id]))] for id in ids}


def tabs_of_meetings(actor: Actor, ids: Collection[int]) -> dict[int, list[Tab]]:
    """The acts that were recorded at each session, as far as the actor may see their cases."""
    counted = Counter(session_of(row) for row in acts_at(actor, ids))
    return {
        id: [
            Tab(
                _("Acts"),
                reverse("meeting-acts", args=[id]),
                number_in_words(counted[id]) if counted[id] else "",
            )
        ]
        for id in ids
    }


def verbs_of_engagements(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """To change and to end one, for whoever the rules let appoint."""
    return {
        id: [
            Verb(pgettext("act", "Change"), reverse("change-engagement", args=[id])),
            Verb(_("End"), reverse("end-engagement", args=[id])),
        ]
        for id in open_to(actor, ActionKind.END_ENGAGEMENT, "engagement", ids)
    }


def verbs_of_posts(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """To appoint and to end a hold as well, for whoever the rules let do so."""
    found = _of_record(actor, "post", ids)
    for id in open_to(actor, ActionKind.APPOINT, "post", ids):
        found[id].append(Verb(_("Appoint"), reverse("appoint", args=[id])))
    if ending := open_to(actor, ActionKind.END_INCUMBENCY, "post", ids):
        for id, held in holds_to_end(actor, ending).items():
            found[id] += [_ending(hold) for hold in held]
    return found


def _ending(hold: Hold) -> Verb:
    """One to come is looked at on its first day."""
    address = reverse("end-incumbency", args=[hold.incumbency])
    if hold.begins is None:
        return Verb(_("End the hold of {person}").format(person=hold.person), address)
    begins = as_date(hold.begins)
    title = _("End the hold of {person} from {day}").format(
        person=hold.person, day=day_in_words(begins)
    )
    return Verb(title, f"{address}?valid={begins.isoformat()}")


def _of_record(actor: Actor, kind: str, ids: Collection[int]) -> dict[int, list[Verb]]:
    """To start a draft, and to correct what is on record of the actor's own organisation."""
    drafts = may_start_reorganisation(actor)
    start = [Verb(_("Start a draft"), reverse("reorganisation-new"))] if drafts else []
    found = {id: [*start] for id in ids}
    own = actor.organisation
    for id in belonging(kind, ids, own) if own and may_correct_record(actor, own) else ():
        address = reverse("correction-new", query={"on": str(Reference(kind, id))})
        found[id].append(Verb(_("Correct the record"), address, is_rare=True))
    return found
