"""Structure in time at scale: ours against databases and what a Django team would pick.

One interleaved run on one machine; end products like for like, checked equal before anything is
timed; ratios of medians. Exit status 1 when a target of docs/speed.md is missed.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.measuring import Report

ROUNDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--postgres", default=os.environ.get("BUREAU_TEST_POSTGRES", ""))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    if not options.postgres:
        print("PostgreSQL is the peer to beat: start a server or name one by --postgres")
        return 2
    report = Report(options.posts)
    with tempfile.TemporaryDirectory() as folder, database(options.postgres) as url:
        os.environ |= {"BUREAU_HOME": folder, "DATABASE_URL": url, "BUREAU_POOL": "0"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.django_settings"
        import django

        django.setup()
        from bench.rounds import run

        run(report, Path(folder), url, options.rounds)
    missed = f"{report.short} of the targets missed" if report.short else "every target met"
    print(f"{options.posts} posts: {missed}")
    return 1 if report.short else 0


@contextmanager
def database(url: str) -> Iterator[str]:
    """A database of its own on that server, gone afterwards."""
    name = f"bureau_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
