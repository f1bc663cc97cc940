"""The addresses of pages that belong to no app."""

from django.urls import URLPattern, path

from bureau.web import views

urlpatterns: list[URLPattern] = [path("components/", views.components, name="components")]
