"""Addresses of budgets and of what they are made of."""

from django.urls import path

from bureau.institution.finance.views import budgets, lines, settings

urlpatterns = [
    path("budgets/", budgets.budgets, name="budgets"),
    path("budgets/<int:budget>/", budgets.budget, name="budget"),
    path("settings/budgets/", settings.budgets, name="settings-budgets"),
    path("settings/budgets/<int:row>/", settings.budget, name="settings-budget"),
    path("settings/budgets/<int:budget>/lines/", lines.lines, name="settings-budget-lines"),
    path("settings/budget-lines/<int:row>/", lines.line, name="settings-budget-line"),
]
