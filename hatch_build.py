"""Compiles the catalogues into the wheel, so that what is installed needs no folder to write to."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Each language's .po file becomes a .mo beside it, and goes along as an artifact."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "bureau/locale").glob("*/LC_MESSAGES/django.po")):
            target = source.with_suffix(".mo")
            polib.pofile(str(source)).save_as_mofile(str(target))
            build_data["artifacts"].append(str(target.relative_to(self.root)))
