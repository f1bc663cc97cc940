"""Addresses of papers that were kept."""

from django.urls import path

from bureau.institution.papers import views

urlpatterns = [path("papers/kept/<int:paper>/", views.paper, name="kept-paper")]
