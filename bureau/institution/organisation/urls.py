"""Addresses of the structure."""

from django.urls import path

from bureau.institution.organisation.views import (
    acting,
    adopted,
    blocks,
    charts,
    coming,
    compare,
    delegations,
    endings,
    engagements,
    exports,
    figures,
    large_charts,
    people,
    posts,
    rollups,
    saved,
    staffing,
    standing_in,
    units,
    work,
)
from bureau.institution.organisation.views.instruments import (
    amendments,
    citations,
    editing,
    history,
    listing,
    mandates,
    orphans,
    page,
    plans,
    provisions,
)
from bureau.institution.organisation.views.meetings import (
    agenda,
    bodies,
    decisions,
    document_files,
    documents,
    papers,
    sessions,
)
from bureau.institution.organisation.views.phrases import files as phrase_files
from bureau.institution.organisation.views.phrases import listing as phrase_list
from bureau.institution.organisation.views.phrases import page as phrase_page
from bureau.institution.organisation.views.settings import adopted as adopted_settings
from bureau.institution.organisation.views.settings import (
    costs,
    hub,
    numbers,
    register,
    roles,
    template_units,
    templates,
)
from bureau.institution.organisation.views.tables import bodies as bodies_table
from bureau.institution.organisation.views.tables import decisions as decisions_table
from bureau.institution.organisation.views.tables import instruments as instruments_table
from bureau.institution.organisation.views.tables import session as session_table
from bureau.institution.organisation.views.tables import sessions as sessions_table

INSTRUMENT = "instruments/<int:instrument>/"
PROVISION = "provisions/<int:provision>/"
VERSION = "strategic-plan-versions/<int:version>/"

REGISTER = [
    path("instruments/", listing.instruments, name="instruments"),
    path("instruments/new/", editing.new, name="instrument-new"),
    path("instruments/files/", instruments_table.files, name="instruments-files"),
    path(INSTRUMENT, page.instrument, name="instrument"),
    path(f"{INSTRUMENT}history/", history.instrument_history, name="instrument-history"),
    path(f"{INSTRUMENT}change/", editing.change, name="instrument-change"),
    path(f"{INSTRUMENT}provisions/", provisions.provisions, name="instrument-provisions"),
    path(f"{INSTRUMENT}provisions/new/", provisions.new, name="provision-new"),
    path(f"{INSTRUMENT}amendments/", amendments.amendments, name="instrument-amendments"),
    path(
        f"{INSTRUMENT}translations/<str:language>/",
        editing.translations,
        name="instrument-translations",
    ),
    path(
        "amendments/<int:amendment>/withdrawal/", amendments.withdraw, name="amendment-withdrawal"
    ),
    path(PROVISION, provisions.provision, name="provision"),
    path(f"{PROVISION}change/", provisions.change, name="provision-change"),
    path(f"{PROVISION}place/", provisions.place, name="provision-place"),
    path(f"{PROVISION}settlements/new/", mandates.settle, name="settlement-new"),
    path("mandates/", mandates.mandate_register, name="mandates"),
    path("mandates/orphans/", orphans.orphans, name="orphans"),
    path("citations/new/", citations.new, name="citation-new"),
    path("citations/<int:citation>/end/", citations.end, name="citation-end"),
    path("strategic-plans/", plans.plans, name="strategic-plans"),
    path("strategic-plans/new/", plans.new, name="strategic-plan-new"),
    path("strategic-plans/<int:plan>/", plans.plan, name="strategic-plan"),
    path("strategic-plans/<int:plan>/name/", plans.rename, name="strategic-plan-name"),
    path(
        "strategic-plans/<int:plan>/versions/new/",
        plans.new_version,
        name="strategic-plan-version-new",
    ),
    path(VERSION, plans.version, name="strategic-plan-version"),
    path(f"{VERSION}elements/new/", plans.line, name="strategic-plan-element-new"),
    path(f"{VERSION}elements/<int:line>/", plans.line, name="strategic-plan-element"),
    path(
        f"{VERSION}elements/<int:line>/removal/",
        plans.drop_line,
        name="strategic-plan-element-removal",
    ),
    path(f"{VERSION}adoption/", plans.adopt, name="strategic-plan-adoption"),
]

MEETING = "meetings/<int:meeting>/"
DOCUMENT = "documents/<int:document>/"

