"""The one search."""

from django.urls import path

from bureau.record.search import views

urlpatterns = [path("search/", views.search, name="search")]
