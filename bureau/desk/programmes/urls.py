"""The address of the hub; those of the nouns are made by the kit."""

from django.urls import path

from bureau.desk.programmes import views

urlpatterns = [path("work/", views.hub, name="work")]
