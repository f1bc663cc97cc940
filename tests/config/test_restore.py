"""Restore as a person runs it: refused where something would be lost, or where it does not fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bureau.config.proving.grounds import Ground, Stage, copied
from tests.grounds import template


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with copied(template(Stage.FOUNDED)) as ground:
        yield ground


@pytest.mark.exhaustive
def test_restore_asks_for_force_where_there_is_something(ground: Ground, tmp_path: Path) -> None:
    file = str(tmp_path / "backup")
    assert ground.command("backup", file).returncode == 0
    assert ground.command("backup", file).returncode == 1
    assert ground.command("backup", file, "--force").returncode == 0
    refused = ground.command("restore", file)
    assert refused.returncode == 1 and "is not empty" in refused.stderr
    forced = ground.command("restore", file, "--force", BUREAU_POOL="1")
    assert forced.returncode == 0, forced.stderr
    assert "0 erasures replayed" in forced.stdout
    assert ground.command("verify", "journal").returncode == 0


@pytest.mark.exhaustive
def test_a_backup_whose_signature_is_false_is_refused(ground: Ground, tmp_path: Path) -> None:
    import tarfile

    assert ground.command("backup", str(tmp_path / "backup")).returncode == 0
    with tarfile.open(tmp_path / "backup") as tar:
        tar.extractall(tmp_path / "opened", filter="data")
    manifest = tmp_path / "opened/manifest.json"
    manifest.write_text(manifest.read_text().replace('"sequence": 4', '"sequence": 3'))
    with tarfile.open(tmp_path / "backup", "w:gz") as tar:
        for path in sorted((tmp_path / "opened").iterdir()):
            tar.add(path, path.name)
    refused = ground.command("restore", str(tmp_path / "backup"), "--force")
    assert refused.returncode == 1 and "signature" in refused.stderr


@pytest.mark.exhaustive
def test_a_backup_that_lacks_a_file_on_record_is_refused(ground: Ground, tmp_path: Path) -> None:
    hold = "from bureau.config.promises.backup import keep; keep(b'x')"
    assert ground.command("manage", "shell", "-v0", "-c", hold).returncode == 0
    [kept] = (ground.home / "files").glob("*/*")
    kept.unlink()
    assert ground.command("backup", str(tmp_path / "backup")).returncode == 0
    refused = ground.command("restore", str(tmp_path / "backup"), "--force")
    assert refused.returncode == 1 and f"{kept.name} is not there" in refused.stderr
