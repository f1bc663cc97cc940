"""What each act of the journal is called; one that is not here, by its stable name."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

ACTS: Mapping[str, Promise] = {
    "accounts.add_factor": pgettext_lazy(
        "act in the journal", "Set up one-time codes or a passkey"
    ),
    "accounts.ask_for_link": pgettext_lazy(
        "act in the journal", "Ask for a link to choose a password"
    ),
    "accounts.change_password": pgettext_lazy("act in the journal", "Change a password"),
    "accounts.choose_language": pgettext_lazy("act in the journal", "Choose a language"),
    "accounts.choose_password": pgettext_lazy("act in the journal", "Choose a password by a link"),
    "accounts.create_person": pgettext_lazy("act in the journal", "Enrol a person"),
    "accounts.create_user": pgettext_lazy("act in the journal", "Give a login"),
    "accounts.end_session": pgettext_lazy("act in the journal", "End a session"),
    "accounts.end_sessions": pgettext_lazy("act in the journal", "End the sessions of a person"),
    "accounts.enrol_people": pgettext_lazy("act in the journal", "Enrol a list of people"),
    "accounts.enrol_person": pgettext_lazy("act in the journal", "Enrol a person with a login"),
    "accounts.erase_links": pgettext_lazy("act in the journal", "Erase links to choose a password"),
    "accounts.grant_directly": pgettext_lazy("act in the journal", "Give a direct grant"),
    "accounts.invite": pgettext_lazy("act in the journal", "Invite a person to choose a password"),
    "accounts.join_identity": pgettext_lazy(
        "act in the journal", "Tie an identity elsewhere to a login"
    ),
    "accounts.propose_end_of_grant": pgettext_lazy(
        "act in the journal", "Propose the end of a direct grant"
    ),
    "accounts.propose_grant": pgettext_lazy("act in the journal", "Propose a direct grant"),
    "accounts.remove_factor": pgettext_lazy(
        "act in the journal", "Take away one-time codes or a passkey"
    ),
    "accounts.remove_factors_of": pgettext_lazy(
        "act in the journal", "Take away what proves who one is"
    ),
    "accounts.renew_recovery_codes": pgettext_lazy("act in the journal", "Make new recovery codes"),
    "accounts.settle_grant": pgettext_lazy("act in the journal", "Settle a proposed grant"),
    "accounts.use_recovery_code": pgettext_lazy("act in the journal", "Use a recovery code"),
    "erasure.erase_people": pgettext_lazy("act in the journal", "Erase people"),
    "erasure.lift_hold": pgettext_lazy("act in the journal", "Lift a legal hold from a person"),
    "erasure.place_hold": pgettext_lazy("act in the journal", "Place a legal hold on a person"),
    "erasure.replay_erasures": pgettext_lazy(
        "act in the journal", "Repeat erasures after a restore"
    ),
    "erasure.request_erasure": pgettext_lazy("act in the journal", "Ask that a person be erased"),
    "erasure.settle_erasure": pgettext_lazy(
        "act in the journal", "Settle a request to erase a person"
    ),
    "governance.move_basis": pgettext_lazy(
        "act in the journal", "Move the ceiling of a delegation"
    ),
    "governance.set_ceiling": pgettext_lazy(
        "act in the journal", "Set the ceiling of a delegation"
    ),
    "governance.use_delegations": pgettext_lazy("act in the journal", "Use a delegation"),
    "pools.move_cap": pgettext_lazy("act in the journal", "Move a cap"),
    "pools.move_hold": pgettext_lazy("act in the journal", "Move a hold"),
    "pools.open_pool": pgettext_lazy("act in the journal", "Open a pool"),
    "pools.take": pgettext_lazy("act in the journal", "Take from a pool"),
    "finance.add_budget_line": pgettext_lazy("act in the journal", "Add a line to a budget"),
    "finance.add_exchange_rate": pgettext_lazy("act in the journal", "Add an exchange rate"),
    "finance.add_expenditure_object": pgettext_lazy(
        "act in the journal", "Add an object of expenditure"
    ),
    "finance.end_exchange_rate": pgettext_lazy("act in the journal", "End an exchange rate"),
    "finance.keep_budget": pgettext_lazy("act in the journal", "Change a budget"),
    "finance.keep_budget_line": pgettext_lazy("act in the journal", "Change a line of a budget"),
    "finance.keep_budget_lines": pgettext_lazy("act in the journal", "Keep lines of a budget"),
    "finance.keep_expenditure_object": pgettext_lazy(
        "act in the journal", "Change an object of expenditure"
    ),
    "finance.make_budget": pgettext_lazy("act in the journal", "Make a budget"),
    "governance.accept_amendment": pgettext_lazy(
        "act in the journal", "Accept what a body amended"
    ),
    "governance.accept_what_stands": pgettext_lazy(
        "act in the journal", "Set an action against what stands now"
    ),
    "governance.add_action": pgettext_lazy("act in the journal", "Add an action to a draft"),
    "governance.add_actions": pgettext_lazy("act in the journal", "Add actions to a draft"),
    "governance.add_claim": pgettext_lazy("act in the journal", "Claim something of a draft"),
    "governance.add_description": pgettext_lazy(
        "act in the journal", "Write a job description into a draft"
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
    "governance.change_action": pgettext_lazy("act in the journal", "Change an action of a draft"),
    "governance.change_engagement": pgettext_lazy(
        "act in the journal", "Change an engagement beside posts"
    ),
    "governance.cite_in_reorganisation": pgettext_lazy(
        "act in the journal", "Say what a draft answers"
    ),
    "governance.confirm_correction": pgettext_lazy("act in the journal", "Confirm a correction"),
    "governance.cast_vote": pgettext_lazy("act in the journal", "Vote in a ballot"),
    "governance.close_ballot": pgettext_lazy("act in the journal", "Close a ballot"),
    "governance.end_decision_rule": pgettext_lazy(
        "act in the journal", "End the rule by which a body decides"
    ),
    "governance.end_seat": pgettext_lazy("act in the journal", "End a seat in a body"),
    "governance.lay_down_decision_rule": pgettext_lazy(
        "act in the journal", "Lay down how a body decides"
    ),
    "governance.open_ballot": pgettext_lazy("act in the journal", "Open a ballot"),
    "governance.record_as_decided": pgettext_lazy(
        "act in the journal", "Record an act as a body decided it"
    ),
    "governance.record_report": pgettext_lazy(
        "act in the journal", "Say that a decision of a chair was reported"
    ),
    "governance.seat_member": pgettext_lazy("act in the journal", "Give a seat in a body"),
    "governance.decide": pgettext_lazy("act in the journal", "Decide a reorganisation"),
    "governance.defer": pgettext_lazy("act in the journal", "Defer a step"),
    "governance.describe_reorganisation": pgettext_lazy(
        "act in the journal", "Change a draft's title or purpose"
    ),
    "governance.determine": pgettext_lazy("act in the journal", "Determine a question"),
    "governance.discard_reorganisation": pgettext_lazy("act in the journal", "Discard a draft"),
    "governance.end_engagement": pgettext_lazy(
        "act in the journal", "End an engagement beside posts"
    ),
    "governance.end_incumbency": pgettext_lazy("act in the journal", "End the hold of a post"),
    "governance.engage": pgettext_lazy("act in the journal", "Engage somebody beside posts"),
    "governance.enter_into_force": pgettext_lazy("act in the journal", "Put in force"),
    "governance.establish_from_template": pgettext_lazy(
        "act in the journal", "Put a template into a draft"
    ),
    "governance.fulfil": pgettext_lazy("act in the journal", "Say that a condition is met"),
    "governance.lapse_condition": pgettext_lazy(
        "act in the journal", "Let lapse what waited for a condition"
    ),
    "governance.leave_out_action": pgettext_lazy(
        "act in the journal", "Put down that a body left an action out"
    ),
    "governance.name_reader": pgettext_lazy("act in the journal", "Name a reader of a draft"),
    "governance.name_successor": pgettext_lazy("act in the journal", "Name a successor"),
    "governance.propose_correction": pgettext_lazy("act in the journal", "Propose a correction"),
    "governance.propose_rescission": pgettext_lazy("act in the journal", "Propose a rescission"),
    "governance.recommend": pgettext_lazy("act in the journal", "Recommend a reorganisation"),
    "governance.record_opening_tables": pgettext_lazy(
        "act in the journal", "Record the opening of an organisation"
    ),
    "governance.refer_back": pgettext_lazy("act in the journal", "Refer a reorganisation back"),
    "governance.reject": pgettext_lazy("act in the journal", "Reject a reorganisation"),
    "governance.remove_action": pgettext_lazy(
        "act in the journal", "Remove an action from a draft"
    ),
    "governance.remove_reader": pgettext_lazy("act in the journal", "Remove a reader of a draft"),
    "governance.reorder_actions": pgettext_lazy(
        "act in the journal", "Reorder the actions of a draft"
    ),
    "governance.start_reorganisation": pgettext_lazy("act in the journal", "Begin a draft"),
    "governance.start_rescission": pgettext_lazy(
        "act in the journal", "Begin a draft that undoes what is in force"
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
    "governance.take_note": pgettext_lazy("act in the journal", "Take note of a reorganisation"),
    "governance.take_over_reorganisation": pgettext_lazy("act in the journal", "Take over a draft"),
    "governance.undo_edit": pgettext_lazy("act in the journal", "Take back an edit of a draft"),
    "governance.withdraw_claim": pgettext_lazy("act in the journal", "Withdraw a claim"),
    "governance.withdraw_reorganisation": pgettext_lazy(
        "act in the journal", "Withdraw a reorganisation"
    ),
    "imports.begin_applying": pgettext_lazy("act in the journal", "Begin to write an import"),
    "imports.begin_import": pgettext_lazy("act in the journal", "Begin an import"),
    "imports.begin_undoing": pgettext_lazy("act in the journal", "Begin to take back an import"),
    "imports.count_things": pgettext_lazy("act in the journal", "Count what an import writes"),
    "imports.draft_from_table": pgettext_lazy("act in the journal", "Make a draft from a table"),
    "imports.end_applying": pgettext_lazy("act in the journal", "End the writing of an import"),
    "imports.end_staging": pgettext_lazy("act in the journal", "End the reading of files"),
    "imports.end_undoing": pgettext_lazy("act in the journal", "End the taking back of an import"),
    "imports.erase_names": pgettext_lazy("act in the journal", "Erase names in imported tables"),
    "imports.match_columns": pgettext_lazy("act in the journal", "Match the columns of a table"),
    "imports.settle_rename": pgettext_lazy("act in the journal", "Settle a proposed rename"),
    "imports.stage_cells": pgettext_lazy("act in the journal", "Read rows of a table"),
    "imports.stage_file": pgettext_lazy("act in the journal", "Read a file"),
    "imports.stage_rows": pgettext_lazy("act in the journal", "Read rows of a file"),
    "imports.stage_table": pgettext_lazy("act in the journal", "Read a table"),
    "imports.start_applying": pgettext_lazy("act in the journal", "Have an import written"),
    "imports.start_undoing": pgettext_lazy("act in the journal", "Have an import taken back"),
    "imports.take_back": pgettext_lazy("act in the journal", "Take back part of an import"),
    "imports.write_costs": pgettext_lazy("act in the journal", "Write standard costs of a table"),
    "imports.write_things": pgettext_lazy("act in the journal", "Write part of an import"),
    "instruments.add_provision": pgettext_lazy("act in the journal", "Add a provision"),
    "instruments.adopt_plan_version": pgettext_lazy(
        "act in the journal", "Adopt a version of a strategic plan"
    ),
    "instruments.begin_plan": pgettext_lazy("act in the journal", "Begin a strategic plan"),
    "instruments.begin_plan_version": pgettext_lazy(
        "act in the journal", "Begin a version of a strategic plan"
    ),
    "instruments.change_instrument": pgettext_lazy("act in the journal", "Change an instrument"),
    "instruments.change_provision": pgettext_lazy("act in the journal", "Change a provision"),
    "instruments.cite": pgettext_lazy("act in the journal", "Say what a unit, post or duty serves"),
    "instruments.drop_plan_line": pgettext_lazy(
        "act in the journal", "Leave an element out of a strategic plan"
    ),
    "instruments.end_citation": pgettext_lazy("act in the journal", "End a citation"),
    "instruments.keep_body": pgettext_lazy("act in the journal", "Change a body"),
    "instruments.make_citation": pgettext_lazy("act in the journal", "Make a citation"),
    "instruments.make_instrument": pgettext_lazy("act in the journal", "Make an instrument"),
    "instruments.move_provision": pgettext_lazy("act in the journal", "Move a provision"),
    "instruments.name_plan": pgettext_lazy("act in the journal", "Name a strategic plan"),
    "instruments.put_plan_line": pgettext_lazy(
        "act in the journal", "Put an element into a strategic plan"
    ),
    "instruments.record_amendment": pgettext_lazy("act in the journal", "Record what amends what"),
    "instruments.register_body": pgettext_lazy("act in the journal", "Register a body"),
    "instruments.register_instrument": pgettext_lazy(
        "act in the journal", "Register an instrument"
    ),
    "instruments.register_meeting": pgettext_lazy("act in the journal", "Register a meeting"),
    "instruments.register_table": pgettext_lazy(
        "act in the journal", "Register instruments from a table"
    ),
    "instruments.settle_mandate": pgettext_lazy(
        "act in the journal", "Say what became of a mandate"
    ),
    "instruments.translate_instrument": pgettext_lazy(
        "act in the journal", "Translate an instrument"
    ),
    "instruments.uncite": pgettext_lazy(
        "act in the journal", "Say what a unit, post or duty serves no more"
    ),
    "instruments.withdraw_amendment": pgettext_lazy(
        "act in the journal", "Take back what amends what"
    ),
    "journal.found_installation": pgettext_lazy("act in the journal", "Found the installation"),
    "journal.open_contents": pgettext_lazy(
        "act in the journal", "Take out the contents of the journal"
    ),
    "journal.record_refusal": pgettext_lazy(
        "act in the journal", "Refused: two persons were needed"
    ),
    "journal.reveal_content": pgettext_lazy("act in the journal", "Look at a content of an entry"),
    "notices.erase_mails": pgettext_lazy("act in the journal", "Erase mails"),
    "notices.leave_mail": pgettext_lazy("act in the journal", "Leave a mail as it is"),
    "notices.send_mail_again": pgettext_lazy("act in the journal", "Send a mail again"),
    "organisation.add_grade": pgettext_lazy("act in the journal", "Add a grade"),
    "organisation.add_place": pgettext_lazy("act in the journal", "Add a place"),
    "organisation.add_standard_cost": pgettext_lazy("act in the journal", "Add a standard cost"),
    "organisation.adopt_staffing_table": pgettext_lazy(
        "act in the journal", "Put an adopted staffing table on the register"
    ),
    "organisation.create_organisation": pgettext_lazy(
        "act in the journal", "Begin an organisation"
    ),
    "organisation.delegate_post": pgettext_lazy("act in the journal", "Delegate a post"),
    "organisation.delete_view": pgettext_lazy("act in the journal", "Give up a view"),
    "organisation.drop_template_post": pgettext_lazy(
        "act in the journal", "Take a post out of a template"
    ),
    "organisation.drop_template_unit": pgettext_lazy(
        "act in the journal", "Take a unit out of a template"
    ),
    "organisation.end_absence": pgettext_lazy("act in the journal", "End an absence"),
    "organisation.end_role": pgettext_lazy("act in the journal", "End a role of a post"),
    "organisation.erase_views": pgettext_lazy("act in the journal", "Erase saved views"),
    "organisation.give_role": pgettext_lazy("act in the journal", "Give a role to a post"),
    "organisation.keep_grade": pgettext_lazy("act in the journal", "Change a grade"),
    "organisation.keep_office": pgettext_lazy("act in the journal", "Change an office"),
    "organisation.keep_organisation": pgettext_lazy(
        "act in the journal", "Change the facts of an organisation"
    ),
    "organisation.keep_place": pgettext_lazy("act in the journal", "Change a place"),
    "organisation.keep_standard_cost": pgettext_lazy(
        "act in the journal", "Change a standard cost"
    ),
    "organisation.make_identities": pgettext_lazy("act in the journal", "Number things to come"),
    "organisation.make_identity": pgettext_lazy("act in the journal", "Number a thing to come"),
    "organisation.make_template": pgettext_lazy("act in the journal", "Make a template"),
    "organisation.name_office": pgettext_lazy("act in the journal", "Name an office"),
    "organisation.name_template": pgettext_lazy("act in the journal", "Name a template"),
    "organisation.open_chart_at": pgettext_lazy(
        "act in the journal", "Choose where the chart opens"
    ),
    "organisation.propose_end_of_role": pgettext_lazy(
        "act in the journal", "Propose the end of a role"
    ),
    "organisation.propose_role": pgettext_lazy("act in the journal", "Propose a role"),
    "organisation.put_on_record": pgettext_lazy("act in the journal", "Put on record"),
    "organisation.put_template_post": pgettext_lazy(
        "act in the journal", "Put a post into a template"
    ),
    "organisation.put_template_unit": pgettext_lazy(
        "act in the journal", "Put a unit into a template"
    ),
    "organisation.put_under_several": pgettext_lazy(
        "act in the journal", "Put on record under several instruments"
    ),
    "organisation.record_absence": pgettext_lazy("act in the journal", "Say that a holder is away"),
    "organisation.record_opening": pgettext_lazy("act in the journal", "Record an opening"),
    "organisation.release_number": pgettext_lazy("act in the journal", "Release a reserved number"),
    "organisation.remark_on": pgettext_lazy("act in the journal", "Remark on a unit or post"),
    "organisation.reserve_next_numbers": pgettext_lazy(
        "act in the journal", "Reserve the next numbers"
    ),
    "organisation.reserve_number": pgettext_lazy("act in the journal", "Reserve a number"),
    "organisation.retire_template": pgettext_lazy("act in the journal", "Put a template aside"),
    "organisation.save_view": pgettext_lazy("act in the journal", "Keep a view"),
    "organisation.set_number_pattern": pgettext_lazy(
        "act in the journal", "Set a pattern of post numbers"
    ),
    "organisation.settle_role": pgettext_lazy("act in the journal", "Settle a proposed role"),
    "organisation.take_back_delegation": pgettext_lazy(
        "act in the journal", "Take a delegation back"
    ),
    "organisation.translate_wording": pgettext_lazy("act in the journal", "Translate a wording"),
    "organisation.withdraw_standard_cost": pgettext_lazy(
        "act in the journal", "Take back a standard cost"
    ),
    "organisation.word": pgettext_lazy("act in the journal", "Keep a wording"),
    "organisation.word_each": pgettext_lazy("act in the journal", "Keep wordings"),
    "organisation.write_description": pgettext_lazy(
        "act in the journal", "Write a job description"
    ),
    "procedures.answer_question": pgettext_lazy(
        "act in the journal", "Answer a question of a procedure"
    ),
    "procedures.end_rule": pgettext_lazy("act in the journal", "End a rule"),
    "procedures.open_round": pgettext_lazy("act in the journal", "Open a round of a procedure"),
    "procedures.put_rule_in_force": pgettext_lazy("act in the journal", "Put a rule in force"),
    "procedures.record_act": pgettext_lazy("act in the journal", "Record an act of a procedure"),
    "procedures.record_lapse": pgettext_lazy(
        "act in the journal", "Record that a condition of a procedure lapsed"
    ),
    "programs.end_webhook": pgettext_lazy("act in the journal", "End a webhook"),
    "programs.erase_tokens": pgettext_lazy("act in the journal", "Erase tokens of programs"),
    "programs.erase_webhooks": pgettext_lazy("act in the journal", "Erase webhooks"),
    "programs.make_token": pgettext_lazy("act in the journal", "Make a token"),
    "programs.make_webhook": pgettext_lazy("act in the journal", "Make a webhook"),
    "programs.replay_webhook": pgettext_lazy("act in the journal", "Tell a webhook again"),
    "programs.revoke_token": pgettext_lazy("act in the journal", "Revoke a token"),
}


def act_in_words(act: str) -> str:
    """What an act is called in the language of the page."""
    return str(ACTS.get(act, act))
