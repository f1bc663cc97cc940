"""What an import is called, who sees it, and what others offer of imports on their pages."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from bureau.core.actors import Actor
from bureau.institution.finance.models import Budget
from bureau.institution.finance.permissions import may_keep_budgets
from bureau.institution.finance.queries.voting import goes_by_rules
from bureau.institution.imports.models import ImportProposal
from bureau.institution.imports.permissions import may_stage
from bureau.institution.imports.queries.pages import imports_seen
from bureau.institution.imports.queries.second_person import may_confirm
from bureau.record.accounts.queries import told
from bureau.web.answers import Label, Tab, Verb, Waiting

ONLY_IMPORTERS = gettext_lazy("Imports are for organisation officers and administrators.")


def settings_of_organisations(actor: Actor, ids: Collection[int]) -> dict[int, list[Tab]]:
    """The page of imports, among the settings of an organisation."""
    if not may_stage(actor):
        return {}
    told = _("Files of units and posts taken into the record, and taken back.")
    return {number: [Tab(_("Imports"), reverse("imports"), told)] for number in ids}


def waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: the imports that the actor may confirm."""
    if not may_stage(actor):
        return []
    rows = ImportProposal.objects.filter(settled_by__isnull=True)
    listed = list(rows.select_related("taken_in", "proposed_by").order_by("pk"))
    seen = imports_seen(actor, *(row.taken_in_id for row in listed)) if listed else []
    why = _("{person} proposed this. It takes effect once you or another person confirm it.")
    return [
        Waiting(
            None,
            _("Import {number}").format(number=row.taken_in_id),
            why.format(person=told(row.proposed_by)),
            pgettext("act", "Confirm"),
            reverse("import", args=[row.taken_in_id]),
        )
        for row in listed
        if row.taken_in_id in seen and may_confirm(actor, row.taken_in, row)
    ]


def verbs_of_budgets(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """Bringing lines in, on the page of a budget."""
    if not may_keep_budgets(actor):
        return {}
    if actor.organisation is None or goes_by_rules(actor.organisation):
        return {}
    rows = Budget.objects.filter(pk__in=ids, organisation=actor.organisation)
    return {
        number: [Verb(_("Bring in its lines"), reverse("budget-lines-table", args=[number]))]
        for number in rows.values_list("pk", flat=True)
    }


def verbs_of_budget_proposals(actor: Actor, ids: Collection[int]) -> dict[int, list[Verb]]:
    """Bringing lines into a proposal, on its page."""
    if not may_keep_budgets(actor):
        return {}
    return {
        number: [Verb(_("Bring in its lines"), reverse("budget-proposal-table", args=[number]))]
        for number in ids
    }


def describe(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """An import by its number."""
    return {
        number: Label(_("Import {number}").format(number=number), reverse("import", args=[number]))
        for number in ids
    }


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return set(imports_seen(actor)) & set(ids)
