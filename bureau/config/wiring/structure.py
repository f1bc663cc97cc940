"""The structure and its register: units, posts, people, instruments, bodies, offices, rules."""

from django.utils.translation import gettext_lazy as _

from bureau.core.scopes import Scope
from bureau.web.wired import row as kind

ORGANISATION = "bureau.institution.organisation.queries.wiring"
SEARCHED = "bureau.institution.organisation.queries.searched"
ENDING = "bureau.institution.organisation.texts.endings"
ORGANISATION_HANGING = "bureau.institution.organisation.queries.hanging"
HANGING = "bureau.institution.organisation.texts.hanging"
POWERS = "bureau.institution.organisation.queries.powers"
RULES = "bureau.institution.procedures.queries.hanging"
REGISTER = "bureau.institution.organisation.queries.register"
MEETINGS = "bureau.institution.organisation.queries.meetings"
PROPOSALS = "bureau.institution.organisation.texts.proposals"
PAPERS_DUE = "bureau.institution.organisation.texts.papers_due"
DUTIES = "bureau.institution.organisation.queries.duties"
EDGES = "bureau.institution.organisation.queries.edges"
FINANCE = "bureau.institution.finance"
GOVERNANCE = "bureau.institution.governance"
IMPORTS = "bureau.institution.imports"

STRUCTURE = (
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
        scope=Scope.PEOPLE,
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
        over=f"{GOVERNANCE}.queries.wiring.descriptions_over",
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
        scope=Scope.PEOPLE,
        describe=f"{ORGANISATION}.people_described",
        visible=f"{ORGANISATION}.people_visible",
        within="bureau.institution.organisation.queries.people.people_within",
        search=f"{SEARCHED}.people_searched",
        waiting=(
            "bureau.institution.organisation.texts.delegations.absences_waiting",
            "bureau.record.erasure.texts.holds_waiting",
        ),
        tells="bureau.institution.organisation.queries.standing_in.absences_tell",
        sentence="bureau.institution.organisation.texts.delegations.absence_sentence",
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
        waiting=f"{PAPERS_DUE}.decisions_waiting",
        owned="bureau.institution.organisation.texts.decisions.owned",
        tells="bureau.institution.organisation.queries.papers_due.decisions_tell",
        sentence=f"{PAPERS_DUE}.sentence",
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
        "phrase",
        _("Phrases"),
        describe="bureau.institution.organisation.queries.phrases.phrases_described",
        visible="bureau.institution.organisation.queries.phrases.phrases_visible",
    ),
    kind(
        "paper",
        _("Papers"),
        scope=Scope.CASES,
        describe="bureau.institution.papers.texts.papers_described",
        visible="bureau.institution.papers.queries.kept.papers_visible",
    ),
    kind(
        "release",
        _("Released papers"),
        scope=Scope.CASES,
        describe="bureau.institution.papers.texts.releases_described",
        visible="bureau.institution.papers.queries.releases.releases_visible",
    ),
    kind(
        "body",
        _("Bodies"),
        describe=f"{ORGANISATION}.bodies_described",
        visible=f"{ORGANISATION}.bodies_visible",
        waiting=f"{PROPOSALS}.names_waiting",
        owned=f"{PAPERS_DUE}.bodies_owned",
        search=f"{SEARCHED}.bodies_searched",
        tabs=f"{GOVERNANCE}.texts.offers.tabs_of_bodies",
        verbs=f"{GOVERNANCE}.texts.offers.verbs_of_bodies",
    ),
    kind(
        "seat",
        _("Seats of bodies"),
        scope=Scope.PEOPLE,
        describe=f"{GOVERNANCE}.texts.deciding_wiring.seats_described",
        visible=f"{GOVERNANCE}.queries.deciding_wiring.seats_visible",
        hangs_on=f"{GOVERNANCE}.queries.deciding_wiring.seats_hanging",
        ends=f"{GOVERNANCE}.texts.endings.seats_ending",
    ),
    kind(
        "meeting",
        _("Sessions and meetings"),
        describe=f"{MEETINGS}.meetings_described",
        visible=f"{MEETINGS}.meetings_visible",
        waiting=f"{PAPERS_DUE}.sessions_waiting",
        calendar=f"{MEETINGS}.meetings_in_calendar",
        tells="bureau.institution.organisation.queries.papers_due.sessions_tell",
        sentence=f"{PAPERS_DUE}.sentence",
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
        waiting=f"{PAPERS_DUE}.documents_waiting",
        tells="bureau.institution.organisation.queries.papers_due.documents_tell",
        sentence=f"{PAPERS_DUE}.sentence",
        search=f"{MEETINGS}.documents_searched",
    ),
    kind(
        "post_role",
        _("Roles of posts"),
        scope=Scope.PEOPLE,
        describe=f"{HANGING}.roles_described",
        visible=f"{POWERS}.roles_visible",
        waiting=f"{PROPOSALS}.roles_waiting",
        hangs_on=f"{ORGANISATION_HANGING}.roles_hanging",
        lapses_with=f"{ORGANISATION_HANGING}.roles_lapsing",
    ),
    kind(
        "delegation",
        _("Delegates and assistants"),
        scope=Scope.PEOPLE,
        describe=f"{HANGING}.delegations_described",
        visible=f"{POWERS}.delegations_visible",
        lapses_with=f"{ORGANISATION_HANGING}.delegations_lapsing",
    ),
    kind(
        "role_proposal",
        _("Proposed roles of posts"),
        scope=Scope.PEOPLE,
        describe=f"{HANGING}.proposed_roles_described",
        visible=f"{POWERS}.proposed_roles_visible",
    ),
    kind(
        "absence",
        _("Absences"),
        scope=Scope.PEOPLE,
        describe=f"{HANGING}.absences_described",
        visible=f"{POWERS}.absences_visible",
    ),
    kind(
        "settings",
        _("Settings and what is proposed of them"),
        scope=Scope.REGISTER,
        describe=f"{HANGING}.settings_described",
        visible=f"{POWERS}.settings_visible",
    ),
    kind(
        "rule",
        _("Rules of procedure"),
        scope=Scope.CASES,
        describe=f"{RULES}.rules_described",
        visible=f"{RULES}.rules_visible",
        hangs_on=f"{RULES}.rules_hanging",
        thread=f"{RULES}.edges_of_rules",
        ends=f"{GOVERNANCE}.texts.endings.rules_ending",
    ),
    kind(
        "organisation",
        _("Organisations"),
        describe=f"{ORGANISATION}.organisations_described",
        visible=f"{ORGANISATION}.organisations_visible",
        waiting=(
            f"{PROPOSALS}.costs_waiting",
            f"{GOVERNANCE}.texts.delegated.ceilings_waiting",
        ),
        tabs=(
            f"{GOVERNANCE}.texts.wiring.settings_of_organisations",
            f"{IMPORTS}.texts.offers.settings_of_organisations",
            f"{FINANCE}.texts.settings_of_organisations",
        ),
        ends=f"{ENDING}.numbers_ending",
    ),
)
