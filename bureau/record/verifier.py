"""Checks an exported journal or an evidence pack, alone: copy this one file to any machine.

    python verifier.py EXPORT|EVIDENCE.zip [--head HEADS.json] [--public-key KEY]

Needs the standard library of Python 3.10 or newer and nothing else. Shares no line with Bureau, so
that a fault there is not repeated here.
HEADS.json holds one or more heads kept elsewhere (`bureau journal head`), one JSON object a line.
KEY is the public key of the installation, in hex, as whoever checks it knows it.
"""

import argparse
import hashlib
import io
import json
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

GENESIS = "0" * 64
HEAD_PREFIX = b"bureau.journal.head\n"
EVIDENCE_PREFIX = b"bureau.evidence\n"
FORMAT = 2
MISSING_MOST = 1000
"""So many entries that are missing in a row are named one by one."""
SALT_DIGITS = 32
PACK_BYTES_MOST = 500 * 2**20
SAID = (
    *("sequence", "at", "person", "post", "act"),
    *("record_number", "details", "subjects", "previous"),
)
APART = ("dissents", "questions", "entry")
"""What the line of an act names beside what its entry binds as a whole: words, which its entry
commits to one by one."""

# Ed25519 as RFC 8032, section 5.1, writes it: the field, the curve's constant, the group's order.
PRIME = 2**255 - 19
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
ORDER = 2**252 + 27742317777372353535851937790883648493
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)

Point = tuple[int, int, int, int]
NEUTRAL: Point = (0, 1, 1, 0)


def read_once(text: str | bytes) -> Any:
    """JSON in UTF-8; ValueError where a key stands twice or a number is none, for programs differ
    in how they read these."""
    said = text.decode() if isinstance(text, bytes) else text
    return json.loads(said, object_pairs_hook=_once, parse_constant=_no_number)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def add(one: Point, other: Point) -> Point:
    """The sum of two points in extended coordinates (X, Y, Z, T)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % PRIME
    b = (one[1] + one[0]) * (other[1] + other[0]) % PRIME
    c = 2 * one[3] * other[3] * CURVE % PRIME
    d = 2 * one[2] * other[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)


def times(number: int, point: Point) -> Point:
    total = NEUTRAL
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def is_same(one: Point, other: Point) -> bool:
    across = (one[0] * other[2] - other[0] * one[2]) % PRIME
    along = (one[1] * other[2] - other[1] * one[2]) % PRIME
    return across == 0 and along == 0


def x_of(y: int, sign: int) -> int | None:
    """The x that belongs to y on the curve, with the sign asked for; None where there is none."""
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    if square == 0:
        return None if sign else 0
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if (x * x - square) % PRIME:
        return None
    return PRIME - x if x & 1 != sign else x


def point_of(encoded: bytes) -> Point | None:
    """The point that 32 bytes stand for; None where they stand for none."""
    number = int.from_bytes(encoded, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = x_of(y, sign) if len(encoded) == 32 and y < PRIME else None
    return None if x is None else (x, y, 1, x * y % PRIME)


def _generator() -> Point:
    y = 4 * pow(5, -1, PRIME) % PRIME
    x = x_of(y, 0)
    assert x is not None
    return (x, y, 1, x * y % PRIME)


GENERATOR = _generator()


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) is Ed25519 over `message` by the holder of the key."""
    if len(signature) != 64:
        return False
    key, promise = point_of(public_key), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or promise is None or scalar >= ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(hashed, "little") % ORDER
    return is_same(times(scalar, GENERATOR), add(promise, times(challenge, key)))


def is_signed_hex(public_key: str, prefix: bytes, said: Any, signature: str) -> bool:
    if (len(public_key), len(signature)) != (64, 128):
        return False
    try:
        key, signed = bytes.fromhex(public_key), bytes.fromhex(signature)
        return is_signed(key, prefix + canonical(said).encode(), signed)
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: at which entry (0: in the file as a whole), and how."""

    sequence: int
    how: str


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head: the chain ended with this entry and hash at that instant.

    `root` is over the hashes of all entries up to it (RFC 9162, 2.1); older heads have none.
    """

    sequence: int
    hash: str
    instant: str
    signature: str
    public_key: str
    root: str = ""

    def is_genuine(self) -> bool:
        said = {"hash": self.hash, "instant": self.instant, "sequence": self.sequence}
        said |= {"root": self.root} if self.root else {}
        return is_signed_hex(self.public_key, HEAD_PREFIX, said, self.signature)


