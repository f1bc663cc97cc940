"""Addresses of the structure."""

from django.urls import path

from bureau.institution.organisation.views import (
    acting,
    blocks,
    charts,
    compare,
    exports,
    instruments,
    people,
    posts,
    rollups,
    staffing,
    units,
)
from bureau.institution.organisation.views.settings import hub, reference, register, roles

urlpatterns = [
    path("chart/", charts.opening_chart, name="chart"),
    path("chart/<int:unit>/", charts.unit_chart, name="unit-chart"),
    path("chart/<int:unit>/export.<str:form>", exports.chart_export, name="chart-file"),
    path("compare/<int:unit>/", compare.unit_comparison, name="compare"),
    path("compare/<int:unit>/export.<str:form>", exports.comparison_export, name="compare-file"),
    path("units/<int:unit>/", units.unit, name="unit"),
    path("units/<int:unit>/history/", units.unit_history, name="unit-history"),
    path("posts/", staffing.posts, name="posts"),
    path("posts/by-unit/", rollups.posts_by_unit, name="posts-by-unit"),
    path("posts/by-grade/", rollups.posts_by_grade, name="posts-by-grade"),
    path("posts/blocks/", blocks.blocks, name="blocks"),
    path("posts/<int:post>/", posts.post, name="post"),
    path("posts/<int:post>/versions/", posts.post_versions, name="post-versions"),
    path("posts/<int:post>/history/", posts.post_history, name="post-history"),
    path("people/<int:person>/", people.person, name="person"),
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/<int:instrument>/", instruments.instrument, name="instrument"),
    path("acting/<int:post>/", acting.act_in, name="act-in"),
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
    path("settings/grades/", reference.grades, name="settings-grades"),
    path("settings/places/", reference.places, name="settings-places"),
    path("settings/standard-costs/", reference.costs, name="settings-costs"),
    path("settings/offices/", reference.offices, name="settings-offices"),
    path("settings/bodies/", register.bodies, name="settings-bodies"),
    path("settings/meetings/", register.meetings, name="settings-meetings"),
    path("settings/instruments/", register.instruments, name="settings-instruments"),
    path(
        "settings/instruments/<int:instrument>/provisions/",
        register.provisions,
        name="settings-provisions",
    ),
]
