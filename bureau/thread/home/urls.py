"""The first page."""

from django.urls import path

from bureau.thread.home import views

urlpatterns = [path("", views.home, name="home")]
