"""Addresses of the structure."""

from django.urls import path

from bureau.institution.organisation.views import charts

urlpatterns = [
    path("chart/", charts.opening_chart, name="chart"),
    path("chart/<int:unit>/", charts.unit_chart, name="unit-chart"),
    path("units/<int:unit>/", charts.unit_chart, name="unit"),
    path("posts/<int:unit>/", charts.unit_chart, name="post"),
    path("compare/<int:unit>/", charts.unit_chart, name="compare"),
]
