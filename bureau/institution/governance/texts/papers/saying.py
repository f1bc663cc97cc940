"""The papers on cases that say a phrase: found by setting them, not from a list."""

from django.urls import reverse

from bureau.core.actors import Actor
from bureau.core.papers.phrases import would_say
from bureau.institution.governance.queries.reorganisations import going_on_for
from bureau.institution.governance.texts.papers.writing import all_gathered
from bureau.institution.governance.texts.wiring import describe
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.web.answers import Label, Speaking, Spoken

CASES_MOST = 4
"""As many as are set while somebody waits for the page: each takes about half a second."""


def papers_that_say(actor: Actor, name: str, language: str) -> Spoken:
    """For the wiring table: on cases of the actor's organisation, whose phrase it is, that are not
    over and that the actor sees, newest first."""
    own, going_on = organisation_of(actor), going_on_for(actor).items()
    cases = [case for case, seen in going_on if own and seen.row.organisation_id == own.pk]
    looked = cases[:CASES_MOST]
    labels = describe(actor, looked)
    told = (Speaking(labels[case], _papers(actor, case, name, language)) for case in looked)
    return Spoken(tuple(one for one in told if one.papers), len(looked), len(cases))


def _papers(actor: Actor, case: int, name: str, language: str) -> tuple[Label, ...]:
    found = []
    for one in all_gathered(actor, case):
        paper = one.set_in(language)
        if would_say(name, paper.phrases, paper.body):
            address = reverse("paper", args=[one.kind, one.number, language], query=one.asked)
            found.append(Label(one.name, address))
    return tuple(found)