SAYING_KEY = ("journal.found_installation", "journal.declare_key")
Said = tuple[int, str, str]
"""Where the journal says which key signs from there on: the entry, its instant and the key."""


def keys_said(entries: Iterable[Mapping[str, Any]]) -> list[Said]:
    """What entries, in order, say of keys; one that cannot be read says nothing."""
    acts = [one for one in entries if one["act"] in SAYING_KEY and isinstance(one["details"], dict)]
    return [
        (one["sequence"], str(one["at"]), str(one["details"]["public_key"]))
        for one in acts
        if "public_key" in one["details"]
    ]


def is_of_its_time(head: Head, said: Sequence[Said]) -> bool:
    """Whether the key of a head was on record when it was signed, or is since: the head is of an
    entry before the one that declares the next key, and is dated before that."""
    for place, (_, _, key) in enumerate(said, 1):
        after = said[place] if place < len(said) else None
        is_before = after is None or (head.sequence < after[0] and head.instant <= after[1])
        if key == head.public_key and is_before:
            return True
    return False


@dataclass(slots=True)
class Report:
    """What was looked at and what is wrong; `erased` names entry and field of erased content."""

    entries: int = 0
    head: Head | None = None
    findings: list[Finding] = field(default_factory=list)
    erased: list[tuple[int, str]] = field(default_factory=list)
    withheld: int = 0
    trusted: str = ""
    """What the file was held to: a sentence; "" where there was nothing."""


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


UNREADABLE = Exception
"""What reading a file of others raises where it is not what it should be: a library may raise
whatever it likes, and each is a finding."""


