"""What acts on reorganisations and their cases are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

GOVERNANCE: Mapping[str, Promise] = {
    "governance.accept_amendment": pgettext_lazy(
        "act in the journal", "Accept what a body amended"
    ),
    "governance.accept_what_stands": pgettext_lazy(
        "act in the journal", "Set an action against what stands now"
    ),
    "governance.add_action": pgettext_lazy("act in the journal", "Add an action to a draft"),
    "governance.add_actions": pgettext_lazy("act in the journal", "Add actions to a draft"),
    "governance.add_assignment": pgettext_lazy(
        "act in the journal", "Add what is to be done after a decision"
    ),
    "governance.add_claim": pgettext_lazy("act in the journal", "Claim something of a draft"),
    "governance.add_description": pgettext_lazy(
        "act in the journal", "Write a job description into a draft"
    ),
    "governance.add_scenario": pgettext_lazy(
        "act in the journal", "Keep an alternative of a draft"
    ),
    "governance.adopt_as_amended": pgettext_lazy(
        "act in the journal", "Adopt a reorganisation as amended"
    ),
    "governance.amend_action": pgettext_lazy(
        "act in the journal", "Put down that a body changed an action"
    ),
    "governance.amend_by_adding": pgettext_lazy(
        "act in the journal", "Put down that a body added an action"
    ),
    "governance.answer_finding": pgettext_lazy("act in the journal", "Answer a finding"),
    "governance.answer_question": pgettext_lazy(
        "act in the journal", "Answer a question of a body"
    ),
    "governance.appoint": pgettext_lazy("act in the journal", "Appoint a person"),
    "governance.approve": pgettext_lazy("act in the journal", "Approve a reorganisation"),
    "governance.ask_for_clearance": pgettext_lazy(
        "act in the journal", "Ask for a draft to be cleared"
    ),
    "governance.begin_budget_proposal": pgettext_lazy(
        "act in the journal", "Begin a budget proposal"
    ),
    "governance.cast_vote": pgettext_lazy("act in the journal", "Vote in a ballot"),
    "governance.change_action": pgettext_lazy("act in the journal", "Change an action of a draft"),
    "governance.change_comment": pgettext_lazy("act in the journal", "Change a comment"),
    "governance.change_engagement": pgettext_lazy(
        "act in the journal", "Change an engagement beside posts"
    ),
    "governance.choose_scenario": pgettext_lazy("act in the journal", "Choose an alternative"),
    "governance.call_off_ballot": pgettext_lazy("act in the journal", "Call off a ballot"),
    "governance.cite_in_reorganisation": pgettext_lazy(
        "act in the journal", "Say what a draft answers"
    ),
    "governance.close_assignment": pgettext_lazy(
        "act in the journal", "Say that an assignment is done"
    ),
    "governance.close_ballot": pgettext_lazy("act in the journal", "Close a ballot"),
    "governance.close_people_list": pgettext_lazy(
        "act in the journal", "Confirm the list of people affected"
    ),
    "governance.comment_from_outside": pgettext_lazy("act in the journal", "Comment from outside"),
    "governance.comment_on": pgettext_lazy("act in the journal", "Comment on a case"),
    "governance.confirm_assignment": pgettext_lazy(
        "act in the journal", "Assign what follows from a decision"
    ),
    "governance.confirm_correction": pgettext_lazy("act in the journal", "Confirm a correction"),
    "governance.add_affected_person": pgettext_lazy(
        "act in the journal", "Add a person to those affected"
    ),
    "governance.take_affected_person_out": pgettext_lazy(
        "act in the journal", "Take a person off those affected"
    ),
    "governance.confirm_people": pgettext_lazy("act in the journal", "Say how people are affected"),
    "governance.decide": pgettext_lazy("act in the journal", "Decide a reorganisation"),
    "governance.defer": pgettext_lazy("act in the journal", "Defer a step"),
    "governance.describe_reorganisation": pgettext_lazy(
        "act in the journal", "Change a draft's title, purpose or background"
    ),
    "governance.describe_scenario": pgettext_lazy(
        "act in the journal", "Describe an alternative anew"
    ),
    "governance.determine": pgettext_lazy("act in the journal", "Determine a question"),
    "governance.discard_budget_proposal": pgettext_lazy(
        "act in the journal", "Discard a budget proposal"
    ),
    "governance.discard_reorganisation": pgettext_lazy("act in the journal", "Discard a draft"),
    "governance.drop_assignment": pgettext_lazy("act in the journal", "Drop an assignment"),
    "governance.drop_proposal": pgettext_lazy(
        "act in the journal", "Drop what was proposed to follow"
    ),
    "governance.end_decision_rule": pgettext_lazy(
        "act in the journal", "End the rule by which a body decides"
    ),
    "governance.end_engagement": pgettext_lazy(
        "act in the journal", "End an engagement beside posts"
    ),
    "governance.end_incumbency": pgettext_lazy("act in the journal", "End the hold of a post"),
    "governance.end_seat": pgettext_lazy("act in the journal", "End a seat in a body"),
    "governance.engage": pgettext_lazy("act in the journal", "Engage somebody beside posts"),
    "governance.enter_into_force": pgettext_lazy("act in the journal", "Put in force"),
    "governance.erase_comments": pgettext_lazy("act in the journal", "Erase the words of comments"),
    "governance.erase_reasons": pgettext_lazy(
        "act in the journal", "Erase reasons about people affected"
    ),
    "governance.establish_from_template": pgettext_lazy(
        "act in the journal", "Put a template into a draft"
    ),
    "governance.fulfil": pgettext_lazy("act in the journal", "Say that a condition is met"),
    "governance.give_up_scenario": pgettext_lazy("act in the journal", "Give an alternative up"),
    "governance.invite_reviewer": pgettext_lazy(
        "act in the journal", "Invite a reviewer from outside"
    ),
    "governance.lapse_condition": pgettext_lazy(
        "act in the journal", "Let lapse what waited for a condition"
    ),
    "governance.lay_down_decision_rule": pgettext_lazy(
        "act in the journal", "Lay down how a body decides"
    ),
    "governance.leave_out_action": pgettext_lazy(
        "act in the journal", "Put down that a body left an action out"
    ),
    "governance.move_assignment": pgettext_lazy("act in the journal", "Move an assignment"),
    "governance.move_basis": pgettext_lazy(
        "act in the journal", "Move the ceiling of a delegation"
    ),
    "governance.name_reader": pgettext_lazy("act in the journal", "Name a reader of a draft"),
    "governance.name_successor": pgettext_lazy("act in the journal", "Name a successor"),
    "governance.open_ballot": pgettext_lazy("act in the journal", "Open a ballot"),
    "governance.propose_basis": pgettext_lazy(
        "act in the journal", "Propose another amount of a ceiling"
    ),
    "governance.propose_ceiling": pgettext_lazy(
        "act in the journal", "Propose the ceiling of a delegation"
    ),
    "governance.propose_correction": pgettext_lazy("act in the journal", "Propose a correction"),
    "governance.propose_lines": pgettext_lazy(
        "act in the journal", "Write lines into a budget proposal"
    ),
    "governance.propose_rescission": pgettext_lazy("act in the journal", "Propose a rescission"),
    "governance.put_back_scenario": pgettext_lazy("act in the journal", "Put an alternative back"),
    "governance.read_version": pgettext_lazy(
        "act in the journal", "Say that one read a case as it stands"
    ),
    "governance.rebase_draft": pgettext_lazy(
        "act in the journal", "Settle a draft with what is decided"
    ),
    "governance.recommend": pgettext_lazy("act in the journal", "Recommend a reorganisation"),
    "governance.record_as_decided": pgettext_lazy(
        "act in the journal", "Record an act as a body decided it"
    ),
    "governance.record_clearance": pgettext_lazy(
        "act in the journal", "Clear a draft, or send it back"
    ),
    "governance.record_on_budget_proposal": pgettext_lazy(
        "act in the journal", "Record an act on a budget proposal"
    ),
    "governance.record_opening_tables": pgettext_lazy(
        "act in the journal", "Record the opening of an organisation"
    ),
    "governance.record_report": pgettext_lazy(
        "act in the journal", "Say that a decision of a chair was reported"
    ),
    "governance.refer_back": pgettext_lazy("act in the journal", "Refer a reorganisation back"),
    "governance.reject": pgettext_lazy("act in the journal", "Reject a reorganisation"),
    "governance.remove_action": pgettext_lazy(
        "act in the journal", "Remove an action from a draft"
    ),
    "governance.remove_reader": pgettext_lazy("act in the journal", "Remove a reader of a draft"),
    "governance.reopen_comment": pgettext_lazy("act in the journal", "Reopen a comment"),
    "governance.reorder_actions": pgettext_lazy(
        "act in the journal", "Reorder the actions of a draft"
    ),
    "governance.reply_to": pgettext_lazy("act in the journal", "Reply to a comment"),
    "governance.resolve_comment": pgettext_lazy("act in the journal", "Resolve a comment"),
    "governance.revoke_invitation": pgettext_lazy(
        "act in the journal", "Revoke the invitation of a reviewer"
    ),
    "governance.seat_member": pgettext_lazy("act in the journal", "Give a seat in a body"),
    "governance.take_seats": pgettext_lazy("act in the journal", "Take seats from a table"),
    "governance.set_ceiling": pgettext_lazy(
        "act in the journal", "Set the ceiling of a delegation"
    ),
    "governance.set_deadline_convention": pgettext_lazy(
        "act in the journal", "Set how a body counts its deadlines"
    ),
    "governance.settle_chair": pgettext_lazy("act in the journal", "Settle a proposed chair"),
    "governance.settle_decision_rule": pgettext_lazy(
        "act in the journal", "Settle how a body is to decide"
    ),
    "governance.settle_ceiling": pgettext_lazy("act in the journal", "Settle a proposed ceiling"),
    "governance.start_reorganisation": pgettext_lazy("act in the journal", "Begin a draft"),
    "governance.start_rescission": pgettext_lazy(
        "act in the journal", "Begin a draft that undoes what is in force"
    ),
    "governance.submit_budget_proposal": pgettext_lazy(
        "act in the journal", "Put a budget proposal forward"
    ),
    "governance.submit_reorganisation": pgettext_lazy(
        "act in the journal", "Submit a reorganisation"
    ),
    "governance.take_back_amendment": pgettext_lazy(
        "act in the journal", "Take back what was put down of an amendment"
    ),
    "governance.take_back_answer": pgettext_lazy(
        "act in the journal", "Take back an answer to a finding"
    ),
    "governance.take_citation_back": pgettext_lazy(
        "act in the journal", "Take back what a draft cites"
    ),
    "governance.take_clearance_back": pgettext_lazy(
        "act in the journal", "Take a draft back from clearance"
    ),
    "governance.take_note": pgettext_lazy("act in the journal", "Take note of a reorganisation"),
    "governance.take_out_line": pgettext_lazy(
        "act in the journal", "Take a line out of a budget proposal"
    ),
    "governance.take_over_reorganisation": pgettext_lazy("act in the journal", "Take over a draft"),
    "governance.undo_edit": pgettext_lazy("act in the journal", "Take back an edit of a draft"),
    "governance.use_delegations": pgettext_lazy("act in the journal", "Use a delegation"),
    "governance.assign_translation": pgettext_lazy(
        "act in the journal", "Name who translates a case"
    ),
    "governance.end_translation": pgettext_lazy(
        "act in the journal", "Say that a case is translated, or take its translator off"
    ),
    "governance.release_case_papers": pgettext_lazy(
        "act in the journal", "Release the papers on a case"
    ),
    "governance.withdraw_case_papers": pgettext_lazy(
        "act in the journal", "Withdraw released papers on a case"
    ),
    "governance.keep_papers": pgettext_lazy(
        "act in the journal", "Keep the papers on a case as written"
    ),
    "governance.keep_submitted_papers": pgettext_lazy(
        "act in the journal", "Keep the papers on a case as submitted"
    ),
    "governance.take_paper_back": pgettext_lazy(
        "act in the journal", "Take over what was changed in a paper"
    ),
    "governance.take_translations": pgettext_lazy(
        "act in the journal", "Take translations back from translators"
    ),
    "governance.translate_case": pgettext_lazy("act in the journal", "Translate a case"),
    "governance.withdraw_budget_proposal": pgettext_lazy(
        "act in the journal", "Withdraw a budget proposal"
    ),
    "governance.withdraw_claim": pgettext_lazy("act in the journal", "Withdraw a claim"),
    "governance.withdraw_correction": pgettext_lazy(
        "act in the journal", "Withdraw a proposed correction"
    ),
    "governance.withdraw_reorganisation": pgettext_lazy(
        "act in the journal", "Withdraw a reorganisation"
    ),
}
