"""Why something in governance is refused, as sentences."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.institution.governance.queries.naming import naming
from bureau.institution.governance.store import Against
from bureau.institution.governance.texts import deciding
from bureau.institution.governance.texts.clearance import reasons_of_clearance
from bureau.institution.governance.texts.comments import reasons_of_comments
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.governance.texts.following import reasons_of_following
from bureau.institution.governance.texts.proposal_reasons import reasons_of_proposals
from bureau.institution.governance.texts.translations import reasons_of_translations
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.texts.words import word_for
from bureau.record.journal.queries import record_number_now
from bureau.web.codes import code_faults
from bureau.web.formats import day_in_words, days_reckoned
from bureau.web.refusing import sentence_in

sentence = sentence_in("governance")


def refusals(actor: Actor, reasons: Iterable[Reason]) -> list[str]:
    """Every reason of a refusal in the language of the page, findings told in full: all are of the
    one set that is refused.

    What stands on none of their days goes by the name it has today.
    """
    listed = list(reasons)
    against = [one for one in listed if isinstance(one, Against)]
    if not against:
        return [sentence(one) for one in listed]
    names = naming(
        actor,
        against[0].overlay,
        [*(one.finding.day for one in against), today(None).toordinal()],
        record_number_now(),
        found=[one.finding for one in against],
    )
    return [
        finding_sentence(one.finding, names) if isinstance(one, Against) else sentence(one)
        for one in listed
    ]


def refusal(reason: Reason) -> str:
    """Why something was refused; empty where this app does not know the code."""
    facts: dict[str, Any] = dict(reason.facts)
    found = {
        **reasons_of_proposals(facts),
        **_of_drafts(),
        **_of_actions(facts),
        **_of_record(),
        **reasons_of_comments(),
        **reasons_of_clearance(),
        **reasons_of_translations(),
        **reasons_of_following(facts),
    }
    return found.get(reason.code) or deciding.refusal(reason)


def _of_drafts() -> dict[str, str]:
    return {
        "reference_taken": _("There is a reorganisation of that reference already."),
        "reference_stays": _("The reference stays once it has been put forward."),
        "officer_no_more": _(
            "Only an organisation officer submits a case, and you are none any more. Ask an "
            "administrator to propose that role for your post."
        ),
        "already_submitted": _("It has been put forward: it can be changed again when sent back."),
        "with_its_author": _(
            "Its author is changing it. Translate it once it has been submitted again."
        ),
        "withdrawn_not_discarded": _(
            "It was put forward, so it stays on record: withdraw it instead of discarding it."
        ),
        "nothing_to_submit": _("There is no action in it yet."),
        "finding_open": _("A finding stands against putting it forward."),
        "finding_asks_nothing": _("This finding asks nothing that could be answered."),
        "reason_missing": _("Say why."),
        "post_kept_by_lien": _(
            "Somebody has the right to return to this post. Let another act in it until then."
        ),
        "no_amendment": _("Nothing was amended that could be accepted."),
        "amendment_does_not_fit": _("What is amended is not there any more. Look again."),
        "finding_of_amended": _("A finding stands against what is amended."),
        "nothing_to_undo_from": _("From this day there is nothing left to undo."),
        "nothing_to_undo": _("There is no edit to take back."),
        "claimed_already": _("That is claimed already."),
        "no_such_claim": _("There is no such claim any more."),
        "no_such_scenario": _("There is no such alternative to choose any more."),
        "scenario_is_worked_on": _("This one is worked on. Choose another one first."),
        "alternative_without_reason": _(
            "Say of each alternative why it is not proposed, or give it up."
        ),
        "name_missing": _("Give it a name."),
        "nothing_chosen": _("Choose at least once what is to hold."),
        "no_such_line": _("This is not to be settled any more. Look again."),
        "sets_no_value": _("This action sets no value here: do it all the same, or give it up."),
        "others_build_on": _("Other actions, which would go on, build on these."),
        "part_needs_others": _("What is adopted builds on actions that the act leaves open."),
    }


def _of_actions(facts: dict[str, Any]) -> dict[str, str]:
    value = word_for(str(facts.get("value", "")), "field")
    begins = str(facts.get("begins", ""))
    return {
        "no_such_action": _("There is no such action any more."),
        "identity_in_use": _(
            "This unit or post was established before, or another case establishes it. Establish a"
            " new one."
        ),
        "post_bears_rights": _(
            "A role, an office or a seat belongs to this post and would come with it. Let it end"
            " first, or establish a new post."
        ),
        "day_out_of_range": days_reckoned(),
        "day_before_record": _(
            "Nothing of this organisation is on record before {day}: choose that day or a later "
            "one."
        ).format(day=day_in_words(date.fromisoformat(begins)) if begins else ""),
        "order_names_others": _("The order does not name each action once."),
        "of_another_organisation": _("Something named is not of this organisation."),
        "subject_of_wrong_kind": _("This action is for another kind of thing."),
        "value_missing": _("Something is missing: {value}.").format(value=value),
        "value_unknown": _("This action does not take this: {value}.").format(value=value),
        "more_than_full_time": _("A post begins with full time at most, which is 100 %."),
        "value_wrong": _("This cannot be so: {value}.").format(value=value),
        **code_faults(),
    }


def _of_record() -> dict[str, str]:
    return {
        "route_outdated": _(
            "Other decisions changed which rules apply. Refer the case back. Its author submits it "
            "again, and the route is computed anew."
        ),
        "conflict": _(
            "Something decided meanwhile stands against it. Nothing was written; a new act must "
            "settle it."
        ),
        "submission_edited": _(
            "Somebody changed what was put forward directly in the database. Nobody can decide on"
            " it. Tell the operator, who finds the change by “bureau verify”."
        ),
        "rule_needs_others": _("The rule in force asks for more than one act here."),
        "grade_unknown": _("There is no such grade: add it under settings first."),
        "place_unknown": _("There is no such place: add it under settings first."),
        "not_in_force": _("This is not in force."),
        "ends_before_first_day": _(
            "The last day cannot be before the first. What never was is not ended: correct the "
            "record."
        ),
        "two_persons_needed": _("Another person must confirm it: two persons are needed."),
        "confirmed_already": _("It is confirmed already."),
        "withdrawn_already": _("Whoever proposed it has withdrawn it."),
        "replaced_already": _("It is replaced already."),
        "changed_by_own_case": _(
            "A case of which you are an author, or in which you have an interest, changes this as "
            "well. Another person must correct it."
        ),
        "own_post": _("This changes your own post. Another person must do it."),
        "decided_as_written": _(
            "The record has this as the body decided it. Only a new decision changes it."
        ),
        "cost_of_own_case": _(
            "Somebody with a hand in the case set a standard cost that counts against the ceiling. "
            "Another person must set that cost again first."
        ),
        "costlier_under_ceiling": _(
            "This was decided under a ceiling, and the correction would cost more or count "
            "elsewhere. Only a new decision changes it."
        ),
        "later_facts_exist": _(
            "There are later facts about the same thing. Look at them and say that they hold."
        ),
    }
