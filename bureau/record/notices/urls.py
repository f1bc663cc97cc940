"""The outbox."""

from django.urls import path

from bureau.record.notices import views

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:mail>/sending/", views.send_again, name="outbox-send-again"),
    path("outbox/<int:mail>/leaving/", views.leave, name="outbox-leave"),
]
