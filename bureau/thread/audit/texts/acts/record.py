"""What acts on people, the record itself and what leaves it are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

RECORD: Mapping[str, Promise] = {
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
    "accounts.close_account": pgettext_lazy("act in the journal", "Close an account"),
    "accounts.open_account": pgettext_lazy("act in the journal", "Open an account again"),
    "accounts.correct_name": pgettext_lazy("act in the journal", "Correct the name of a person"),
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
    "accounts.restore_administrator": pgettext_lazy(
        "act in the journal", "Make an administrator from the shell, where nobody was one"
    ),
    "accounts.erase_names": pgettext_lazy("act in the journal", "Erase proposed names"),
    "accounts.settle_name": pgettext_lazy("act in the journal", "Settle another name of a person"),
    "accounts.settle_grant": pgettext_lazy("act in the journal", "Settle a proposed grant"),
    "accounts.untie_identity": pgettext_lazy(
        "act in the journal", "Untie an identity elsewhere from a login"
    ),
    "accounts.use_recovery_code": pgettext_lazy("act in the journal", "Use a recovery code"),
    "erasure.erase_people": pgettext_lazy("act in the journal", "Erase people"),
    "erasure.ask_to_lift_hold": pgettext_lazy(
        "act in the journal", "Ask to lift a legal hold from a person"
    ),
    "erasure.lift_hold": pgettext_lazy("act in the journal", "Lift a legal hold from a person"),
    "erasure.place_hold": pgettext_lazy("act in the journal", "Place a legal hold on a person"),
    "erasure.replay_erasures": pgettext_lazy(
        "act in the journal", "Repeat erasures after a restore"
    ),
    "erasure.request_erasure": pgettext_lazy("act in the journal", "Ask that a person be erased"),
    "erasure.settle_erasure": pgettext_lazy(
        "act in the journal", "Settle a request to erase a person"
    ),
    "journal.commit_rows": pgettext_lazy("act in the journal", "Commit to the rows that stand"),
    "journal.declare_edited": pgettext_lazy(
        "act in the journal", "Declare rows as edited past the journal"
    ),
    "journal.declare_key": pgettext_lazy(
        "act in the journal", "Declare another key of the journal"
    ),
    "journal.declare_missing": pgettext_lazy(
        "act in the journal", "Declare that a thing never existed"
    ),
    "journal.found_installation": pgettext_lazy("act in the journal", "Found the installation"),
    "journal.open_contents": pgettext_lazy(
        "act in the journal", "Take out the contents of the journal"
    ),
    "journal.record_refusal": pgettext_lazy(
        "act in the journal", "Refused: two persons were needed"
    ),
    "journal.reveal_content": pgettext_lazy("act in the journal", "Look at a content of an entry"),
    "notices.choose_telling": pgettext_lazy("act in the journal", "Choose how one is told"),
    "notices.erase_feeds": pgettext_lazy("act in the journal", "Erase addresses of calendars"),
    "notices.erase_mails": pgettext_lazy("act in the journal", "Erase mails"),
    "notices.leave_mail": pgettext_lazy("act in the journal", "Leave a mail as it is"),
    "notices.make_calendar_feed": pgettext_lazy(
        "act in the journal", "Make an address of a calendar"
    ),
    "notices.revoke_calendar_feed": pgettext_lazy(
        "act in the journal", "Revoke an address of a calendar"
    ),
    "notices.send_mail_again": pgettext_lazy("act in the journal", "Send a mail again"),
    "programs.end_webhook": pgettext_lazy("act in the journal", "End a webhook"),
    "programs.erase_tokens": pgettext_lazy("act in the journal", "Erase tokens of programs"),
    "programs.erase_webhooks": pgettext_lazy("act in the journal", "Erase webhooks"),
    "programs.make_token": pgettext_lazy("act in the journal", "Make a token"),
    "programs.make_webhook": pgettext_lazy("act in the journal", "Make a webhook"),
    "programs.replay_webhook": pgettext_lazy("act in the journal", "Tell a webhook again"),
    "programs.revoke_token": pgettext_lazy("act in the journal", "Revoke a token"),
}
