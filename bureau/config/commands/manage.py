"""Django's own commands, under our settings."""

import argparse

from django.core.management import execute_from_command_line


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("words", nargs=argparse.REMAINDER, help="as for manage.py")


def execute(options: argparse.Namespace) -> int:
    execute_from_command_line(["manage", *options.words])
    return 0
