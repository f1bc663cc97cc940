"""The application under trial; where asked to, with a guard taken away, to see that it guards."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from bureau.config.answering import Answering

application = Answering(get_wsgi_application())
if unguard := os.environ.get("BUREAU_UNGUARDED"):
    import_string(unguard)()
