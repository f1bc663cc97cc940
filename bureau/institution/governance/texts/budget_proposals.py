"""Budget proposals in words: what is done to lines, and what waits for whom."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.finance.models import Budget
from bureau.institution.finance.queries.voting import goes_by_rules
from bureau.institution.governance.permissions import may_propose_budget
from bureau.institution.governance.queries.budget_proposals import (
    address_of,
    proposals_seen,
    steps_of_proposals,
)
from bureau.institution.governance.queries.proposed_lines import LineAction
from bureau.institution.governance.texts.labels import ACTS
from bureau.web.answers import Label, Verb, Waiting
from bureau.web.formats import labelled
from bureau.web.multilingual import here

LINE_ACTIONS: dict[LineAction, Promise] = {
    LineAction.ADD: gettext_lazy("Add a line to a budget"),
    LineAction.CHANGE: gettext_lazy("Change what is voted on a line"),
    LineAction.END: gettext_lazy("Vote nothing on a line any more"),
}


def describe(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """Each by the budget that it is about, and its title."""
    return {
        one.row.pk: Label(
            labelled(here(one.row.title), here(one.row.budget.name)), address_of(one.row.pk)
        )
        for one in proposals_seen(actor, ids)
    }


def waiting(actor: Actor) -> list[Waiting]:
    """The steps of proposals that the actor may close."""
    if actor.person is None:
        return []
    mine = [(case, one) for case, one in steps_of_proposals() if one.of(actor)]
    labels = describe(actor, {case.subject.id for case, _step in mine}) if mine else {}
    return [
        Waiting(
            one.due,
            labels[case.subject.id].name,
            waiting_sentence(Reason("vote")),
            str(ACTS[one.step.act]),
            labels[case.subject.id].address,
        )
        for case, one in mine
        if case.subject.id in labels
    ]


def waiting_sentence(reason: Reason) -> str:
    """Why a proposal waits for somebody."""
    return {
        "vote": _("A budget proposal waits for your act."),
        "vote_late": _("A budget proposal waits for your act, and its day is past."),
        "proposal_back": _("A budget proposal of yours was referred back."),
    }.get(reason.code, _("It waits for you."))


def verbs_of_budgets(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """On the page of a budget, where rules say who votes: the proposals, and another one."""
    rows = dict(Budget.objects.filter(pk__in=ids).values_list("pk", "organisation"))
    ruled = {one for one in set(rows.values()) if goes_by_rules(one)}
    found = {}
    for number, organisation in rows.items():
        if organisation in ruled:
            address = reverse("budget-proposals", query={"budget": number})
            found[number] = [Verb(_("Budget proposals"), address)]
            if may_propose_budget(actor, organisation):
                begin = reverse("budget-proposal-new", args=[number])
                found[number].insert(0, Verb(_("Propose what is voted"), begin))
    return found
