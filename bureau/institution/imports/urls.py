"""Addresses of imports."""

from django.urls import path

from bureau.institution.imports.views import budget_lines, imports, running, tables

urlpatterns = [
    path("settings/imports/", imports.imports, name="imports"),
    path("settings/imports/tables/new/", tables.new_table, name="import-table-new"),
    path("settings/imports/<int:number>/columns/", tables.columns, name="import-columns"),
    path("settings/imports/<int:number>/draft/", tables.draft, name="import-draft"),
    path("settings/imports/<int:number>/", imports.one_import, name="import"),
    path("settings/imports/<int:number>/renames/", running.settle, name="import-rename"),
    path(
        "settings/imports/<int:number>/application/", running.application, name="import-application"
    ),
    path("settings/imports/<int:number>/proposal/", running.proposal, name="import-proposal"),
    path("settings/imports/<int:number>/undoing/", running.undoing, name="import-undoing"),
    path("settings/budgets/<int:budget>/table/", budget_lines.new_table, name="budget-lines-table"),
    path(
        "budget-proposals/<int:proposal>/table/",
        budget_lines.table_of_proposal,
        name="budget-proposal-table",
    ),
]
