"""Organogram files of an invented department, and ways in which files are spoiled."""

import csv
import io
from collections.abc import Callable, Sequence
from random import Random

SENIOR = (
    "Post Unique Reference,Name,Grade (or equivalent),Job Title,Parent Department,Organisation,"
    "Unit,Reports to Senior Post,FTE"
).split(",")
JUNIOR = (
    "Parent Department,Organisation,Unit,Reporting Senior Post,Grade,Generic Job Title,"
    "Number of Posts in FTE"
).split(",")
NAME = "Office of Proofs"
NASTY = (
    *(
        "",
        "0",
        "N/D",
        "Deleted",
        "XX",
        "-0",
        "1e9",
        "NaN",
        "1.000,50",
        str(2**63),
        "31/02",
        "03/04",
    ),
    *("=HYPERLINK(1)", "+1", "@x", "\t1", "\u202eabc\u202c", "\u200b", "I\u0307", "e\u0301", "é"),
    *("x" * 10_000, "a\nb", 'a"b', "\x00", "\ud7ff", ";", "99999999999999999999", "½", "١٢"),
)

type Files = list[tuple[str, bytes]]


def department(name: str = NAME, posts: int = 12) -> Files:
    """Two days of it; from one to the next a unit has another name, and a post is gone."""
    found: Files = []
    for day, unit in (("2015-03-31", "Old registry"), ("2016-03-31", "New registry")):
        seniors = [["1", "N/D", "S2", "Head", "Ministry", name, "Front office", "XX", "1"]]
        seniors += [
            [str(n), "N/D", "S1", f"Chief {n}", "Ministry", name, unit, str(n // 2), "0.8"]
            for n in range(2, posts - (day > "2016"))
        ]
        juniors = [
            ["Ministry", name, unit, str(n % 9 + 1), f"Grade {n % 4}", "Clerk", f"{n + 1}.5"]
            for n in range(posts * 2)
        ]
        slug = name.lower().replace(" ", "_")
        found.append((f"{slug}-{day}-senior.csv", _written([SENIOR, *seniors])))
        found.append((f"{slug}-{day}-junior.csv", _written([JUNIOR, *juniors])))
    return found


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def spoiled(random: Random, content: bytes) -> bytes:
    """The file with one to three things wrong with it."""
    for _ in range(random.randint(1, 3)):
        content = random.choice(WAYS)(random, content)
    return content


def _bytes_changed(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _lines_shuffled(random: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    random.shuffle(lines)
    return b"".join(lines)


def _lines_repeated(random: Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    return b"".join(lines + random.choices(lines, k=random.randint(1, 40)))


def _cells_replaced(random: Random, content: bytes) -> bytes:
    """Some cells hold what no cell should; the headings too, now and then."""
    rows = _rows(content)
    for _ in range(random.randint(1, 6)):
        row = random.choice(rows)
        if row:
            row[random.randrange(len(row))] = random.choice(NASTY)
    return _written(rows)


def _cells_moved(random: Random, content: bytes) -> bytes:
    rows = _rows(content)
    for row in random.choices(rows, k=random.randint(1, 5)):
        random.shuffle(row)
    return _written(rows)


def _columns_dropped(random: Random, content: bytes) -> bytes:
    rows = _rows(content)
    gone = random.randrange(max(map(len, rows), default=0) or 1)
    return _written([row[:gone] + row[gone + 1 :] for row in rows])


def _rows(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8", "replace").replace("\0", "")
    csv.field_size_limit(1_000_000)
    try:
        return list(csv.reader(io.StringIO(text))) or [[""]]
    except csv.Error:
        return [[""]]


def _encoded(random: Random, content: bytes) -> bytes:
    names = ("utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "utf-8-sig", "utf-7")
    return content.decode("utf-8", "replace").encode(random.choice(names), "replace")


def _separated(random: Random, content: bytes) -> bytes:
    return content.replace(b",", random.choice((b";", b"\t", b"|", b",,", b'"', b"\0", b" ")))


def _begun(random: Random, content: bytes) -> bytes:
    marks = (b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b", b"%PDF", b"\0")
    return random.choice(marks) + content


def _widened(random: Random, content: bytes) -> bytes:
    return content + b"," * random.choice((250, 100_000)) + b"\n"


WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _bytes_changed,
    _cut,
    _lines_shuffled,
    _lines_repeated,
    _cells_replaced,
    _cells_replaced,
    _cells_moved,
    _columns_dropped,
    _encoded,
    _separated,
    _begun,
    _widened,
)