def heads_in(lines: Iterable[str]) -> Iterator[tuple[Head | None, int]]:
    """The heads of a file kept elsewhere, each with the number of its line; None where that is no
    head."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield head_of(read_once(line)), number
            except UNREADABLE:
                yield None, number


def head_of(said: Mapping[str, Any]) -> Head:
    """A head as it was printed; KeyError or TypeError where it is not one."""
    if type(said["sequence"]) is not int:
        raise TypeError("sequence")
    hash, instant, signature, key = (
        str(said[name]) for name in ("hash", "instant", "signature", "public_key")
    )
    return Head(said["sequence"], hash, instant, signature, key, str(said.get("root", "")))


def verify(lines: Iterable[str], kept: Iterable[Head] = (), public_key: str = "") -> Report:
    """Look at every line of an export, and hold it against heads that were kept elsewhere, and
    against the key, where whoever checks knows it."""
    kept, report = list(kept), Report()
    entries = list(_read(lines, report))
    if report.findings and not entries and report.head is None:
        return Report(findings=[Finding(0, "cannot be read as an export or an evidence pack")])
    report.entries = len(entries)
    report.findings += _out_of_place([entry["sequence"] for entry in entries])
    hashes = _check_chain(entries, report)
    for entry in entries:
        try:
            _check_contents(entry, report)
        except UNREADABLE:
            report.findings.append(Finding(entry["sequence"], "contents cannot be read"))
    try:
        report.findings += _against_own_head(report.head, hashes)
    except UNREADABLE:
        report.findings.append(Finding(0, "the head and the hashes cannot be compared"))
    said = keys_said(sorted(entries, key=lambda entry: entry["sequence"]))
    last = max(kept, key=lambda head: head.sequence, default=None)
    if report.head and not public_key and last:
        known = [one for one in said if one[0] <= last.sequence]
        is_own = report.head.public_key == last.public_key or is_of_its_time(report.head, known)
        if not is_own:
            report.findings.append(
                Finding(last.sequence, "signed with another key than the kept head")
            )
    _hold_to_key(report, public_key, last)
    for head in kept:
        report.findings += _against_kept_head(head, report.head, hashes, said)
    return report


def _hold_to_key(report: Report, public_key: str, last: Head | None) -> None:
    """The head to the key that is known; says what was trusted."""
    if last:
        report.trusted = f"trusted: the kept head of entry {last.sequence}, key {last.public_key}"
    if public_key:
        report.trusted += f"{'; ' if last else 'trusted: '}the key given, {public_key}"
        if report.head and report.head.public_key != public_key:
            report.findings.append(Finding(0, "signed with another key than the one given"))


def _read(lines: Iterable[str], report: Report) -> Iterator[dict[str, Any]]:
    for place, line in enumerate(lines, 1):
        try:
            said = read_once(line)
            if "head" in said:
                report.head = head_of(said["head"])
            elif is_entry(said):
                yield said
            else:
                raise KeyError
        except UNREADABLE:
            report.findings.append(Finding(0, f"line {place} cannot be read"))


def is_entry(said: Any) -> bool:
    named = isinstance(said, dict) and {*SAID, "hash", "contents"} == said.keys()
    return named and type(said["sequence"]) is int and isinstance(said["contents"], dict)


def _out_of_place(sequences: list[int]) -> Iterator[Finding]:
    before = 0
    for number in sorted({each for each in sequences if each > 0}):
        for missing in range(before + 1, min(number, before + 1 + MISSING_MOST)):
            yield Finding(missing, "missing")
        if number > before + 1 + MISSING_MOST:
            yield Finding(number - 1, f"missing, as all from {before + 1} on")
        before = number
    for before, after in zip(sequences, sequences[1:], strict=False):
        if after <= before:
            yield Finding(after, "out of order")


def _check_chain(entries: list[dict[str, Any]], report: Report) -> dict[int, str]:
    """Each entry against its own hash and the hash before it; returns the hashes by number."""
    hashes = {0: GENESIS}
    for entry in sorted(entries, key=lambda entry: entry["sequence"]):
        sequence = entry["sequence"]
        if entry["hash"] != _hash_of({name: entry[name] for name in SAID}):
            report.findings.append(Finding(sequence, "altered"))
        elif entry["previous"] != hashes.get(sequence - 1, entry["previous"]):
            report.findings.append(Finding(sequence, "does not follow the entry before"))
        hashes[sequence] = entry["hash"]
    return hashes


def _hash_of(said: dict[str, Any]) -> str:
    """The hash of what an entry says; "" where nobody could have hashed it."""
    try:
        return digest(canonical(said).encode())
    except UNREADABLE:
        return ""


def _check_contents(entry: dict[str, Any], report: Report) -> None:
    """Each commitment against its content: checked, withheld from the export, or erased."""
    sequence, contents = entry["sequence"], entry["contents"]
    details = entry["details"] if isinstance(entry["details"], dict) else {}
    promised = details.get("commitments", {})
    for name in sorted(set(contents) - set(promised)):
        report.findings.append(Finding(sequence, f"content {name} was never committed to"))
    for name, commitment in promised.items():
        if name not in contents:
            report.erased.append((sequence, name))
        elif contents[name] is None or contents[name]["value"] is None:
            report.withheld += 1
        else:
            salt, value = str(contents[name]["salt"]), str(contents[name]["value"])
            found = hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()
            if len(salt) != SALT_DIGITS or found != commitment:
                report.findings.append(Finding(sequence, f"content {name} is not what was said"))


def _against_own_head(head: Head | None, hashes: dict[int, str]) -> Iterator[Finding]:
    last = max(hashes)
    if head is None:
        yield Finding(0, "the export has no head")
        return
    if not head.is_genuine():
        yield Finding(head.sequence, "the head's signature is false")
    if head.sequence > last:
        yield Finding(last + 1, f"cut off: the head stands at {head.sequence}")
    elif head.sequence < last or head.hash != hashes[last]:
        yield Finding(last, "the head is another one's")
    elif head.root and head.root != root_of([hashes[number] for number in sorted(hashes)][1:]):
        yield Finding(last, "the head's root is over other entries")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def node(*parts: str) -> str:
    return digest(b"\1" + b"".join(bytes.fromhex(part) for part in parts))


def root_of(hashes: list[str]) -> str:
    """The root over all of these, in their order."""
    level = [digest(b"\0" + bytes.fromhex(one)) for one in hashes]
    while len(level) > 1:
        pairs = [level[start : start + 2] for start in range(0, len(level), 2)]
        level = [node(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return level[0] if level else digest(b"")


def root_by_way(hash: str, sequence: int, size: int, path: list[str]) -> str:
    """The root that an entry leads to by the hashes beside its way; "" where it leads nowhere."""
    here, last, found, left = sequence - 1, size - 1, digest(b"\0" + bytes.fromhex(hash)), path[:]
    while last > 0:
        if here % 2 or here < last:
            if not left:
                return ""
            beside = left.pop(0)
            found = node(beside, found) if here % 2 else node(found, beside)
        here, last = here // 2, last // 2
    return "" if left or not 0 < sequence <= size else found


def verify_evidence(file: str, kept: Iterable[Head] = (), public_key: str = "") -> Report:
    """Look at every part of an evidence pack, and hold its head against heads kept elsewhere, and
    against the key, where whoever checks knows it."""
    kept, report = list(kept), Report()
    try:
        with open(file, "rb") as begun:
            content = begun.read(PACK_BYTES_MOST + 1)
        for how in _faults_of_pack(unpacked(content), report):
            report.findings.append(Finding(0, how))
        last = max(kept, key=lambda head: head.sequence, default=None)
        _hold_to_key(report, public_key, last)
        if last and report.head and not public_key and not _is_of_kept(report.head, kept, last):
            report.findings.append(Finding(last.sequence, "the kept head is of another key"))
        for head in kept:
            report.findings += _pack_against_kept_head(head, report.head)
    except UNREADABLE as error:
        report.findings.append(Finding(0, f"cannot be read: {type(error).__name__} {error}"))
    return report


def _is_of_kept(own: Head, kept: Iterable[Head], last: Head) -> bool:
    """Whether its key is that of the last kept head, or of one kept no earlier than it stands."""
    earlier = {one.public_key for one in kept if own.sequence <= one.sequence}
    return own.public_key in {last.public_key, *earlier}


END, ABOUT, LOCAL = (
    struct.Struct("<4s4H2LH"),
    struct.Struct("<4s6H3L5H2L"),
    struct.Struct("<4s5H3L2H"),
)
"""The records of a ZIP, without names: the end, one of the directory, the one before a part."""


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a pack by name. ValueError where it is not byte for byte as Bureau writes one:
    parts uncompressed, one behind the other, then one directory, then its end and nothing else."""
    if len(content) > PACK_BYTES_MOST:
        raise ValueError("too large")
    (mark, *disks, here, count, size, begins, comment) = END.unpack(content[-END.size :])
    if (mark, disks, comment, here) != (b"PK\5\6", [0, 0], 0, count):
        raise ValueError("no end of a pack stands at its end")
    parts: dict[str, bytes] = {}
    at, local = begins, 0
    for _ in range(count):
        said = ABOUT.unpack_from(content, at)
        name = content[at + ABOUT.size : at + ABOUT.size + said[10]]
        about = LOCAL.unpack_from(content, local)
        first = local + LOCAL.size + len(name)
        is_plain = said[0] == b"PK\1\2" and about[0] == b"PK\3\4" and said[4] == 0
        is_plain = (
            is_plain and said[3] in (0, 0x800) and said[8] == said[9] and not any(said[11:14])
        )
        if not is_plain or said[2:11] != about[1:10] or said[16] != local or about[10]:
            raise ValueError("a part and the directory say different things")
        if content[local + LOCAL.size : first] != name or name.decode() in parts:
            raise ValueError("a name stands in it twice, or is another one in the directory")
        at, local = at + ABOUT.size + len(name), first + said[8]
        part = content[first:local]
        if zlib.crc32(part) != said[7]:
            raise ValueError("a part was altered")
        parts[name.decode()] = part
    if local != begins or at != begins + size or at != len(content) - END.size:
        raise ValueError("bytes stand in it that belong to no part")
    return parts


