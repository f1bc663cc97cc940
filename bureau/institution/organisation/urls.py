"""Addresses of the structure."""

from django.urls import path

from bureau.institution.organisation.views import (
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
    path("posts/<int:post>/", posts.post, name="post"),
    path("posts/<int:post>/versions/", posts.post_versions, name="post-versions"),
    path("posts/<int:post>/history/", posts.post_history, name="post-history"),
    path("people/<int:person>/", people.person, name="person"),
    path("instruments/", instruments.instruments, name="instruments"),
    path("instruments/<int:instrument>/", instruments.instrument, name="instrument"),
]
