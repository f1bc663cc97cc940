"""What each act of the journal is called; one that is not here, by its stable name."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as _

ACTS: Mapping[str, Promise] = {
    "accounts.choose_language": _("act in the journal", "Choose a language"),
    "accounts.create_person": _("act in the journal", "Enrol a person"),
    "accounts.create_user": _("act in the journal", "Give a login"),
    "accounts.enrol_person": _("act in the journal", "Enrol a person with a login"),
    "accounts.grant_directly": _("act in the journal", "Give a direct grant"),
    "accounts.propose_grant": _("act in the journal", "Propose a direct grant"),
    "accounts.settle_grant": _("act in the journal", "Settle a proposed grant"),
    "erasure.request_erasure": _("act in the journal", "Ask that a person be erased"),
    "erasure.settle_erasure": _("act in the journal", "Settle a request to erase a person"),
    "erasure.replay_erasures": _("act in the journal", "Repeat erasures after a restore"),
    "erasure.place_hold": _("act in the journal", "Place a legal hold on a person"),
    "erasure.lift_hold": _("act in the journal", "Lift a legal hold from a person"),
    "governance.accept_what_stands": _(
        "act in the journal", "Set an action against what stands now"
    ),
    "governance.add_action": _("act in the journal", "Add an action to a draft"),
    "governance.add_description": _("act in the journal", "Write a job description into a draft"),
    "governance.answer_finding": _("act in the journal", "Answer a finding"),
    "governance.appoint": _("act in the journal", "Appoint a person"),
    "governance.approve": _("act in the journal", "Approve a reorganisation"),
    "governance.change_action": _("act in the journal", "Change an action of a draft"),
    "governance.confirm_correction": _("act in the journal", "Confirm a correction"),
    "governance.decide": _("act in the journal", "Decide a reorganisation"),
    "governance.defer": _("act in the journal", "Defer a step"),
    "governance.describe_reorganisation": _(
        "act in the journal", "Change a draft's title or purpose"
    ),
    "governance.determine": _("act in the journal", "Determine a question"),
    "governance.end_incumbency": _("act in the journal", "End the hold of a post"),
    "governance.name_reader": _("act in the journal", "Name a reader of a draft"),
    "governance.name_successor": _("act in the journal", "Name a successor"),
    "governance.propose_correction": _("act in the journal", "Propose a correction"),
    "governance.propose_rescission": _("act in the journal", "Propose a rescission"),
    "governance.recommend": _("act in the journal", "Recommend a reorganisation"),
    "governance.record_opening_tables": _(
        "act in the journal", "Record the opening of an organisation"
    ),
    "governance.refer_back": _("act in the journal", "Refer a reorganisation back"),
    "governance.reject": _("act in the journal", "Reject a reorganisation"),
    "governance.remove_action": _("act in the journal", "Remove an action from a draft"),
    "governance.remove_reader": _("act in the journal", "Remove a reader of a draft"),
    "governance.reorder_actions": _("act in the journal", "Reorder the actions of a draft"),
    "governance.start_reorganisation": _("act in the journal", "Begin a draft"),
    "governance.submit_reorganisation": _("act in the journal", "Submit a reorganisation"),
    "governance.take_back_answer": _("act in the journal", "Take back an answer to a finding"),
    "governance.take_note": _("act in the journal", "Take note of a reorganisation"),
    "governance.undo_edit": _("act in the journal", "Take back an edit of a draft"),
    "governance.withdraw_reorganisation": _("act in the journal", "Withdraw a reorganisation"),
    "instruments.add_provision": _("act in the journal", "Add a provision"),
    "instruments.make_instrument": _("act in the journal", "Make an instrument"),
    "instruments.register_body": _("act in the journal", "Register a body"),
    "instruments.register_instrument": _("act in the journal", "Register an instrument"),
    "instruments.register_meeting": _("act in the journal", "Register a meeting"),
    "journal.found_installation": _("act in the journal", "Found the installation"),
    "journal.open_contents": _("act in the journal", "Take out the contents of the journal"),
    "journal.record_refusal": _("act in the journal", "Refused: two persons were needed"),
    "journal.reveal_content": _("act in the journal", "Look at a content of an entry"),
    "notices.leave_mail": _("act in the journal", "Leave a mail as it is"),
    "notices.send_mail_again": _("act in the journal", "Send a mail again"),
    "organisation.add_grade": _("act in the journal", "Add a grade"),
    "organisation.add_place": _("act in the journal", "Add a place"),
    "organisation.add_standard_cost": _("act in the journal", "Add a standard cost"),
    "organisation.create_organisation": _("act in the journal", "Begin an organisation"),
    "organisation.delegate_post": _("act in the journal", "Delegate a post"),
    "organisation.end_role": _("act in the journal", "End a role of a post"),
    "organisation.give_role": _("act in the journal", "Give a role to a post"),
    "organisation.keep_organisation": _(
        "act in the journal", "Change the facts of an organisation"
    ),
    "organisation.name_office": _("act in the journal", "Name an office"),
    "organisation.open_chart_at": _("act in the journal", "Choose where the chart opens"),
    "organisation.propose_end_of_role": _("act in the journal", "Propose the end of a role"),
    "organisation.propose_role": _("act in the journal", "Propose a role"),
    "organisation.record_opening": _("act in the journal", "Record an opening"),
    "organisation.remark_on": _("act in the journal", "Remark on a unit or post"),
    "organisation.settle_role": _("act in the journal", "Settle a proposed role"),
    "organisation.translate_wording": _("act in the journal", "Translate a wording"),
    "organisation.write_description": _("act in the journal", "Write a job description"),
    "procedures.end_rule": _("act in the journal", "End a rule"),
    "procedures.put_rule_in_force": _("act in the journal", "Put a rule in force"),
}


def act_in_words(act: str) -> str:
    """What an act is called in the language of the page."""
    return str(ACTS.get(act, act))
