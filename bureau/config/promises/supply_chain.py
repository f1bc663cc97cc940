"""Supply chain: what is installed is what was locked, is listed, and no advisory is out on it."""

import json
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bureau.config.installed import OURS, closure, plain
from bureau.config.proving.grounds import SQLITE, Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.suites import ROOT, is_checkout

UV = ROOT / ".tools" / "bin" / "uv"
REGISTRY, FILES = "https://pypi.org/simple", "https://files.pythonhosted.org/"
ALLOWED = frozenset(
    {
        *("0bsd", "apache-2.0", "apache software license", "bsd", "bsd license", "bsd-2-clause"),
        *("bsd-3-clause", "cc0-1.0", "isc", "lgpl-2.1-or-later", "lgpl-3.0-only", "mit", "mit-0"),
        *("lgpl-3.0-or-later", "mit license", "mpl-2.0", "psf-2.0", "unlicense", "zlib"),
        *("mozilla public license 2.0 (mpl 2.0)", "python software foundation license"),
    }
)
"""Permissive, MPL and LGPL, as metadata write them."""
READ = {"qrcode": "BSD-3-Clause"}
"""Whose licence was read, because their metadata say two things of it."""
ENCLOSED = re.compile(r"^\((.*)\)$")
AUDIT = ("tool", "run", "pip-audit==2.10.1", "--strict", "--disable-pip", "--no-deps")
CANARY = "django==3.2.0"
ADVISORY = re.compile(r"\b(PYSEC-\d|CVE-\d|GHSA-)")
type Check = Callable[[], Iterator[str]]


@promise("supply_chain", asked=4, quick=3, unit="checks", vendors=(SQLITE,), stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    if not is_checkout():
        return Outcome(0, told="the lock is in a checkout: run this there")
    broken = [fault for check in CHECKS[: trial.number] for fault in check()]
    if trial.number <= len(CHECKS):
        return Outcome(trial.number, broken)
    if not ADVISORY.search(audited(CANARY)):
        told = f"no advisory source answers for {CANARY}: advisories were not looked for"
        return Outcome(len(CHECKS), broken, told, asked=len(CHECKS))
    found = audited(requirements())
    broken += [line for line in found.splitlines() if ADVISORY.search(line)]
    return Outcome(len(CHECKS) + 1, broken, f"the canary {CANARY} was found")


def faults_of_lock() -> Iterator[str]:
    """Every file under its hash, from the public registry; what is installed is what is locked."""
    locked = {plain(one["name"]): one for one in packages()}
    for name, one in locked.items():
        if name == OURS:
            continue
        if one["source"].get("registry") != REGISTRY:
            yield f"{name} comes from {one['source']}"
        for file in [*one.get("wheels", ()), *([one["sdist"]] if "sdist" in one else [])]:
            if not str(file.get("hash", "")).startswith("sha256:"):
                yield f"{name}: {file['url']} has no hash"
            if not file["url"].startswith(FILES):
                yield f"{name}: {file['url']} is not public"
    for installed in closure():
        if installed.name not in locked:
            yield f"{installed.name} is installed and not locked"
        elif installed.version != locked[installed.name]["version"]:
            yield f"{installed.name} {installed.version} is installed, another version is locked"


def faults_of_bill() -> Iterator[str]:
    """The bill of materials names every package that is installed, each with a hash."""
    said = json.loads(uv("export", "--format", "cyclonedx1.5", "--locked", "--no-dev", "--quiet"))
    if said.get("bomFormat") != "CycloneDX":
        yield "the bill of materials is no CycloneDX"
    listed = {plain(one["name"]): one for one in said.get("components", ())}
    for installed in closure():
        if installed.name != OURS and installed.name not in listed:
            yield f"{installed.name} is not on the bill of materials"
    for name, one in listed.items():
        if not any(file.get("hashes") for file in one.get("externalReferences", ())):
            yield f"{name} is on the bill of materials without a hash"


def faults_of_licences() -> Iterator[str]:
    """Only licences under which a public body may use, change and pass it on with its own."""
    for installed in closure():
        licence = READ.get(installed.name, installed.licence)
        said = re.split(r"\s+AND\s+|\s*,\s*", licence)
        for one in said:
            choices = re.split(r"\s+OR\s+", ENCLOSED.sub(r"\1", one.strip()))
            if not any(choice.strip().lower() in ALLOWED for choice in choices):
                yield f"{installed.name}: {installed.licence or 'no licence said'}"


CHECKS: tuple[Check, ...] = (faults_of_lock, faults_of_bill, faults_of_licences)


def packages() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    return found


def requirements() -> str:
    return uv("export", "--locked", "--no-dev", "--no-emit-project", "--no-hashes", "--quiet")


def audited(requirements: str) -> str:
    """What pip-audit says of these; empty where it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requirements.txt"
        file.write_text(requirements)
        command = [str(UV), *AUDIT, "-r", str(file)]
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    return ended.stdout + ended.stderr


def uv(*words: str) -> str:
    command = [str(UV), *words]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return ended.stdout
