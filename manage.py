"""Django's own commands, for those who know them."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bureau.config.settings")
execute_from_command_line(sys.argv)
