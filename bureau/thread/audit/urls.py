"""The journal, its standing lists, one entry, and the verifier."""

from django.urls import path

from bureau.thread.audit.views import entry, journal, verifier

urlpatterns = [
    path("journal/", journal.journal, name="journal"),
    path("journal/<int:entry>/", entry.entry, name="journal-entry"),
    path("journal/lists/<slug:name>/", journal.standing_list, name="standing-list"),
    path("journal/verifier/", verifier.verifier, name="verifier"),
    path("journal/verifier.py", verifier.verifier_file, name="verifier-file"),
]
