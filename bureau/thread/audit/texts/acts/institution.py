"""What acts on structure, rules and registers are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from bureau.institution.instruments.texts.acts import ON_INSTRUMENTS

INSTITUTION: Mapping[str, Promise] = {
    **ON_INSTRUMENTS,
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
    "finance.vote_lines": pgettext_lazy("act in the journal", "Vote lines of a budget"),
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
    "imports.propose_import": pgettext_lazy(
        "act in the journal", "Propose to write an import, or to take it back"
    ),
    "imports.settle_rename": pgettext_lazy("act in the journal", "Settle a proposed rename"),
    "imports.stage_cells": pgettext_lazy("act in the journal", "Read rows of a table"),
    "imports.stage_file": pgettext_lazy("act in the journal", "Read a file"),
    "imports.stage_rows": pgettext_lazy("act in the journal", "Read rows of a file"),
    "imports.stage_table": pgettext_lazy("act in the journal", "Read a table"),
    "imports.start_applying": pgettext_lazy("act in the journal", "Have an import written"),
    "imports.start_undoing": pgettext_lazy("act in the journal", "Have an import taken back"),
    "imports.take_back": pgettext_lazy("act in the journal", "Take back part of an import"),
    "imports.withdraw_import": pgettext_lazy(
        "act in the journal", "Withdraw the proposal of an import"
    ),
    "imports.write_costs": pgettext_lazy("act in the journal", "Write standard costs of a table"),
    "imports.write_things": pgettext_lazy("act in the journal", "Write part of an import"),
    "instruments.add_agenda_item": pgettext_lazy("act in the journal", "Put an item on an agenda"),
    "instruments.add_document_class": pgettext_lazy(
        "act in the journal", "Add a class of documents"
    ),
    "instruments.adopt_plan_version": pgettext_lazy(
        "act in the journal", "Adopt a version of a strategic plan"
    ),
    "instruments.begin_plan": pgettext_lazy("act in the journal", "Begin a strategic plan"),
    "instruments.begin_plan_version": pgettext_lazy(
        "act in the journal", "Begin a version of a strategic plan"
    ),
    "instruments.change_agenda_item": pgettext_lazy("act in the journal", "Change an agenda item"),
    "instruments.change_document": pgettext_lazy("act in the journal", "Change a document"),
    "instruments.cite": pgettext_lazy("act in the journal", "Say what a unit, post or duty serves"),
    "instruments.drop_agenda_item": pgettext_lazy(
        "act in the journal", "Take an item off an agenda"
    ),
    "instruments.drop_plan_line": pgettext_lazy(
        "act in the journal", "Leave an element out of a strategic plan"
    ),
    "instruments.end_citation": pgettext_lazy("act in the journal", "End a citation"),
    "instruments.follow_decision": pgettext_lazy("act in the journal", "Say how a decision stands"),
    "instruments.keep_body": pgettext_lazy("act in the journal", "Change a body"),
    "instruments.keep_document_class": pgettext_lazy(
        "act in the journal", "Change a class of documents"
    ),
    "instruments.keep_languages": pgettext_lazy(
        "act in the journal", "Say how far translations of a document are"
    ),
    "instruments.keep_meeting": pgettext_lazy("act in the journal", "Change a session"),
    "instruments.keep_sitting": pgettext_lazy("act in the journal", "Change a sitting"),
    "instruments.make_citation": pgettext_lazy("act in the journal", "Make a citation"),
    "instruments.name_plan": pgettext_lazy("act in the journal", "Name a strategic plan"),
    "instruments.put_plan_line": pgettext_lazy(
        "act in the journal", "Put an element into a strategic plan"
    ),
    "instruments.register_body": pgettext_lazy("act in the journal", "Register a body"),
    "instruments.put_file": pgettext_lazy("act in the journal", "Put a file on a document"),
    "instruments.take_file_off": pgettext_lazy("act in the journal", "Take a file off a document"),
    "instruments.register_document": pgettext_lazy("act in the journal", "Number a document"),
    "instruments.register_meeting": pgettext_lazy("act in the journal", "Register a meeting"),
    "instruments.register_sitting": pgettext_lazy("act in the journal", "Add a sitting"),
    "instruments.register_variant": pgettext_lazy(
        "act in the journal", "Number a revision or addendum"
    ),
    "instruments.settle_body_name": pgettext_lazy(
        "act in the journal", "Settle another name of a body"
    ),
    "instruments.take_bodies": pgettext_lazy("act in the journal", "Take bodies from a table"),
    "instruments.take_words": pgettext_lazy(
        "act in the journal", "Take what became of decisions from a table"
    ),
    "instruments.take_sessions": pgettext_lazy("act in the journal", "Take sessions from a table"),
    "instruments.take_agenda": pgettext_lazy("act in the journal", "Take an agenda from a table"),
    "instruments.take_documents": pgettext_lazy(
        "act in the journal", "Take documents from a table"
    ),
    "instruments.uncite": pgettext_lazy(
        "act in the journal", "Say what a unit, post or duty serves no more"
    ),
    "instruments.withdraw_document": pgettext_lazy("act in the journal", "Withdraw a document"),
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
    "organisation.confirm_stand_in": pgettext_lazy("act in the journal", "Confirm a stand-in"),
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
    "organisation.rename_view": pgettext_lazy("act in the journal", "Rename a view"),
    "organisation.reserve_next_numbers": pgettext_lazy(
        "act in the journal", "Reserve the next numbers"
    ),
    "organisation.reserve_number": pgettext_lazy("act in the journal", "Reserve a number"),
    "organisation.retire_template": pgettext_lazy("act in the journal", "Put a template aside"),
    "organisation.save_view": pgettext_lazy("act in the journal", "Keep a view"),
    "organisation.set_number_pattern": pgettext_lazy(
        "act in the journal", "Set a pattern of post numbers"
    ),
    "organisation.propose_standard_cost": pgettext_lazy(
        "act in the journal", "Propose a standard cost"
    ),
    "organisation.settle_standard_cost": pgettext_lazy(
        "act in the journal", "Settle a proposed standard cost"
    ),
    "organisation.settle_office": pgettext_lazy(
        "act in the journal", "Settle a proposed change of an office"
    ),
    "organisation.settle_role": pgettext_lazy("act in the journal", "Settle a proposed role"),
    "organisation.take_back_delegation": pgettext_lazy(
        "act in the journal", "Take a delegation back"
    ),
    "organisation.take_offices": pgettext_lazy("act in the journal", "Take offices from a table"),
    "organisation.translate_wording": pgettext_lazy("act in the journal", "Translate a wording"),
    "organisation.translate_wordings": pgettext_lazy("act in the journal", "Translate wordings"),
    "organisation.withdraw_standard_cost": pgettext_lazy(
        "act in the journal", "Take back a standard cost"
    ),
    "organisation.word": pgettext_lazy("act in the journal", "Keep a wording"),
    "organisation.word_each": pgettext_lazy("act in the journal", "Keep wordings"),
    "organisation.write_description": pgettext_lazy(
        "act in the journal", "Write a job description"
    ),
    "papers.end_translating": pgettext_lazy("act in the journal", "Take a translator off"),
    "papers.erase_translating": pgettext_lazy(
        "act in the journal", "Take somebody erased off what they translate"
    ),
    "papers.keep_paper": pgettext_lazy("act in the journal", "Keep a paper as it was written"),
    "papers.name_translator": pgettext_lazy("act in the journal", "Name a translator"),
    "papers.release_papers": pgettext_lazy("act in the journal", "Release papers"),
    "papers.review_phrase": pgettext_lazy("act in the journal", "Review a phrase"),
    "papers.set_phrase": pgettext_lazy("act in the journal", "Word a phrase"),
    "papers.take_phrase_back": pgettext_lazy("act in the journal", "Take a phrase back"),
    "papers.take_phrases": pgettext_lazy("act in the journal", "Take phrases from a glossary"),
    "papers.withdraw_release": pgettext_lazy("act in the journal", "Withdraw released papers"),
    "pools.move_cap": pgettext_lazy("act in the journal", "Move a cap"),
    "pools.move_hold": pgettext_lazy("act in the journal", "Move a hold"),
    "pools.open_pool": pgettext_lazy("act in the journal", "Open a pool"),
    "pools.take": pgettext_lazy("act in the journal", "Take from a pool"),
    "procedures.answer_question": pgettext_lazy(
        "act in the journal", "Answer a question of a procedure"
    ),
    "procedures.begin_rule_draft": pgettext_lazy("act in the journal", "Begin a draft of rules"),
    "procedures.change_rule_draft": pgettext_lazy(
        "act in the journal", "Change title or day of a draft of rules"
    ),
    "procedures.end_rule": pgettext_lazy("act in the journal", "End a rule"),
    "procedures.open_round": pgettext_lazy("act in the journal", "Open a round of a procedure"),
    "procedures.put_rule_in_force": pgettext_lazy("act in the journal", "Put a rule in force"),
    "procedures.put_rules_in_force": pgettext_lazy(
        "act in the journal", "Put a draft of rules in force"
    ),
    "procedures.record_act": pgettext_lazy("act in the journal", "Record an act of a procedure"),
    "procedures.record_lapse": pgettext_lazy(
        "act in the journal", "Record that a condition of a procedure lapsed"
    ),
    "procedures.record_rule_trial": pgettext_lazy("act in the journal", "Try a draft of rules"),
    "procedures.remove_rule_line": pgettext_lazy(
        "act in the journal", "Take a line out of a draft of rules"
    ),
    "procedures.withdraw_rule_draft": pgettext_lazy(
        "act in the journal", "Withdraw a draft of rules"
    ),
    "procedures.write_rule_end": pgettext_lazy(
        "act in the journal", "Write the end of a rule into a draft"
    ),
    "procedures.write_rule_line": pgettext_lazy("act in the journal", "Write a rule into a draft"),
}
