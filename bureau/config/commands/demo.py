"""The demonstration: build the case that ships, then serve it."""

import argparse

from bureau.config.commands import serve
from bureau.config.installation import prepare


def declare(command: argparse.ArgumentParser) -> None:
    serve.declare(command)
    command.add_argument("--prepare", action="store_true", help="build the example and end")


def execute(options: argparse.Namespace) -> int:
    prepare()
    if options.prepare:
        return 0
    print(f"Bureau is at http://{options.host}:{options.port}/")
    return serve.serve(options.host, options.port, options.workers, with_worker=True)
