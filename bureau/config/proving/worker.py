"""A worker under trial; where asked to, with a guard taken away, to see that it guards."""

import os

from django.utils.module_loading import import_string

from bureau.config.cli import set_up


def main() -> None:
    set_up()
    from bureau.record.clock.services import work

    if unguard := os.environ.get("BUREAU_UNGUARDED"):
        import_string(unguard)()
    work(str(os.getpid()), lambda: True)


if __name__ == "__main__":
    main()