def _faults_of_pack(parts: Mapping[str, bytes], report: Report) -> Iterator[str]:
    manifest = read_once(parts["manifest.json"])
    report.head = head = head_of(manifest["head"])
    said = {name: manifest[name] for name in ("case", "files", "format", "head")}
    key = manifest["public_key"]
    if not is_signed_hex(key, EVIDENCE_PREFIX, said, manifest["signature"]):
        yield "manifest.json: its signature is false"
    if not head.is_genuine() or head.public_key != key:
        yield "manifest.json: its head was not signed with the same key"
    if manifest["format"] > FORMAT:
        yield "manifest.json: of a later format than this verifier knows: take a newer one"
    files = manifest["files"]
    for name in sorted({*files, *parts} - {"manifest.json"}):
        if name not in parts or name not in files:
            yield f"{name}: {'was taken away' if name in files else 'was put in'}"
        elif digest(parts[name]) != files[name]:
            yield f"{name}: is not what was signed"
    entries = [read_once(line) for line in parts["journal.jsonl"].decode().split("\n") if line]
    report.entries = len(entries)
    for entry in entries:
        yield from _faults_of_entry(entry, head)
        _check_contents(entry, report)
    edited = read_once(parts.get("rows.json", b"{}")).get("edited", [])
    yield from (f"rows.json: edited past the journal: {row}" for row in edited)
    yield from _faults_of_case(parts, entries)