MEETINGS = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/files/", bodies_table.files, name="bodies-files"),
    path("bodies/<int:body>/", bodies.body, name="body"),
    path("bodies/<int:body>/meetings/new/", sessions.new, name="meeting-new"),
    path("bodies/<int:body>/document-classes/new/", bodies.new_class, name="document-class-new"),
    path("document-classes/<int:document_class>/", bodies.change_class, name="document-class"),
    path("meetings/", sessions.meetings, name="meetings"),
    path("meetings/files/", sessions_table.files, name="meetings-files"),
    path(MEETING, sessions.meeting, name="meeting"),
    path(f"{MEETING}change/", sessions.change, name="meeting-change"),
    path(f"{MEETING}sittings/new/", sessions.new_sitting, name="sitting-new"),
    path(f"{MEETING}agenda/new/", agenda.new, name="agenda-item-new"),
    path(f"{MEETING}documents/", documents.documents, name="meeting-documents"),
    path(f"{MEETING}documents/new/", papers.new, name="document-new"),
    path(f"{MEETING}decisions/", decisions.of_session, name="meeting-decisions"),
    path(f"{MEETING}files/", session_table.files, name="meeting-files"),
    path("agenda-items/<int:item>/change/", agenda.change, name="agenda-item-change"),
    path("agenda-items/<int:item>/removal/", agenda.drop, name="agenda-item-removal"),
    path(DOCUMENT, documents.document, name="document"),
    path(f"{DOCUMENT}change/", papers.change, name="document-change"),
    path(f"{DOCUMENT}languages/", papers.languages, name="document-languages"),
    path(f"{DOCUMENT}withdrawal/", papers.withdraw, name="document-withdrawal"),
    path(f"{DOCUMENT}files/", document_files.files, name="document-files"),
    path(f"{DOCUMENT}files/<str:language>/", document_files.file, name="document-file"),
    path(
        f"{DOCUMENT}files/<str:language>/removal/",
        document_files.take_off,
        name="document-file-removal",
    ),
    path(f"{DOCUMENT}<str:variant>/new/", papers.variant, name="document-variant"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/files/", decisions_table.files, name="decisions-files"),
    path("decisions/<int:instrument>/", decisions.decision, name="decision"),
    path("decisions/<int:instrument>/follow-up/", decisions.follow, name="decision-follow-up"),
]

