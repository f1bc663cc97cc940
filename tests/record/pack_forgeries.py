"""Forged packs that every verifier must refuse: in Python, alone, and in the browser."""

import json
import struct
from collections.abc import Callable

from bureau.documents.packs import packed
from bureau.record import verifier
from bureau.record.journal.queries import evidence_signed

type Parts = dict[str, bytes]

END = struct.Struct("<4s4H2LH")


def signed_anew(parts: Parts) -> bytes:
    """The pack, with a manifest that the installation itself would have signed of these parts."""
    manifest = json.loads(parts["manifest.json"])
    rest = {name: content for name, content in parts.items() if name != "manifest.json"}
    files = {name: verifier.digest(content) for name, content in rest.items()}
    said = {key: manifest[key] for key in ("case", "format", "head")} | {"files": files}
    return packed(rest | {"manifest.json": json.dumps(evidence_signed(said)).encode()})


def _ended(content: bytes, **other: int) -> bytes:
    """The pack with another end: its size and place of the directory, its counts, its comment."""
    mark, disk, first, here, count, size, begins, comment = END.unpack(content[-END.size :])
    said = {"here": here, "count": count, "size": size, "begins": begins, "comment": comment}
    said |= other
    return content[: -END.size] + END.pack(mark, disk, first, *said.values())


def two_directories(parts: Parts) -> bytes:
    """A second one, of other bytes, behind the first; readers differ in which of them they take."""
    forged = packed(parts | {"acts.json": b"[]"})
    return packed(parts) + forged


def second_directory_inside(parts: Parts) -> bytes:
    whole = packed(parts)
    size, begins = END.unpack(whole[-END.size :])[5:7]
    directory, end = whole[begins : begins + size], whole[-END.size :]
    return _ended(whole[:begins] + directory + directory + end, begins=begins + size)


def prepended(parts: Parts) -> bytes:
    """Bytes before the first part, with each place in the directory as it was."""
    return b"PK\3\4" + packed(parts)


def appended(parts: Parts) -> bytes:
    return packed(parts) + b"<html>"


def commented(parts: Parts) -> bytes:
    return _ended(packed(parts), comment=4) + b"more"


def hidden_between(parts: Parts) -> bytes:
    """Bytes between the last part and the directory."""
    whole = packed(parts)
    begins = END.unpack(whole[-END.size :])[6]
    return _ended(whole[:begins] + b"hidden" + whole[begins:], begins=begins + 6)


def fewer_counted(parts: Parts) -> bytes:
    count = len(parts)
    return _ended(packed(parts), here=count - 1, count=count - 1)


def doubled_name(parts: Parts) -> bytes:
    whole = packed(parts | {"acts.jsoo": b"[]"})
    return whole.replace(b"acts.jsoo", b"acts.json")


def other_local_name(parts: Parts) -> bytes:
    return packed(parts).replace(b"rights.json", b"rightz.json", 1)


def doubled_key(parts: Parts) -> bytes:
    rights = parts["rights.json"]
    return signed_anew(parts | {"rights.json": b'{"0": {"rights": []}, "0": {},' + rights[1:]})


def doubled_key_written_otherwise(parts: Parts) -> bytes:
    rights = parts["rights.json"]
    return signed_anew(parts | {"rights.json": b'{"a": {}, "\\u0061": {},' + rights[1:]})


def number_that_is_none(parts: Parts) -> bytes:
    return signed_anew(parts | {"rights.json": b'{"a": NaN,' + parts["rights.json"][1:]})


def other_encoding(parts: Parts) -> bytes:
    rights = parts["rights.json"].decode()
    return signed_anew(parts | {"rights.json": rights.encode("utf-16")})


def shifted_salt(parts: Parts) -> bytes:
    """The beginning of a content becomes the end of its salt, under the same hash."""
    lines = [json.loads(line) for line in parts["journal.jsonl"].decode().split("\n") if line]
    kept = next(
        content
        for line in lines
        for content in line["contents"].values()
        if content and content["value"]
    )
    first, rest = kept["value"][:1], kept["value"][1:]
    kept["salt"], kept["value"] = kept["salt"] + first.encode().hex(), rest
    journal = "".join(verifier.canonical(line) + "\n" for line in lines)
    return signed_anew(parts | {"journal.jsonl": journal.encode()})


def content_nobody_committed_to(parts: Parts) -> bytes:
    """Under a name that every object of a browser has."""
    lines = [json.loads(line) for line in parts["journal.jsonl"].decode().split("\n") if line]
    lines[0]["contents"]["constructor"] = None
    journal = "".join(verifier.canonical(line) + "\n" for line in lines)
    return signed_anew(parts | {"journal.jsonl": journal.encode()})


def later_format(parts: Parts) -> bytes:
    manifest = json.loads(parts["manifest.json"])
    said = {key: manifest[key] for key in ("case", "files", "head")} | {"format": 99}
    return packed(parts | {"manifest.json": json.dumps(evidence_signed(said)).encode()})


def longer_key(parts: Parts) -> bytes:
    manifest = json.loads(parts["manifest.json"])
    manifest["public_key"] = manifest["public_key"] + " "
    return packed(parts | {"manifest.json": json.dumps(manifest).encode()})


def longer_signature(parts: Parts) -> bytes:
    manifest = json.loads(parts["manifest.json"])
    manifest["signature"] = manifest["signature"] + "zz"
    return packed(parts | {"manifest.json": json.dumps(manifest).encode()})


FORGERIES: dict[str, Callable[[Parts], bytes]] = {
    each.__name__.replace("_", " "): each
    for each in (
        *(two_directories, second_directory_inside, prepended, appended, commented),
        *(hidden_between, fewer_counted, doubled_name, other_local_name, doubled_key),
        *(doubled_key_written_otherwise, number_that_is_none, other_encoding, shifted_salt),
        *(content_nobody_committed_to, later_format, longer_key, longer_signature),
    )
}


HONEST: dict[str, Callable[[Parts], bytes]] = {"as written": packed, "signed anew": signed_anew}
