"""What is installed with Bureau at run time: every distribution, its size and its licence."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

OURS = "bureau"
_NAME = re.compile(r"^([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?")


@dataclass(frozen=True, slots=True)
class Installed:
    """One distribution; `licence` is what its metadata says, in its own words."""

    name: str
    version: str
    size: int
    licence: str


def closure() -> list[Installed]:
    """Bureau and all it needs at run time on this machine, by name."""
    found: dict[str, Installed] = {}
    wanted = [(OURS, "")]
    while wanted:
        name, extras = wanted.pop()
        try:
            this = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or Python than this one
        if plain(name) not in found:
            found[plain(name)] = Installed(plain(name), this.version, _size(this), _licence(this))
            wanted += list(_needs(this, ""))
        if extras:
            wanted += [need for extra in extras.split(",") for need in _needs(this, extra.strip())]
    return sorted(found.values(), key=lambda one: one.name)


def plain(name: str) -> str:
    """One name for one distribution, however it is written."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needs(this: Distribution, extra: str) -> Iterator[tuple[str, str]]:
    """What it requires without an extra, or by that extra; markers of systems are not weighed:
    what is not for this one is not installed."""
    for said in this.requires or ():
        requirement, _, marker = said.partition(";")
        asked = re.search(r"extra\s*==\s*['\"]([^'\"]+)['\"]", marker)
        if (asked[1] if asked else "") == extra and (match := _NAME.match(requirement.strip())):
            yield match[1], match[2] or ""


def _size(this: Distribution) -> int:
    """In bytes, of the files it brought; those compiled here do not count."""
    if plain(this.metadata["Name"]) == OURS:
        return _folder(Path(__file__).parents[1])
    files = [Path(str(file.locate())) for file in this.files or () if file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in files if file.is_file())


def _folder(folder: Path) -> int:
    left_out = (".pyc", ".po")
    files = (path for path in folder.rglob("*") if path.suffix not in left_out)
    return sum(path.stat().st_size for path in files if path.is_file())


def _licence(this: Distribution) -> str:
    said = this.metadata.get("License-Expression") or ""
    classifiers = this.metadata.get_all("Classifier") or []
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    text = (this.metadata.get("License") or "").strip().partition("\n")[0]
    return said or ", ".join(named) or text


def grown(kept: Mapping[str, int], listed: Iterable[Installed]) -> list[str]:
    """What is larger than when it was kept, or new, the largest growth first."""
    more = {one.name: one.size - kept.get(one.name, 0) for one in listed}
    named = sorted((size, name) for name, size in more.items() if size > 0)
    return [f"{name} by {size / 2**20:.1f} MB" for size, name in reversed(named)]


def main() -> None:
    """Print the size of it all, and of its largest parts; with `--keep FILE` keep the sizes."""
    listed = closure()
    if sys.argv[1:2] == ["--keep"]:
        sizes = {one.name: one.size for one in listed}
        Path(sys.argv[2]).write_text(json.dumps(sizes, indent=1) + "\n")
    total = sum(one.size for one in listed)
    print(f"Installed at run time: {total / 2**20:.1f} MB in {len(listed)} packages")
    for one in sorted(listed, key=lambda one: -one.size)[:6]:
        print(f"  {one.size / 2**20:6.1f} MB  {one.name} {one.version}  ({one.licence})")


if __name__ == "__main__":
    main()