urlpatterns = [
    path("chart/", charts.opening_chart, name="chart"),
    path("chart/<int:unit>/", charts.unit_chart, name="unit-chart"),
    path("chart/<int:unit>/export.<str:form>", exports.chart_export, name="chart-file"),
    path("chart/<int:unit>/boxes/", large_charts.chart_boxes, name="chart-boxes"),
    path("chart/<int:unit>/faces/", large_charts.chart_faces, name="chart-faces"),
    path("chart/<int:unit>/found/", large_charts.chart_found, name="chart-found"),
    path("compare/<int:unit>/", compare.unit_comparison, name="compare"),
    path("compare/<int:unit>/export.<str:form>", exports.comparison_export, name="compare-file"),
    path("units/<int:unit>/", units.unit, name="unit"),
    path("units/<int:unit>/history/", units.unit_history, name="unit-history"),
    path("units/<int:unit>/work/", work.unit_work, name="unit-work"),
    path("posts/<int:post>/work/", work.post_work, name="post-work"),
    path("posts/", staffing.posts, name="posts"),
    path("posts/by-unit/", rollups.posts_by_unit, name="posts-by-unit"),
    path("posts/by-grade/", rollups.posts_by_grade, name="posts-by-grade"),
    path("posts/blocks/", blocks.blocks, name="blocks"),
    path("posts/<int:post>/", posts.post, name="post"),
    path("posts/<int:post>/versions/", posts.post_versions, name="post-versions"),
    path("posts/<int:post>/history/", posts.post_history, name="post-history"),
    path("posts/figures/", figures.figures, name="figures"),
    path("posts/as-adopted/", adopted.as_adopted, name="as-adopted"),
    path("posts/beside/", engagements.beside_posts, name="beside-posts"),
    path("posts/ending/", endings.ending, name="ending"),
    path("posts/to-come/", coming.coming, name="coming"),
    path("views/", saved.views, name="saved-views"),
    path("views/new/", saved.new, name="saved-view-new"),
    path("views/<int:view>/name/", saved.rename, name="saved-view-name"),
    path("views/<int:view>/removal/", saved.delete, name="saved-view-removal"),
    path("people/<int:person>/", people.person, name="person"),
    path("people/<int:person>/history/", people.person_history, name="person-history"),
    *REGISTER,
    *MEETINGS,
    path("acting/<int:post>/", acting.act_in, name="act-in"),
    path("standing-in/", standing_in.standing_in, name="standing-in"),
    path("standing-in/delegate/", standing_in.delegate, name="delegate"),
    path(
        "standing-in/delegations/<int:delegation>/end/",
        standing_in.take_back,
        name="take-back-delegation",
    ),
    path("standing-in/register/", delegations.register, name="delegation-register"),
    path("standing-in/away/", standing_in.be_away, name="be-away"),
    path("standing-in/absences/<int:absence>/end/", standing_in.be_back, name="end-absence"),
    path(
        "standing-in/absences/<int:absence>/confirm/",
        standing_in.confirm_stand_in,
        name="confirm-stand-in",
    ),
    path("settings/", hub.settings, name="settings"),
    path("settings/organisation/", hub.facts, name="settings-facts"),
    path("settings/organisations/", hub.organisations, name="settings-organisations"),
    path(
        "settings/organisations/<int:organisation>/work/", hub.work_on, name="work-on-organisation"
    ),
    path("settings/roles/", roles.roles, name="settings-roles"),
    path("settings/roles/<int:post_role>/end/", roles.end_role, name="end-role"),
    path(
        "settings/roles/proposals/<int:proposal>/<str:verdict>/",
        roles.settle_role,
        name="settle-role",
    ),
    path("settings/standard-costs/", costs.costs, name="settings-costs"),
    path("settings/standard-costs/<int:row>/", costs.cost, name="settings-cost"),
    path(
        "settings/standard-costs/proposals/<int:proposal>/<str:verdict>/",
        costs.settle_cost,
        name="settle-cost",
    ),
    path("settings/number-patterns/", numbers.patterns, name="settings-number-patterns"),
    path("settings/numbers/", numbers.numbers, name="settings-numbers"),
    path("settings/numbers/<int:reservation>/release/", numbers.release, name="release-number"),
    path("settings/phrases/", phrase_list.phrases, name="settings-phrases"),
    path("settings/phrases/phrase/", phrase_page.phrase, name="settings-phrase"),
    path("settings/phrases/change/", phrase_page.change, name="settings-phrase-change"),
    path("settings/phrases/files/", phrase_files.files, name="settings-phrases-files"),
    path(
        "settings/phrases/<int:phrase>/review/", phrase_page.review, name="settings-phrase-review"
    ),
    path("settings/phrases/<int:phrase>/back/", phrase_page.take_back, name="settings-phrase-back"),
    path("settings/templates/", templates.templates, name="settings-templates"),
    path("settings/templates/<int:template>/", templates.template, name="settings-template"),
    path("settings/templates/<int:template>/retirement/", templates.retire, name="retire-template"),
    path(
        "settings/templates/<int:template>/posts/new/",
        templates.template_post,
        name="template-post-new",
    ),
    path(
        "settings/templates/<int:template>/posts/<int:place>/",
        templates.template_post,
        name="template-post",
    ),
    path(
        "settings/templates/<int:template>/posts/<int:place>/removal/",
        templates.drop_post,
        name="template-post-removal",
    ),
    path(
        "settings/templates/<int:template>/units/new/",
        template_units.template_unit,
        name="template-unit-new",
    ),
    path(
        "settings/templates/<int:template>/units/<int:place>/",
        template_units.template_unit,
        name="template-unit",
    ),
    path(
        "settings/templates/<int:template>/units/<int:place>/removal/",
        template_units.drop_unit,
        name="template-unit-removal",
    ),
    path("settings/adopted-tables/", adopted_settings.tables, name="settings-adopted-tables"),
    path("settings/bodies/", register.bodies, name="settings-bodies"),
    path("settings/bodies/<int:row>/", register.body, name="settings-body"),
    path(
        "settings/bodies/proposals/<int:proposal>/<str:verdict>/",
        register.settle_name,
        name="settle-body-name",
    ),
    path("settings/meetings/", register.meetings, name="settings-meetings"),
]
