"""The first page, and what is on record of its reader."""

from django.urls import path

from bureau.thread.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("account/trail/", views.trail, name="trail"),
]
