"""A story as files: each part as it was frozen, with a manifest that names and signs them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from bureau.core.changes.actions import canonical
from bureau.core.changes.pending import effect_rows
from bureau.institution.governance.queries.evidence.named import names_in
from bureau.institution.governance.queries.evidence.story import (
    Amended,
    Frozen,
    Story,
    Written,
    text_said,
)
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.queries.structure import day_there
from bureau.institution.organisation.store import effects_recorded
from bureau.institution.procedures.queries.rights import Right, rights_of
from bureau.record import verifier
from bureau.record.journal.models import Content
from bureau.record.journal.queries import (
    evidence_signed,
    exported,
    head,
    head_with_paths,
    record_number_before,
)
from bureau.record.journal.queries.rows import rows_differing_of

FORMAT = 2
type Parts = dict[str, bytes]


def evidence_of(story: Story, readme: str, until: int | None = None) -> Parts:
    """The files of the pack by name; `until` is the entry whose head is shown, else the newest."""
    parts: Parts = {
        "README.txt": readme.encode(),
        "acts.json": _json([dict(one.said) for one in story.acts]),
        "case.json": _json(dict(story.said)),
        "instruments.json": _json([_instrument(one) for one in story.instruments]),
        "names.json": _json(names_in(story)),
        "rights.json": _json(_rights(story)),
        "rows.json": _json({"edited": list(rows_amiss(story))}),
        "verifier.py": Path(verifier.__file__).read_bytes(),
    }
    for frozen in story.frozen:
        parts |= _frozen(frozen)
    for amended in story.amendments:
        parts |= _amended(amended)
    for written in story.written:
        parts |= _written(written)
    signed_head = _journal(parts, story, until or head().sequence)
    return parts | {"manifest.json": _json(_manifest(story, parts, signed_head))}


def rows_amiss(story: Story) -> Iterator[str]:
    """Rows that the pack is made from and that somebody edited past the journal, a line each."""
    return rows_differing_of([entry.pk for entry in story.entries])


def _manifest(story: Story, parts: Parts, signed_head: dict[str, Any]) -> dict[str, Any]:
    return evidence_signed(
        {
            "format": FORMAT,
            "case": str(story.about),
            "files": {name: _hash(content) for name, content in parts.items()},
            "head": signed_head,
        }
    )


def _journal(parts: Parts, story: Story, until: int) -> dict[str, Any]:
    """Put the slice in, a line an entry with its way up to the head; returns the head."""
    signed_head, paths = head_with_paths([entry.pk for entry in story.entries], until)
    lines = []
    latest = {row.field: entry.pk for entry in story.entries for row in entry.contents.all()}
    for entry in story.entries:
        told = {field: said for field, said in story.kept.items() if latest.get(field) == entry.pk}
        contents = {row.field: _content(row, told) for row in entry.contents.all()}
        lines.append({**exported(entry), "contents": contents, "path": paths[entry.pk]})
    parts["journal.jsonl"] = "".join(canonical(line) + "\n" for line in lines).encode()
    return signed_head


def _content(row: Content, told: Mapping[str, str]) -> dict[str, str] | None:
    """What may be told, with what binds it; everything else is withheld."""
    said = told.get(row.field)
    return None if said is None else {"salt": row.salt, "value": said}


def _frozen(one: Frozen) -> Parts:
    where = f"submissions/{one.version}"
    claims = {f"{where}/claims.json": _json(one.claims)} if one.claims else {}
    return claims | {
        f"{where}/actions.json": one.actions.encode(),
        f"{where}/words.json": _json(dict(one.words)),
        f"{where}/submission.json": _json(dict(one.said)),
    }


def _amended(one: Amended) -> Parts:
    where = f"amendments/{one.act}"
    return {
        f"{where}/amendment.json": _json(dict(one.said)),
        f"{where}/difference.json": one.difference.encode(),
        f"{where}/words.json": _json(dict(one.words)),
    }


def _written(one: Written) -> Parts:
    where = f"entries-into-force/{one.record}"
    effects = canonical(effect_rows(effects_recorded(one.record))).encode()
    return {f"{where}/entry.json": _json(dict(one.said)), f"{where}/effects.json": effects}


def _instrument(row: Instrument) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "number": row.number,
        "title": text_said(row.title),
        "body": row.body_id,
        "day": row.day.isoformat() if row.day else None,
        "source": row.source,
    }


def _rights(story: Story) -> dict[str, Any]:
    """By act, every right of who acted, on that day and as known just before it."""
    there, found = story.there(), {}
    for act in (one for one in story.acts if one.person):
        day, known = day_there(act.at, there), record_number_before(act.said["entry"])
        rights = rights_of(
            act.person, day, recorded=known, organisation=story.organisation, at=act.at
        )
        found[str(act.number)] = {
            "day": day.isoformat(),
            "recorded": known,
            "rights": [_right(one) for one in rights],
        }
    return found


def _right(one: Right) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(one), default=str))  # type: ignore[no-any-return]


def _json(plain: object) -> bytes:
    written = json.dumps(plain, sort_keys=True, ensure_ascii=False, indent=1)
    return f"{written}\n".encode()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
