"""Backups as an attacker would hand them in: each case alters one, and says what must be named.

A case comes in two ways: edited, with the signature left as it was, and rewritten, with every hash
and count made right again and all of it signed with a stranger's key.
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bureau.config.backups.archive import MANIFEST, TABLES, member, table_part
from bureau.record.journal.store import BACKUP_PREFIX, signed

STRANGER = "5a" * 32
"""The seed of a key that no installation has."""
FORGED = "scrypt$16384$forged$8$1$AAAA"
BY_STRANGER = "signed with the key"


@dataclass(slots=True)
class Pieces:
    """A backup taken apart: the manifest, the other members, and more members that go in as they
    are, behind the others."""

    manifest: Any
    members: dict[str, bytes]
    more: list[tuple[tarfile.TarInfo, bytes]] = field(default_factory=list)

    @classmethod
    def of(cls, content: bytes) -> "Pieces":
        found = {}
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as tar:
            for each in tar:
                file = tar.extractfile(each)
                assert file is not None
                found[each.name] = file.read()
        return cls(json.loads(found.pop(MANIFEST)), found)

    def together(self) -> bytes:
        whole = io.BytesIO()
        with tarfile.open(fileobj=whole, mode="w") as tar:
            for name, content in self.members.items():
                tar.addfile(member(name, len(content)), io.BytesIO(content))
            if self.manifest is not None:
                said = json.dumps(self.manifest).encode()
                tar.addfile(member(MANIFEST, len(said)), io.BytesIO(said))
            for found, content in self.more:
                tar.addfile(found, io.BytesIO(content))
        return whole.getvalue()

    def rows(self, table: str) -> list[list[Any]]:
        lines = gzip.decompress(self.members[table_part(table)]).splitlines()
        return [json.loads(line) for line in lines]

    def put_rows(self, table: str, rows: list[list[Any]]) -> None:
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        self.members[table_part(table)] = gzip.compress(lines.encode())

    def columns(self, table: str) -> list[str]:
        found: list[str] = self.manifest["parts"][table_part(table)]["columns"]
        return found

    def rewrite(self) -> None:
        """Make every hash, size and count right again, and sign it all as a stranger."""
        parts = self.manifest["parts"]
        for name, content in self.members.items():
            said = parts.setdefault(name, {"columns": [], "rows": 0})
            said |= {"hash": hashlib.sha256(content).hexdigest(), "size": len(content)}
            if name.startswith(TABLES):
                said["rows"] = len(gzip.decompress(content).splitlines())
        about = unsigned(self.manifest)
        head = signed(unsigned(about["head"]), STRANGER)
        self.manifest = signed({**about, "head": head}, STRANGER, BACKUP_PREFIX)


def unsigned(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in SIGNATURE}


SIGNATURE = ("signature", "public_key")
type Change = Callable[[Pieces], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One tampered backup; `named` is what the refusal must name."""

    name: str
    named: str
    change: Change
    rewritten: bool = False
    cut: int = 0

    def made_of(self, content: bytes) -> bytes:
        pieces = Pieces.of(content)
        self.change(pieces)
        if self.rewritten:
            pieces.rewrite()
        whole = pieces.together()
        return whole[: len(whole) * self.cut // 100] if self.cut else whole


def added(table: str) -> Change:
    """One row more, of whatever values."""
    return lambda it: it.put_rows(table, [*it.rows(table), [1] * len(it.columns(table))])


def emptied(table: str) -> Change:
    return lambda it: it.put_rows(table, [])


def changed(table: str, column: str, value: Any) -> Change:
    def change(it: Pieces) -> None:
        rows, place = it.rows(table), it.columns(table).index(column)
        rows[-1][place] = value
        it.put_rows(table, rows)

    return change


MARK, GRANT = "journal_installation", "accounts_directgrant"
ROWS: dict[str, tuple[str, Change]] = {
    "demonstration mark": (MARK, changed(MARK, "demonstration", 1)),
    "password hash": ("accounts_user", changed("accounts_user", "password", FORGED)),
    "login": ("accounts_user", added("accounts_user")),
    "people": ("accounts_person", emptied("accounts_person")),
    "grant": (GRANT, added(GRANT)),
    "grant to another": (GRANT, changed(GRANT, "grant", "auditor")),
    "role": ("organisation_postrole", added("organisation_postrole")),
    "delegation": ("organisation_delegation", added("organisation_delegation")),
    "ceiling": ("governance_ceiling", added("governance_ceiling")),
    "cap of a pool": ("pools_pool", added("pools_pool")),
    "hold on a pool": ("pools_hold", added("pools_hold")),
    "rule": ("procedures_rule", added("procedures_rule")),
    "act": ("procedures_procedureact", added("procedures_procedureact")),
    "entry into force": ("governance_entryintoforce", added("governance_entryintoforce")),
    "instrument": ("instruments_instrument", added("instruments_instrument")),
    "effect": ("organisation_effect", added("organisation_effect")),
    "unit": ("organisation_unitversion", added("organisation_unitversion")),
    "incumbent": ("organisation_incumbencyversion", added("organisation_incumbencyversion")),
    "journal entry": ("journal_entry", changed("journal_entry", "person", 999)),
    "journal emptied": ("journal_entry", emptied("journal_entry")),
    "journal subject": ("journal_subject", changed("journal_subject", "number", 999)),
    "journal contents": ("journal_content", changed("journal_content", "value", None)),
    "chain head": ("journal_chainhead", changed("journal_chainhead", "hash", "0" * 64)),
    "record head": ("journal_recordhead", changed("journal_recordhead", "number", 9)),
    "answered key": ("journal_answered", added("journal_answered")),
    "second factor": ("mfa_authenticator", added("mfa_authenticator")),
    "token": ("programs_apitoken", added("programs_apitoken")),
    "webhook": ("programs_webhook", added("programs_webhook")),
    "task": ("clock_queuedtask", added("clock_queuedtask")),
    "legal hold": ("erasure_legalhold", added("erasure_legalhold")),
    "erasure": ("erasure_erasurerequest", added("erasure_erasurerequest")),
    "index of search": ("search_tokens", added("search_tokens")),
}  # fmt: skip
"""Each deciding table; the first word is the part that must be named."""


def said(*path: str, value: Any) -> Change:
    """Another value at a place in the manifest."""

    def change(it: Pieces) -> None:
        place = it.manifest
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value

    return change


def unsaid(*path: str) -> Change:
    def change(it: Pieces) -> None:
        place = it.manifest
        for name in path[:-1]:
            place = place[name]
        del place[path[-1]]

    return change


def said_of_part(name: str, value: Any) -> Change:
    return lambda it: said("parts", table_part("accounts_user"), name, value=value)(it)


def part(name: str, content: bytes = b"x") -> Change:
    """A part more, which the manifest names."""

    def change(it: Pieces) -> None:
        it.members[name] = content
        hash = hashlib.sha256(content).hexdigest()
        it.manifest["parts"][name] = {"hash": hash, "size": 1, "columns": [], "rows": 0}

    return change


SAID: dict[str, Change] = {
    "seals dropped": said("seals", value=[]),
    "seal planted": lambda it: it.manifest["seals"].append("accounts_user.evil"),
    "triggers": said("triggers", value=["CREATE TRIGGER evil"]),
    "functions": said("functions", value=["CREATE FUNCTION bureau_sealed()"]),
    "migrations cut": lambda it: it.manifest["migrations"].pop(),
    "migrations": lambda it: it.manifest["migrations"].append("evil.0001_initial"),
    "mark in the manifest": said("demonstration", value=True),
    "record number": said("record_number", value=7),
    "place of the head": said("head", "sequence", value=1),
    "hash of the head": said("head", "hash", value="0" * 64),
    "kind of database": said("vendor", value="oracle"),
    "sequences": said("sequences", "accounts_user", value=0),
    "hash of a part": said_of_part("hash", "0" * 64),
    "size of a part": said_of_part("size", 2**60),
    "count of rows": said_of_part("rows", 0),
    "names of columns": said_of_part("columns", ["id", "evil"]),
    "no parts": said("parts", value={}),
    "a session": part("tables/django_session.jsonl.gz", gzip.compress(b"[]\n")),
    "a path upwards": part("../evil"),
    "a path from the root": part("/etc/evil"),
    "a path in the files": part("files/../../evil"),
    "statements": part("database.sql", b"CREATE TRIGGER evil"),
}
"""What the manifest says; edited, its signature is false."""


def linked(kind: bytes) -> Change:
    """A link, or a folder, where a part should be."""

    def change(it: Pieces) -> None:
        del it.members[table_part("accounts_user")]
        found = tarfile.TarInfo(table_part("accounts_user"))
        found.type, found.linkname = kind, "/etc/passwd"
        it.more.append((found, b""))

    return change


def twice(name: str) -> Change:
    return lambda it: it.more.append((member(name, 2), b"{}"))


def removed(table: str) -> Change:
    return lambda it: it.members.__delitem__(table_part(table))


def file_changed(it: Pieces) -> None:
    it.members[file_in(it)] = b"evil"


def file_removed(it: Pieces) -> None:
    del it.members[file_in(it)]


def file_in(it: Pieces) -> str:
    return next(name for name in it.members if name.startswith("files/"))


def without_manifest(it: Pieces) -> None:
    it.manifest = None


def listed(it: Pieces) -> None:
    it.manifest = [it.manifest]


def no_change(it: Pieces) -> None:
    pass


USER = "accounts_user"
ARCHIVE = [
    Case("a file", "files/", file_changed),
    Case("a file removed", "files/", file_removed),
    Case("a table removed", USER, removed(USER)),
    Case("a symbolic link", USER, linked(tarfile.SYMTYPE)),
    Case("a hard link", USER, linked(tarfile.LNKTYPE)),
    Case("a folder", USER, linked(tarfile.DIRTYPE)),
    Case("a pipe", USER, linked(tarfile.FIFOTYPE)),
    Case("a part twice", USER, twice(table_part(USER))),
    Case("two manifests", MANIFEST, twice(MANIFEST)),
    Case("no manifest", MANIFEST, without_manifest),
    Case("a list", MANIFEST, listed),
    Case("cut off early", "not", no_change, cut=20),
    Case("cut off late", "not", no_change, cut=90),
    Case("format 1", "format 2, not 1", said("format", value=1)),
    Case("format 3", "format 2, not 3", said("format", value=3)),
    Case("format in words", "format 2, not two", said("format", value="two")),
    Case("no format", "format 2, not None", unsaid("format")),
    Case("no signature", "signature is false", unsaid("signature")),
    Case("no key", "signed with no key", unsaid("public_key")),
    Case("a key of another kind", "signed with no key", said("public_key", value=7)),
    Case("no head", "signature is false", unsaid("head")),
    Case("a head of a text", "signature is false", said("head", value="x")),
    Case("half a letter", "signature is false", said("vendor", value="\ud800")),
    Case("a head without a hash", "signature is false", unsaid("head", "hash")),
]


def cases() -> Iterator[Case]:
    for name, (table, change) in ROWS.items():
        yield Case(f"{name}, edited", table_part(table), change)
        yield Case(f"{name}, rewritten", BY_STRANGER, change, rewritten=True)
    for name, change in SAID.items():
        yield Case(f"{name}, edited", "signature is false", change)
        yield Case(f"{name}, rewritten", BY_STRANGER, change, rewritten=True)
    yield from ARCHIVE
    yield Case("nothing, rewritten", BY_STRANGER, no_change, rewritten=True)


CASES = list(cases())


def with_unlisted(content: bytes) -> bytes:
    """An honest backup with members that its manifest does not name; none of them may be read."""
    pieces = Pieces.of(content)
    for name, kind in (("../evil", tarfile.REGTYPE), ("evil", tarfile.SYMTYPE)):
        found = member(name, 0)
        found.type, found.linkname = kind, "/etc/passwd"
        pieces.more.append((found, b""))
    return pieces.together()
