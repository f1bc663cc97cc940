"""The application that a WSGI server loads."""

import os

from django.core.wsgi import get_wsgi_application

from bureau.config import patience
from bureau.config.answering import Answering

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bureau.config.settings")
application = Answering(get_wsgi_application())
patience.wait(patience.SECONDS)
