"""The kinds of thing there are, and which function of which app answers for each."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.web.kinds import COLUMNS, NONE, Column, Kind

NOTICES = "bureau.record.notices.queries.outbox"
CALENDARS = "bureau.record.notices.queries.calendars"
ORGANISATION = "bureau.institution.organisation.queries.wiring"
SEARCHED = "bureau.institution.organisation.queries.searched"
ACCOUNTS = "bureau.record.accounts.texts"
PROGRAMS = "bureau.record.programs"
ENDING = "bureau.institution.organisation.texts.endings"
ORGANISATION_HANGING = "bureau.institution.organisation.queries.hanging"
HANGING = "bureau.institution.organisation.texts.hanging"
RULES = "bureau.institution.procedures.queries.hanging"
RULES_DRAFTED = "bureau.institution.procedures.queries.rule_drafts"
REGISTER = "bureau.institution.organisation.queries.register"
MEETINGS = "bureau.institution.organisation.queries.meetings"
DUTIES = "bureau.institution.organisation.queries.duties"
EDGES = "bureau.institution.organisation.queries.edges"
FINANCE = "bureau.institution.finance"
GOVERNANCE = "bureau.institution.governance"
IMPORTS = "bureau.institution.imports"


def kind(name: str, plural: Promise, *, waits: bool = True, **columns: Column) -> Kind:
    """A row, with its heading to people; a column that is not named says `NONE`."""
    said = {column: columns.get(column, NONE) for column in COLUMNS}
    return Kind(name, **said, plural=plural, waits=waits)


KINDS = (
    kind(
        "unit",
        _("Units"),
        describe=f"{ORGANISATION}.units_described",
        visible=f"{ORGANISATION}.units_visible",
        owner=f"{ORGANISATION}.units_owned",
        search=f"{SEARCHED}.units_searched",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_units",
        thread=f"{EDGES}.edges_of_units",
        tabs=f"{FINANCE}.texts.tabs_of_units",
        ends=f"{ENDING}.units_ending",
    ),
    kind(
        "post",
        _("Posts"),
        describe=f"{ORGANISATION}.posts_described",
        visible=f"{ORGANISATION}.posts_visible",
        search=f"{SEARCHED}.posts_searched",
        verbs=(f"{GOVERNANCE}.texts.offers.verbs_of_posts", f"{ORGANISATION}.verbs_of_posts"),
        thread=f"{EDGES}.edges_of_posts",
        ends=(f"{ENDING}.posts_ending", f"{ENDING}.powers_ending"),
    ),
    kind(
        "block",
        _("Staffing blocks"),
        describe=f"{ORGANISATION}.blocks_described",
        visible=f"{ORGANISATION}.blocks_visible",
    ),
    kind(
        "engagement",
        _("Engagements beside posts"),
        describe=f"{ORGANISATION}.engagements_described",
        visible=f"{ORGANISATION}.engagements_visible",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_engagements",
        ends=f"{ENDING}.engagements_ending",
    ),
    kind(
        "description",
        _("Job descriptions"),
        describe=f"{ORGANISATION}.descriptions_described",
        visible=f"{GOVERNANCE}.queries.wiring.descriptions_visible",
        owner=f"{ORGANISATION}.descriptions_owned",
        search=f"{SEARCHED}.descriptions_searched",
    ),
    kind(
        "duty",
        _("Duties"),
        describe=f"{DUTIES}.duties_described",
        visible=f"{DUTIES}.duties_visible",
        owner=f"{DUTIES}.duties_owned",
        thread=f"{EDGES}.edges_of_duties",
    ),
    kind(
        "person",
        _("People"),
        describe=f"{ORGANISATION}.people_described",
        visible=f"{ORGANISATION}.people_visible",
        search=f"{SEARCHED}.people_searched",
        ends="bureau.record.accounts.texts.grants_ending",
        personal=(
            "bureau.record.erasure.queries.personal_of_people",
            "bureau.institution.organisation.queries.saved.views_personal",
        ),
        erases=(
            "bureau.record.erasure.services.people.erase_people",
            "bureau.institution.organisation.services.saved.erase_views",
        ),
    ),
    kind(
        "instrument",
        _("Instruments"),
        describe=f"{ORGANISATION}.instruments_described",
        visible=f"{ORGANISATION}.instruments_visible",
        calendar=f"{ORGANISATION}.days_of_instruments",
        search=f"{SEARCHED}.instruments_searched",
        owned="bureau.institution.organisation.texts.decisions.owned",
        hangs_on=f"{MEETINGS}.decisions_hanging",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_instruments",
        thread=(
            f"{EDGES}.edges_of_instruments",
            f"{RULES}.edges_of_instruments",
            f"{GOVERNANCE}.queries.edges.edges_of_instruments",
        ),
    ),
    kind(
        "provision",
        _("Provisions and mandates"),
        describe=f"{REGISTER}.provisions_described",
        visible=f"{REGISTER}.provisions_visible",
        search=f"{REGISTER}.provisions_searched",
        thread=(f"{EDGES}.edges_of_provisions", f"{RULES}.edges_of_provisions"),
    ),
    kind(
        "strategic_plan",
        _("Strategic plans"),
        describe=f"{REGISTER}.plans_described",
        visible=f"{REGISTER}.plans_visible",
    ),
    kind(
        "plan_element",
        _("Elements of strategic plans"),
        describe=f"{REGISTER}.elements_described",
        visible=f"{REGISTER}.elements_visible",
        search=f"{REGISTER}.elements_searched",
        thread=f"{EDGES}.edges_of_elements",
    ),
    kind(
        "body",
        _("Bodies"),
        describe=f"{ORGANISATION}.bodies_described",
        visible=f"{ORGANISATION}.bodies_visible",
        search=f"{SEARCHED}.bodies_searched",
        tabs=f"{GOVERNANCE}.texts.offers.tabs_of_bodies",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_bodies",
    ),
    kind(
        "seat",
        _("Seats of bodies"),
        describe=f"{GOVERNANCE}.texts.deciding_wiring.seats_described",
        visible=f"{GOVERNANCE}.queries.deciding_wiring.seats_visible",
        hangs_on=f"{GOVERNANCE}.queries.deciding_wiring.seats_hanging",
    ),
    kind(
        "meeting",
        _("Sessions and meetings"),
        describe=f"{MEETINGS}.meetings_described",
        visible=f"{MEETINGS}.meetings_visible",
        calendar=f"{MEETINGS}.meetings_in_calendar",
        search=f"{MEETINGS}.meetings_searched",
        tabs=f"{GOVERNANCE}.texts.offers.tabs_of_meetings",
    ),
    kind(
        "agenda_item",
        _("Agenda items"),
        describe=f"{MEETINGS}.items_described",
        visible=f"{MEETINGS}.items_visible",
    ),
    kind(
        "document",
        _("Documents"),
        describe=f"{MEETINGS}.documents_described",
        visible=f"{MEETINGS}.documents_visible",
        search=f"{MEETINGS}.documents_searched",
    ),
    kind(
        "office",
        _("Offices"),
        describe=f"{HANGING}.offices_described",
        visible=f"{ORGANISATION_HANGING}.offices_visible",
        hangs_on=f"{ORGANISATION_HANGING}.offices_hanging",
    ),
    kind(
        "post_role",
        _("Roles of posts"),
        describe=f"{HANGING}.roles_described",
        visible=f"{ORGANISATION_HANGING}.roles_visible",
        hangs_on=f"{ORGANISATION_HANGING}.roles_hanging",
        lapses_with=f"{ORGANISATION_HANGING}.roles_lapsing",
    ),
    kind(
        "delegation",
        _("Delegates and assistants"),
        describe=f"{HANGING}.delegations_described",
        visible=f"{ORGANISATION_HANGING}.delegations_visible",
        lapses_with=f"{ORGANISATION_HANGING}.delegations_lapsing",
    ),
    kind(
        "rule",
        _("Rules of procedure"),
        describe=f"{RULES}.rules_described",
        visible=f"{RULES}.rules_visible",
        hangs_on=f"{RULES}.rules_hanging",
        thread=f"{RULES}.edges_of_rules",
    ),
    kind(
        "organisation",
        _("Organisations"),
        describe=f"{ORGANISATION}.organisations_described",
        visible=f"{ORGANISATION}.organisations_visible",
        tabs=(
            f"{GOVERNANCE}.texts.wiring.settings_of_organisations",
            f"{IMPORTS}.texts.settings_of_organisations",
            f"{FINANCE}.texts.settings_of_organisations",
        ),
        ends=(f"{GOVERNANCE}.texts.endings.rules_ending", f"{ENDING}.numbers_ending"),
    ),
    kind(
        "budget",
        _("Budgets"),
        describe=f"{FINANCE}.queries.wiring.budgets_described",
        visible=f"{FINANCE}.queries.wiring.budgets_visible",
        search=f"{FINANCE}.queries.wiring.budgets_searched",
        owned=f"{FINANCE}.texts.owned",
        verbs=f"{IMPORTS}.texts.verbs_of_budgets",
    ),
    kind(
        "budget_line",
        _("Lines of budgets"),
        describe=f"{FINANCE}.queries.wiring.lines_described",
        visible=f"{FINANCE}.queries.wiring.lines_visible",
        hangs_on=f"{FINANCE}.queries.wiring.lines_hanging",
    ),
    kind(
        "reorganisation",
        _("Reorganisations"),
        describe=f"{GOVERNANCE}.texts.wiring.describe",
        visible=f"{GOVERNANCE}.queries.wiring.visible",
        owner=f"{GOVERNANCE}.queries.wiring.owner",
        waiting=f"{GOVERNANCE}.texts.wiring.waiting",
        owned=f"{GOVERNANCE}.texts.wiring.owned",
        search=f"{GOVERNANCE}.queries.wiring.searched",
        overlay=f"{GOVERNANCE}.queries.wiring.overlay",
        plans=f"{GOVERNANCE}.texts.wiring.plans",
        thread=f"{GOVERNANCE}.queries.edges.edges_of_reorganisations",
        tells=f"{GOVERNANCE}.queries.wiring.tells",
        sentence=f"{GOVERNANCE}.texts.wiring.sentence",
        ends=f"{GOVERNANCE}.texts.endings.plans_ending",
        routed=f"{GOVERNANCE}.texts.routed.actions_of_reorganisations",
    ),
    kind(
        "personnel_action",
        _("Personnel actions"),
        describe=f"{ORGANISATION}.instruments_described",
        visible=f"{ORGANISATION}.instruments_visible",
        routed=f"{GOVERNANCE}.texts.routed.personnel_actions",
    ),
    kind(
        "rule_draft",
        _("Drafts of rules"),
        describe=f"{RULES_DRAFTED}.drafts_described",
        visible=f"{RULES_DRAFTED}.drafts_visible",
        waiting="bureau.institution.procedures.texts.drafts_waiting",
    ),
    kind(
        "ballot",
        _("Ballots"),
        describe=f"{GOVERNANCE}.texts.deciding_wiring.ballots_described",
        visible=f"{GOVERNANCE}.queries.deciding_wiring.ballots_visible",
        waiting=f"{GOVERNANCE}.texts.deciding_wiring.ballots_waiting",
        tells=f"{GOVERNANCE}.queries.deciding_wiring.ballots_tell",
        sentence=f"{GOVERNANCE}.texts.deciding.waiting_sentence",
    ),
    kind(
        "report_owed",
        _("Reports owed"),
        describe=f"{GOVERNANCE}.texts.deciding_wiring.reports_described",
        visible=f"{GOVERNANCE}.queries.deciding_wiring.reports_visible",
        waiting=f"{GOVERNANCE}.texts.deciding_wiring.reports_waiting",
        tells=f"{GOVERNANCE}.queries.deciding_wiring.reports_tell",
        sentence=f"{GOVERNANCE}.texts.deciding.report_sentence",
    ),
    kind(
        "people_list",
        _("People affected"),
        describe=f"{GOVERNANCE}.texts.following.lists_described",
        visible=f"{GOVERNANCE}.queries.people.lists_visible",
        waiting=f"{GOVERNANCE}.texts.following.lists_waiting_for",
        personal=f"{GOVERNANCE}.texts.following.people_personal",
        erases=f"{GOVERNANCE}.services.erasing.erase_reasons",
    ),
    kind(
        "assignment",
        _("What follows from decisions"),
        describe=f"{GOVERNANCE}.texts.following.assignments_described",
        visible=f"{GOVERNANCE}.queries.following.assignments_visible",
        owner=f"{GOVERNANCE}.queries.following.assignments_owned",
        waiting=f"{GOVERNANCE}.texts.following.assignments_waiting",
        calendar=f"{GOVERNANCE}.queries.following.days_of_assignments",
        tells=f"{GOVERNANCE}.queries.following.assignments_told",
        sentence=f"{GOVERNANCE}.texts.following.assignment_sentence",
        hangs_on=f"{GOVERNANCE}.queries.following.assignments_hanging",
    ),
    kind(
        "late_step",
        _("Late steps"),
        describe=f"{GOVERNANCE}.texts.wiring.late_described",
        visible=f"{ORGANISATION}.posts_visible",
        tells=f"{GOVERNANCE}.queries.wiring.late_below",
        sentence=f"{GOVERNANCE}.texts.wiring.sentence",
    ),
    kind(
        "comment",
        _("Comments"),
        describe=f"{GOVERNANCE}.texts.comments.describe",
        visible=f"{GOVERNANCE}.queries.comments.visible",
        waiting=f"{GOVERNANCE}.texts.comments.waiting",
        tells=f"{GOVERNANCE}.queries.comments.tells",
        sentence=f"{GOVERNANCE}.texts.comments.sentence",
        personal=f"{GOVERNANCE}.texts.comments.personal",
        erases=f"{GOVERNANCE}.services.erasing.erase_comments",
        waits=False,
    ),
    kind(
        "clearance",
        _("Clearances"),
        describe=f"{GOVERNANCE}.texts.clearance.describe",
        visible=f"{GOVERNANCE}.queries.clearance.visible",
        waiting=f"{GOVERNANCE}.texts.clearance.waiting",
        tells=f"{GOVERNANCE}.queries.clearance.tells",
        sentence=f"{GOVERNANCE}.texts.clearance.sentence",
        routed=f"{GOVERNANCE}.texts.routed.actions_cleared",
    ),
    kind(
        "sign_in_link",
        _("Links to choose a password"),
        describe=f"{ACCOUNTS}.links_described",
        visible=f"{ACCOUNTS}.links_visible",
        tells=f"{ACCOUNTS}.links_told",
        sentence=f"{ACCOUNTS}.link_sentence",
        opens=f"{ACCOUNTS}.link_opened",
        personal=f"{ACCOUNTS}.links_personal",
        erases="bureau.record.accounts.services.erasing.erase_links",
    ),
    kind(
        "sign_in_change",
        _("Changes of how people sign in"),
        describe=f"{ACCOUNTS}.changes_described",
        visible=f"{ACCOUNTS}.changes_visible",
        tells=f"{ACCOUNTS}.changes_to_tell",
        sentence=f"{ACCOUNTS}.change_sentence",
        waits=False,
    ),
    kind(
        "token",
        _("Tokens of programs"),
        describe=f"{PROGRAMS}.texts.tokens_described",
        visible=f"{PROGRAMS}.queries.wiring.tokens_visible",
        personal=f"{PROGRAMS}.texts.tokens_personal",
        erases=f"{PROGRAMS}.services.erasing.erase_tokens",
    ),
    kind(
        "webhook",
        _("Webhooks"),
        describe=f"{PROGRAMS}.texts.webhooks_described",
        visible=f"{PROGRAMS}.queries.wiring.webhooks_visible",
        personal=f"{PROGRAMS}.texts.webhooks_personal",
        erases=f"{PROGRAMS}.services.erasing.erase_webhooks",
    ),
    kind(
        "import",
        _("Imports"),
        describe=f"{IMPORTS}.texts.describe",
        visible=f"{IMPORTS}.texts.visible",
        personal=f"{IMPORTS}.queries.personal.personal",
        erases=f"{IMPORTS}.services.erasing.erase_names",
    ),
    kind(
        "mail",
        _("Mails"),
        describe=f"{NOTICES}.mails_described",
        visible=f"{NOTICES}.mails_visible",
        personal=f"{NOTICES}.mails_personal",
        erases="bureau.record.notices.services.erasing.erase_mails",
    ),
    kind(
        "calendar_feed",
        _("Addresses of calendars"),
        describe=f"{CALENDARS}.feeds_described",
        visible=f"{CALENDARS}.feeds_visible",
        personal=(
            f"{CALENDARS}.feeds_personal",
            "bureau.record.notices.queries.choices.choices_personal",
        ),
        erases="bureau.record.notices.services.erasing.erase_feeds",
    ),
)
