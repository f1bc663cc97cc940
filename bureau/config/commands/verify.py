"""Check what is kept against what it follows from; prints every place that differs."""

import argparse


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=["journal"])


def execute(options: argparse.Namespace) -> int:
    return {"journal": verify_journal}[options.what]()


def verify_journal() -> int:
    from bureau.record.journal.queries import broken_links, head

    broken = broken_links()
    for place in broken:
        print(f"entry {place.sequence}: {place.how}")
    print(f"{head().sequence} entries, {len(broken)} broken")
    return 1 if broken else 0