def _faults_of_entry(entry: dict[str, Any], head: Head) -> Iterator[str]:
    where, said = f"journal.jsonl: entry {entry['sequence']}", {name: entry[name] for name in SAID}
    if digest(canonical(said).encode()) != entry["hash"]:
        yield f"{where} was altered"
    elif root_by_way(entry["hash"], entry["sequence"], head.sequence, entry["path"]) != head.root:
        yield f"{where} is not among those that the head is of"


def _faults_of_case(parts: Mapping[str, bytes], entries: list[dict[str, Any]]) -> Iterator[str]:
    """What was put forward, acted on and entered into force, each held to the others' hashes."""
    listed = read_once(parts["acts.json"])
    acts = {act["id"]: act for act in listed}
    done = {entry["details"].get("procedure_act") for entry in entries} - {None}
    if len(acts) < len(listed) or not done <= acts.keys():
        yield "acts.json: does not list each act of the journal once"
    rights, rounds = read_once(parts["rights.json"]), dict[int, Any]()
    by_place = {entry["sequence"]: entry for entry in entries}
    for name in sorted(one for one in parts if one.endswith("/submission.json")):
        said = read_once(parts[name])
        folder = name.rpartition("/")[0]
        rounds[said["round"]] = {**said, "amended": parts[f"{folder}/actions.json"]}
        yield from _faults_of_submission(name.rpartition("/")[0], said, parts, by_place)
        if not _is_submitted(said, acts, entries):
            yield f"{name}: is not what the journal says was submitted"
    standing = {one["round"]: one["amended"] for one in rounds.values()}
    routed = {one["details"].get("procedure_act"): one for one in entries}
    for number, act in acts.items():
        entry = by_place.get(act["entry"]) if "entry" in act else routed.get(number)
        more = _as_amended(parts, act, standing) if act["round"] in rounds else {}
        yield from _faults_of_act(act, rounds.get(act["round"]), entry, more)
        held = rights.get(str(number), {"rights": []})["rights"]
        if not _has_right(act, held):
            yield f"rights.json: who did act {number} had no right in that post that day"
    for name in sorted(one for one in parts if one.endswith("/entry.json")):
        yield from _faults_of_force(name, parts, acts, rounds, entries)


def _faults_of_submission(
    folder: str, said: dict[str, Any], parts: Mapping[str, bytes], by_place: Mapping[int, Any]
) -> Iterator[str]:
    """What was frozen is under its hashes; a proposal is the one of the journal, carried out."""
    words = read_once(parts[f"{folder}/words.json"])
    hashes = {part: digest(canonical(one).encode()) for part, one in words.items()}
    if digest(parts[f"{folder}/actions.json"]) != said["actions_hash"]:
        yield f"{folder}/actions.json: is not under the hash that was frozen"
    if hashes != said["words_hashes"]:
        yield f"{folder}/words.json: is not under the hashes that were frozen"
    if "entry" in said:
        (proposed,) = read_once(parts[f"{folder}/actions.json"])
        if not _is_proposal(by_place.get(said["entry"]), said, proposed):
            yield f"{folder}/actions.json: is not what the journal says was proposed"
        for made in (one for one in parts if one.endswith("/effects.json")):
            if not _is_carried_out(read_once(parts[made]), proposed):
                yield f"{made}: is not what was proposed"


