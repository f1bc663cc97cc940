"""What a later change to a reorganisation is held to: a mark that differs after every change."""

from django.utils.crypto import salted_hmac

from bureau.core.actors import Actor
from bureau.core.changes.actions import canonical, to_json
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.store import (
    OF_CASE,
    actions_of,
    answers_data,
    answers_of,
    cited_words,
    claims_of,
    claims_words,
)
from bureau.institution.procedures.models import AuthorAnswer, ProcedureAct
from bureau.web.multilingual import data_of


def state_of(row: models.Reorganisation) -> str:
    """Over words, citations, draft, claims, answers, readers, alternatives, submissions, acts."""
    submissions = models.Submission.objects.filter(reorganisation=row)
    acts = ProcedureAct.objects.filter(round__kind="reorganisation", round__subject=row.pk)
    amending = models.DraftAmendment.objects.filter(reorganisation=row)
    answered = AuthorAnswer.objects.filter(question__act__in=acts)
    said = {
        "reference": row.reference,
        "texts": {name: data_of(text) for name in OF_CASE if (text := getattr(row, name))},
        "actions": to_json(actions_of(row.pk)),
        "cites": cited_words(row.pk),
        "claims": claims_words(one.claim for one in claims_of(row.pk)),
        "answers": answers_data(answers_of(row.pk)),
        "readers": sorted(row.readers.values_list("person", flat=True)),
        "scenarios": [
            [
                one.number,
                *(text and data_of(text) for text in (one.name, one.purpose, one.reason)),
                one.is_current,
                one.given_up is None,
            ]
            for one in row.scenarios.order_by("number")
        ],
        "submissions": submissions.count(),
        "acts": acts.count(),
        "amending": list(amending.order_by("step", "place").values_list("step", "place", "action")),
        "answered": [[one.pk, one.at.isoformat()] for one in answered.order_by("pk")],
    }
    return mark_of(canonical(said))


def state_read(seen: Seen) -> str:
    """The state as its reader may know it: without the draft where that is hidden from them."""
    if not seen.hides_draft:
        return state_of(seen.row)
    submissions = models.Submission.objects.filter(reorganisation=seen.row.pk)
    acts = ProcedureAct.objects.filter(round__kind="reorganisation", round__subject=seen.row.pk)
    said = {"put_forward": seen.row.pk, "submissions": submissions.count(), "acts": acts.count()}
    return mark_of(canonical(said))


def mark_of(said: str) -> str:
    """A mark that differs for each text, and that only this installation can make."""
    return salted_hmac("bureau.states", said, algorithm="sha256").hexdigest()[:24]


def refuse_changed(actor: Actor, row: models.Reorganisation, states: frozenset[str]) -> None:
    """Refused where the reorganisation, locked, is in none of the states that the actor saw."""
    if state_of(row) in states:
        return
    seen = seen_by(actor, [row.pk]).get(row.pk)
    if seen is None or not seen.hides_draft or state_read(seen) not in states:
        raise Refused(Reason("changed_since_seen"))
