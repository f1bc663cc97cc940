"""What a journal entry of a reorganisation says happened, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bureau.record.journal.models import Entry

SENTENCES: dict[str, str] = {
    "governance.start_reorganisation": gettext_noop("The draft was begun."),
    "governance.discard_reorganisation": gettext_noop("The draft was discarded."),
    "governance.take_over_reorganisation": gettext_noop("It was taken over from {before}."),
    "governance.describe_reorganisation": gettext_noop(
        "Its title, purpose or background was changed."
    ),
    "governance.name_reader": gettext_noop("A reader was named."),
    "governance.remove_reader": gettext_noop("A reader was removed."),
    "governance.add_action": gettext_noop("An action was added."),
    "governance.add_description": gettext_noop("A job description was written and added."),
    "governance.change_action": gettext_noop("An action was changed."),
    "governance.accept_what_stands": gettext_noop("An action was set against what stands now."),
    "governance.remove_action": gettext_noop("An action was removed."),
    "governance.reorder_actions": gettext_noop("The order of the actions was changed."),
    "governance.undo_edit": gettext_noop("The last edit was taken back."),
    "governance.answer_finding": gettext_noop("A finding was answered."),
    "governance.take_back_answer": gettext_noop("An answer to a finding was taken back."),
    "governance.add_claim": gettext_noop("Something was claimed of it."),
    "governance.withdraw_claim": gettext_noop("A claim was withdrawn."),
    "governance.comment_on": gettext_noop("Somebody commented on it."),
    "governance.comment_from_outside": gettext_noop("A reviewer from outside commented on it."),
    "governance.reply_to": gettext_noop("Somebody replied to a comment."),
    "governance.change_comment": gettext_noop("The words of a comment were changed."),
    "governance.resolve_comment": gettext_noop("A comment was resolved."),
    "governance.reopen_comment": gettext_noop("It was taken back that a comment is resolved."),
    "governance.read_version": gettext_noop("Somebody said that they read it as it stood."),
    "governance.invite_reviewer": gettext_noop("A reviewer from outside was invited."),
    "governance.revoke_invitation": gettext_noop("An invitation of a reviewer was revoked."),
    "governance.ask_for_clearance": gettext_noop("It was put forward for clearance."),
    "governance.take_clearance_back": gettext_noop("The request to clear it was taken back."),
    "governance.record_clearance": gettext_noop("A step of its clearance was recorded."),
    "governance.name_successor": gettext_noop("A successor was named."),
    "governance.cite_in_reorganisation": gettext_noop("It was said what it answers."),
    "governance.take_citation_back": gettext_noop("A citation was taken back."),
    "governance.submit_reorganisation": gettext_noop("Version {version} was submitted and frozen."),
    "governance.recommend": gettext_noop("It was recommended."),
    "governance.approve": gettext_noop("It was approved."),
    "governance.decide": gettext_noop("It was decided."),
    "governance.amend_action": gettext_noop("A change by the body was put down."),
    "governance.leave_out_action": gettext_noop("What the body left out was put down."),
    "governance.amend_by_adding": gettext_noop("What the body added was put down."),
    "governance.take_back_amendment": gettext_noop("What was put down was taken back."),
    "governance.adopt_as_amended": gettext_noop("It was adopted as amended."),
    "governance.accept_amendment": gettext_noop("What the body amended was accepted."),
    "governance.answer_question": gettext_noop("A question of the body was answered."),
    "governance.open_ballot": gettext_noop("A ballot was opened."),
    "governance.cast_vote": gettext_noop("A vote was cast."),
    "governance.close_ballot": gettext_noop("A ballot was counted."),
    "governance.call_off_ballot": gettext_noop("A ballot was called off."),
    "governance.record_report": gettext_noop("What the chair decided alone was reported."),
    "governance.fulfil": gettext_noop("A condition was met."),
    "governance.lapse_condition": gettext_noop(
        "A condition was not met in time; what waited fell."
    ),
    "governance.start_rescission": gettext_noop(
        "The draft was begun, to undo what entered into force."
    ),
    "governance.take_note": gettext_noop("Note was taken of it."),
    "governance.determine": gettext_noop("A question was determined."),
    "governance.defer": gettext_noop("A step was deferred."),
    "governance.refer_back": gettext_noop("It was referred back to its author."),
    "governance.reject": gettext_noop("It was rejected, in whole or in part."),
    "governance.withdraw_reorganisation": gettext_noop("It was withdrawn, in whole or in part."),
    "governance.add_actions": gettext_noop("Several actions were added."),
    "governance.establish_from_template": gettext_noop("A template was put into the draft."),
    "governance.rebase_draft": gettext_noop("The draft was brought to what stands now."),
    "governance.add_scenario": gettext_noop("An alternative was kept beside the draft."),
    "governance.describe_scenario": gettext_noop("An alternative was described anew."),
    "governance.choose_scenario": gettext_noop("An alternative was made the draft."),
    "governance.give_up_scenario": gettext_noop("An alternative was given up."),
    "governance.put_back_scenario": gettext_noop("An alternative was put back."),
    "governance.keep_papers": gettext_noop("Papers on it were kept."),
    "governance.keep_submitted_papers": gettext_noop(
        "The papers of version {version} were kept as submitted."
    ),
    "governance.release_case_papers": gettext_noop("Papers on it were released."),
    "governance.withdraw_case_papers": gettext_noop("Papers on it were withdrawn."),
    "governance.take_paper_back": gettext_noop("What a paper brought back was taken over."),
    "governance.assign_translation": gettext_noop("A translation of it was assigned."),
    "governance.end_translation": gettext_noop("An assignment to translate it was ended."),
    "governance.take_translations": gettext_noop("Translations of it were taken over."),
    "governance.translate_case": gettext_noop("Its words were translated."),
    "governance.confirm_people": gettext_noop("It was said how people are affected."),
    "governance.add_affected_person": gettext_noop("A person was added to those affected."),
    "governance.take_affected_person_out": gettext_noop("A person was taken off those affected."),
    "governance.close_people_list": gettext_noop("The list of people affected was confirmed."),
    "governance.confirm_assignment": gettext_noop("What follows from it was assigned."),
    "governance.drop_proposal": gettext_noop("What was proposed to follow was dropped."),
    "governance.move_assignment": gettext_noop("What was assigned was moved."),
    "governance.drop_assignment": gettext_noop("What was assigned was dropped."),
    "governance.close_assignment": gettext_noop("What was assigned was done."),
    "governance.add_assignment": gettext_noop("Something was added to what follows from it."),
}


def entry_sentence(entry: Entry, before: str = "") -> str:
    """The sentence for an act; where an act has none, its stable name.

    `before` is the author from whom a draft was taken over.
    """
    message = SENTENCES.get(entry.act)
    if message is None:
        return entry.act
    return _(message).format(version=entry.details.get("version", ""), before=before)
