"""Addresses of the structure."""

from django.urls import path

from bureau.institution.organisation.views import charts, compare, exports

urlpatterns = [
    path("chart/", charts.opening_chart, name="chart"),
    path("chart/<int:unit>/", charts.unit_chart, name="unit-chart"),
    path("units/<int:unit>/", charts.unit_chart, name="unit"),
    path("posts/<int:unit>/", charts.unit_chart, name="post"),
    path("chart/<int:unit>/export.<str:form>", exports.chart_export, name="chart-file"),
    path("compare/<int:unit>/", compare.unit_comparison, name="compare"),
    path("compare/<int:unit>/export.<str:form>", exports.comparison_export, name="compare-file"),
]
