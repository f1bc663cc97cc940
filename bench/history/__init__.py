"""What a Django team would pick: models of its own with django-simple-history; one axis of time."""