def _is_submitted(
    said: dict[str, Any], acts: Mapping[int, Any], entries: list[dict[str, Any]]
) -> bool:
    """Whether what is said of a submission is what its entry binds: the entry of that version; the
    one that is named, of a correction; else, where one act did all of it, the entry of that act."""
    hashes = {"actions": said["actions_hash"], "words": said["words_hashes"]}
    on_it = [act for act in acts.values() if act["round"] == said["round"]]
    done_in = {act["entry"] for act in on_it}
    for entry in entries:
        told, same = entry["details"], entry["person"] == said["person"]
        if "entry" in said and entry["sequence"] == said["entry"]:
            authors, days = [entry["person"]], {entry["at"][:10]}
            same = same and (entry["post"], 1) == (said["post"], said["version"])
            same = same and ["correction", said["round"]] in entry["subjects"]
        elif "entry" not in said and "hashes" in told:
            same = same and (told.get("version"), told["hashes"]) == (said["version"], hashes)
            authors, days = said["authors"], {said["submitted"]}
        elif "entry" not in said and entry["sequence"] in done_in and "version" not in told:
            authors = [number for kind, number in entry["subjects"] if kind == "person"]
            days = {act["day"] for act in on_it}
            same = same and said["post"] in {act["post"] for act in on_it}
            same = same and said["version"] == 1
        else:
            continue
        is_alone = "version" not in told
        same = same and not (is_alone and said["answers"])
        same = same and authors == said["authors"] and said["submitted"] in days
        if same and _is_bound(entry, "submission", said):
            return True
    return False


def _is_bound(entry: dict[str, Any], name: str, said: Mapping[str, Any]) -> bool:
    """Whether an entry binds a part as it is, where it binds any of that name: former versions of
    Bureau bound less."""
    lines = entry["details"].get("lines", {})
    return name not in lines or lines[name] == digest(canonical(said).encode())


def _is_proposal(entry: Any, said: dict[str, Any], proposed: dict[str, Any]) -> bool:
    """Whether an entry of the journal is the proposal, by the same person and of the same."""
    told = entry["details"] if entry else {}
    shared = told.keys() & proposed.keys()
    same = bool(shared) and all(told[name] == proposed[name] for name in shared)
    return bool(entry) and entry["person"] == said["person"] and same


def _is_carried_out(effects: list[dict[str, Any]], proposed: dict[str, Any]) -> bool:
    wanted = {**proposed, "replaces": [proposed["effect"]]}
    names = ("day", "role", "fields", "manner", "replaces")
    return [[one[name] for name in names] for one in effects] == [[wanted[name] for name in names]]


def _as_amended(
    parts: Mapping[str, bytes], act: Mapping[str, Any], standing: dict[int, bytes]
) -> dict[str, Any]:
    """What an act cites besides what was put forward; keeps the set as it leaves it."""
    folder, before, found = f"amendments/{act['id']}", standing[act["round"]], dict[str, Any]()
    bound = {name: act[name] for name in ("conditions", "decided") if act.get(name)}
    found |= {name: digest(canonical(one).encode()) for name, one in bound.items()}
    if f"{folder}/amendment.json" in parts:
        said, words = (read_once(parts[f"{folder}/{one}.json"]) for one in ("amendment", "words"))
        actions = {one["id"]: one for one in read_once(before)}
        for one in read_once(parts[f"{folder}/difference.json"]):
            actions |= {one["place"]: one["action"]}
        left = [actions[place] for place in sorted(actions) if actions[place]]
        before = canonical(left).encode()
        found["amendment"] = digest(parts[f"{folder}/difference.json"])
        found["amended"] = digest(before)
        if words:
            hashes = {part: digest(canonical(one).encode()) for part, one in words.items()}
            found["amended_words"] = hashes
        if said["applies"]:
            standing[act["round"]] = before
    elif digest(before) != act["hashes"]["actions"]:
        found["amended"] = digest(before)
    return found


