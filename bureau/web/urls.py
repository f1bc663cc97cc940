"""The addresses of pages that belong to no app."""

from django.urls import path

from bureau.web import views

urlpatterns = [path("components/", views.components, name="components")]
