"""The names on which journals and clients rest: acts, and operations of the API.

`python -m tests.config.snapshots` writes both files anew.
"""

from pathlib import Path

KEPT = Path(__file__).parent / "kept"


def act_names() -> list[str]:
    """Every act that the journal may hold, retired ones too, sorted."""
    from bureau.config.promises.every_act import services_there_are
    from bureau.record.journal.services.frame import RETIRED

    return sorted({*services_there_are()} | RETIRED)


def operations() -> list[str]:
    """Every operation of the API as method and address, sorted."""
    from bureau.config.api.door import description

    return sorted(
        f"{method.upper()} {address}"
        for address, methods in description()["paths"].items()
        for method in methods
        if method in ("get", "post", "put", "patch", "delete")
    )


FILES = {"acts.txt": act_names, "operations.txt": operations}


def write() -> None:
    for file, names in FILES.items():
        (KEPT / file).write_text("\n".join(names()) + "\n")


if __name__ == "__main__":
    from bureau.config.cli import set_up

    set_up()
    write()
