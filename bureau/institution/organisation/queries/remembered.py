"""Arrays worked out of a snapshot, kept as long as it is: within a bound for the whole process.

A snapshot never changes, so what follows from it alone need not be worked out for every page. It is
known by its standing units: snapshots of days on which nothing is different may share these.
"""

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Concatenate
from weakref import ref

from numpy.typing import NDArray

from bureau.core.structure.snapshot import Snapshot

BYTES_KEPT = 64 * 2**20
ENTRY_BYTES, ARGUMENT_BYTES = 1024, 64
"""What an array takes besides, and each member of an argument that it is known by, about."""

_lock = Lock()
_kept: "OrderedDict[Hashable, tuple[ref[Any], NDArray[Any], int]]" = OrderedDict()
_bytes = 0


def remembered[**P, A: NDArray[Any]](
    work_out: Callable[Concatenate[Snapshot, P], A],
) -> Callable[Concatenate[Snapshot, P], A]:
    """Keep what a function makes of a snapshot and hashable arguments; nobody may write in it."""

    @functools.wraps(work_out)
    def look_up(now: Snapshot, /, *args: P.args, **kwargs: P.kwargs) -> A:
        standing = now.standing("unit")
        key = (work_out, id(standing), args, tuple(kwargs.items()))
        with _lock:
            owner, found, _ = _kept.get(key, (None, None, 0))
            if owner is not None and owner() is standing:
                _kept.move_to_end(key)
                return found  # type: ignore[return-value]
        made = work_out(now, *args, **kwargs)
        made.setflags(write=False)
        members = sum(len(each) for each in args if isinstance(each, tuple))
        _keep(key, standing, made, made.nbytes + ENTRY_BYTES + ARGUMENT_BYTES * members)
        return made

    return look_up


def _keep(key: Hashable, standing: object, made: NDArray[Any], size: int) -> None:
    global _bytes
    with _lock:
        if key in _kept:
            _bytes -= _kept.pop(key)[2]
        _kept[key] = ref(standing), made, size
        _bytes += size
        while _bytes > BYTES_KEPT and len(_kept) > 1:
            _bytes -= _kept.popitem(last=False)[1][2]