def _faults_of_act(
    act: dict[str, Any], frozen: Any, entry: Any, more: dict[str, Any]
) -> Iterator[str]:
    """What it cites is what was put forward, where it is on something that was, and `more`."""
    number, told = act["id"], entry["details"] if entry else {}
    where, cites = f"acts.json: act {number}", None
    if frozen:
        cites = {"actions": frozen["actions_hash"], "words": frozen["words_hashes"], **more}
    if frozen and act["hashes"] != cites:
        yield f"{where} cites other hashes than were frozen"
    is_same = told.get("procedure_act", number) == number and told.get("cites", cites) == cites
    is_same = is_same and bool(entry) and _is_as_entered(act, entry)
    if not entry or entry["person"] != act["person"] or not is_same:
        yield f"{where} is not the one of the journal"
    if frozen and act["person"] in frozen["authors"] and act["kind"] != "withdraw":
        yield f"{where} is by an author of the case"


def _is_as_entered(act: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Whether the line of an act says what its entry says, field by field."""
    told, line = entry["details"], {name: act[name] for name in act if name not in APART}
    words, seats, case = told.get("commitments", {}), told.get("dissents", {}), act["round"]
    dissents = act.get("dissents", ())
    named = [f"dissent_{number}" for number, _seat in dissents]
    named += [f"question_{number}" for number in act.get("questions", ())]
    worded = [name for name in words if name.startswith(("dissent_", "question_"))]
    same = sorted(named) == sorted(worded) and _is_bound(entry, "act", line)
    same = same and all(seats.get(str(number), seat) == seat for number, seat in dissents)
    if "procedure_act" in told:
        fields = ("step", "kind", "parts", "day")
        return same and all(told.get(name, act[name]) == act[name] for name in fields)
    how = ("record", "") if case is None else ("confirm", "holder")
    same = same and (act["kind"], act["capacity"]) == how
    same = same and (case is None or ["correction", case] in entry["subjects"])
    return same and (act["day"], act["post"]) == (entry["at"][:10], entry["post"])


def _has_right(act: dict[str, Any], rights: list[dict[str, Any]]) -> bool:
    """In the post, where there is one; what no route asked for needs a direct grant without.

    The clock needs no right: it only lets fall what a rule let fall.
    """
    if act["person"] is None:
        return True
    if act["post"] is None and not act["capacity"]:
        return any(one["grant"] for one in rights)
    is_asked = bool(act["capacity"]) or act["round"] is None
    return not is_asked or act["post"] in {one["post"] for one in rights}


def _faults_of_force(
    name: str,
    parts: Mapping[str, bytes],
    acts: Mapping[int, Any],
    rounds: Mapping[int, Any],
    entries: list[dict[str, Any]],
) -> Iterator[str]:
    said, folder = read_once(parts[name]), name.rpartition("/")[0]
    act = acts[said["act"]]
    frozen, actions = rounds.get(act["round"]), said.get("actions_hash")
    if frozen and actions != frozen["actions_hash"]:
        yield f"{name}: carries out other actions than its act cites"
    if said.get("amended_hash", "") != act.get("hashes", {}).get("amended", ""):
        yield f"{name}: carries out another amendment than its act cites"
    if digest(parts[f"{folder}/effects.json"]) != said["effects_hash"]:
        yield f"{folder}/effects.json: is not under the hash that was recorded"
    if said["instrument"] not in [one["id"] for one in read_once(parts["instruments.json"])]:
        yield f"{name}: names an instrument that is not in the pack"
    recorded = [one for one in entries if one["record_number"] == said["record"]]
    if not any(_wrote(one, act, said) for one in recorded):
        yield f"{name}: the journal has no such entry into force"


def _wrote(entry: dict[str, Any], act: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether an entry of the journal is the act's, and wrote these effects for these actions."""
    told, actions = entry["details"], said.get("actions_hash")
    is_its = entry["sequence"] == act.get("entry", entry["sequence"])
    is_its = is_its and told.get("procedure_act", act["id"]) == act["id"]
    same = told.get("effects_hash") == said["effects_hash"]
    same = same and told.get("amended_hash", "") == said.get("amended_hash", "")
    same = same and told.get("actions_hash", actions) == actions
    same = same and said.get("actions", [1]) == told.get("actions", [1])
    same = same and ["instrument", said["instrument"]] in entry["subjects"]
    return bool(is_its and same and _is_bound(entry, "force", said))


def _pack_against_kept_head(kept: Head, own: Head | None) -> Iterator[Finding]:
    if own is None or not kept.is_genuine():
        yield Finding(kept.sequence, "the kept head is false")
    elif own.sequence == kept.sequence and (own.hash, own.root) != (kept.hash, kept.root):
        yield Finding(kept.sequence, "rewritten since the head kept elsewhere")


def _against_kept_head(
    kept: Head, own: Head | None, hashes: dict[int, str], said: Sequence[Said]
) -> Iterator[Finding]:
    if not kept.is_genuine():
        yield Finding(kept.sequence, "the kept head's own signature is false")
    if own and own.public_key != kept.public_key and not is_of_its_time(kept, said):
        yield Finding(kept.sequence, "signed with another key than the kept head")
    if kept.sequence > max(hashes):
        yield Finding(max(hashes) + 1, f"cut off: a head kept elsewhere stood at {kept.sequence}")
    elif hashes.get(kept.sequence) != kept.hash:
        yield Finding(kept.sequence, "rewritten since the head kept elsewhere")


def told(report: Report) -> Iterator[str]:
    """The report in sentences, worst last."""
    yield f"{report.entries} entries"
    if report.head:
        yield f"head {report.head.sequence} of {report.head.instant}, key {report.head.public_key}"
    if report.trusted:
        yield report.trusted
    if report.withheld:
        yield f"{report.withheld} contents not in the export, so not checked"
    for sequence, name in report.erased:
        yield f"entry {sequence}: {name} erased"
    for finding in report.findings:
        where = f"entry {finding.sequence}" if finding.sequence else "the file"
        yield f"{where}: {finding.how}"
    yield "NOT SOUND" if report.findings else "sound"


def _key_given(text: str) -> str:
    if len(text) != 64 or not set(text.lower()) <= set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("a public key is 64 hex digits")
    return text.lower()


def main(arguments: list[str] | None = None) -> int:
    """0 when the export is sound, 1 when something is wrong; OSError (as a command 2): unread."""
    parser = argparse.ArgumentParser(description="Check an export or an evidence pack of Bureau.")
    parser.add_argument("export")
    parser.add_argument("--head", help="heads kept elsewhere, one JSON object a line")
    parser.add_argument(
        "--public-key", type=_key_given, help="the installation's key, 64 hex digits"
    )
    options = parser.parse_args(arguments)
    public_key = options.public_key or ""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    kept: list[Head] = []
    broken: list[int] = []
    if options.head:
        with open(options.head, encoding="utf-8", errors="replace") as file:
            found = list(heads_in(file))
        kept = [head for head, _ in found if head]
        if broken := [number for head, number in found if head is None]:
            print(f"{options.head}: no head can be read in line {broken[0]}", file=sys.stderr)
    with open(options.export, "rb") as begun:
        is_pack = begun.read(2) == b"PK"
    if is_pack:  # whole or cut off
        report = verify_evidence(options.export, kept, public_key)
        if kept and report.head and report.head.sequence not in {one.sequence for one in kept}:
            at = report.head.sequence
            print(f"No kept head stands at {at}: the pack could not be held to one.")
    else:
        with open(options.export, encoding="utf-8", errors="replace") as file:
            report = verify(file, kept, public_key)
    for sentence in told(report):
        print("".join(each if each.isprintable() else "?" for each in sentence))
    if not kept and not public_key:
        print("No head kept elsewhere was given: another key or a rewritten ending would not show.")
    return 1 if report.findings or broken else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except OSError as problem:
        print(f"{problem.filename} could not be read: {problem.strerror}", file=sys.stderr)
        sys.exit(2)
