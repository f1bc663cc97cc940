"""The living page of all components."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
