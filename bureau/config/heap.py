"""How Python and the C library (glibc) keep memory for a server; others are left as they are."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
"""Numbers of options, as malloc.h has them."""
AT_ONCE = 128 * 1024
NOT_COUNTED = 1 << 31
"""From here on a count means that there is none."""
LARGEST, SMALLEST = 64 * 1024, 24


class _Info(ctypes.Structure):
    """`struct mallinfo2` of malloc.h."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


@contextmanager
def loading() -> Iterator[None]:
    """What is made within stays to the end, and is never looked through for garbage.

    To do so again and again, last of all when a process ends, took a quarter of the time that a
    short command works.
    """
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def give_memory_back() -> None:
    """Let what is freed go back to the machine: one heap for all threads, large arrays apart.

    The C library (glibc) else keeps a heap for each thread, and ever more of what was used once.
    """
    if set_option := getattr(ctypes.CDLL(None), "mallopt", None):
        for option, value in ((ARENA_MAX, 1), (TRIM_THRESHOLD, AT_ONCE), (MMAP_THRESHOLD, AT_ONCE)):
            set_option(option, value)


def fill_gaps() -> None:
    """Take all that is free between what is in use, and keep it for good.

    A process that parted from this one would put there what it makes, and so get for itself a copy
    of each page with a gap, thousands that all could share. Behind the last page it fills few.
    """
    library = declared()
    if library is None:
        return
    size, free = LARGEST, _gaps(library)
    while size >= SMALLEST:
        count = LARGEST // size
        for _ in range(count):
            library.malloc(size)
        before, free = free, _gaps(library)
        if before - free < count * size // 2:  # most came from behind the last page
            size //= 2


def stop_counting() -> None:
    """Have Python count no more who refers to what is there by now, and so keep it for good.

    To count is to write: each process that parts from this one would get for itself a copy of
    every page that it so much as looks at. What is never counted has the count of `None` (PEP 683);
    where it keeps that elsewhere (without a global lock, or in 32 bits) nothing is done.
    """
    count_at = ctypes.c_uint32.from_address
    never = count_at(id(None)).value
    if sys.implementation.name != "cpython" or never < NOT_COUNTED:
        return
    gc.unfreeze()  # or it would not be told among the objects
    waiting = gc.get_objects()
    while waiting:
        each = waiting.pop()
        count = count_at(id(each))
        if count.value < NOT_COUNTED:
            count.value = never
            waiting += gc.get_referents(each)
            if isinstance(each, CodeType):
                waiting += (each.co_consts, each.co_names)


def declared() -> ctypes.CDLL | None:
    """The library with what is asked of it; None where it is another, or before glibc 2.33."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        return None
    library.mallinfo2.restype = _Info
    library.malloc.restype = ctypes.c_void_p
    library.malloc.argtypes = [ctypes.c_size_t]
    return library


def _gaps(library: ctypes.CDLL) -> int:
    """How many bytes are free but at the end."""
    info = library.mallinfo2()
    return int(info.fordblks - info.keepcost)
