"""The core is loaded alone: standard library and numpy, nothing else within reach of it."""

import subprocess
import sys
from pathlib import Path

import numpy as np

import bureau

LOAD = """
import importlib, pkgutil, sys
known = set(sys.modules)
sys.path[:0] = sys.argv[1:]
import bureau.core
for module in pkgutil.walk_packages(bureau.core.__path__, "bureau.core."):
    importlib.import_module(module.name)
tops = {name.partition(".")[0] for name in set(sys.modules) - known}
ours = tops - set(sys.stdlib_module_names)
print(*sorted(name for name in ours if not name.startswith("_sysconfigdata")))
"""


def test_the_core_imports_the_standard_library_and_numpy_alone(tmp_path: Path) -> None:
    for package in (bureau, np):
        folder = Path(str(package.__file__)).parent
        (tmp_path / folder.name).symlink_to(folder)
    libraries = Path(str(np.__file__)).parent.with_name("numpy.libs")
    if libraries.is_dir():
        (tmp_path / libraries.name).symlink_to(libraries)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", LOAD, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= {"bureau", "numpy"}
