"""Our own papers read back: the value that goes along in a PDF, or in a DOCX as it still stands."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bureau.core.papers.blocks import Worded
from bureau.core.papers.phrases import PhraseBook
from bureau.core.reasons import Refused
from bureau.core.texts import Status
from bureau.documents.marked_up import PART, Element, read_marked_up
from bureau.documents.papers.canonical import NAMESPACE, canonical, sha256
from bureau.documents.papers.docx.words import words_of
from bureau.documents.relations import main_part, marked_up_part, notes_of
from bureau.documents.running import look_at_directory
from bureau.documents.unpacking import part_of

_KNOWN = ("kind", "language", "value", "phrases")
_PAPER = f"{{{NAMESPACE}}}paper"


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file said. Where somebody changed its words, `value` is empty and `text` is what it
    says now; `was` is then the value it went out with, to hold against."""

    kind: str
    language: str
    value: Mapping[str, object] = field(default_factory=dict)
    is_edited: bool = False
    text: str = ""
    was: Mapping[str, object] = field(default_factory=dict)
    phrases: Mapping[str, Worded] = field(default_factory=dict)
    """Those that it was set with; none in a paper that was written before they went along."""
    set_with: str = ""
    """What set the pages of a PDF (`templates.set_with`); empty where it does not say."""
    pictures: frozenset[str] = frozenset()
    """The hash of each that a DOCX went out with; none where it was written before they did."""

    def worded(self, book: PhraseBook) -> PhraseBook:
        """The book as it was where the paper says it."""
        return book.worded(self.phrases, self.language)


class NotOurs(ValueError):
    """A file that carries no value of ours, or one that cannot be read; `code` says which."""

    def __init__(self, told: str, code: str = "paper_not_ours") -> None:
        super().__init__(told)
        self.code = code


def read(content: bytes) -> Returned:
    if content.startswith(b"%PDF-"):
        return _from_pdf(content)
    if content.startswith(b"PK"):
        return _from_docx(content)
    raise NotOurs("neither PDF nor DOCX", "not_pdf_nor_docx")


def _from_pdf(content: bytes) -> Returned:
    from pypdf import PdfReader

    try:
        attached = PdfReader(io.BytesIO(content)).attachments.get("paper.json", [])
    except Exception as error:  # a damaged file fails anywhere in what reads it
        raise NotOurs("this PDF cannot be read", "file_damaged") from error
    if not attached:
        raise NotOurs("this PDF carries no value")
    return opened(bytes(attached[0]))


def _from_docx(content: bytes) -> Returned:
    """The value is believed only while the words are those that it went out with."""
    try:
        names = look_at_directory(content)
        main = main_part(content, names)
        if not main:
            raise NotOurs("this is no DOCX", "not_pdf_nor_docx")
        parts = (main, *notes_of(content, names, main))
        said = (words_of(marked_up_part(content, part)) for part in parts)
        words = "\n".join(filter(None, said))
        held = next(_held(content, names), None)
    except NotOurs:
        raise
    except (Refused, NotImplementedError, ValueError, RecursionError) as error:
        code = error.reasons[0].code if isinstance(error, Refused) else "file_damaged"
        raise NotOurs("this DOCX cannot be read", code) from error
    if held is None:
        raise NotOurs("this DOCX carries no value")
    ours = replace(opened(held.text or ""), pictures=frozenset(held.get("pictures", "").split()))
    if sha256(words) == held.get("words", ""):
        return replace(ours, text=words)
    return replace(ours, value={}, is_edited=True, text=words, was=ours.value)


def _held(content: bytes, names: frozenset[str]) -> Iterator[Element]:
    """The value, with its hashes; whoever saves a document may name its parts anew."""
    for name in sorted(names):
        if name.startswith("customXml/item") and name.endswith(".xml"):
            part = part_of(content, name, PART.size)
            if NAMESPACE.encode() not in part:
                continue
            try:
                root = read_marked_up(part, PART)
            except Refused:
                continue
            if root.tag == _PAPER:
                yield root


def opened(envelope: bytes | str) -> Returned:
    """Kind, language, value and phrases."""
    try:
        said = json.loads(envelope)
    except ValueError as error:
        raise NotOurs("its value cannot be read", "paper_value_damaged") from error
    if not isinstance(said, dict) or said.get("bureau") != NAMESPACE:
        raise NotOurs("its value is not of a paper")
    known = {name: said[name] for name in _KNOWN if name in said}
    kind, language, value = (known.get(name) for name in _KNOWN[:3])
    if not (isinstance(kind, str) and isinstance(language, str) and isinstance(value, dict)):
        raise NotOurs("its value is not of a paper")
    if sha256(canonical(known)) != said.get("sha256"):
        raise NotOurs("its value is damaged", "paper_value_damaged")
    phrases, setter = _phrases(known.get("phrases", {})), str(said.get("set_with", ""))
    return Returned(kind, language, value, phrases=phrases, set_with=setter)


def _phrases(said: object) -> dict[str, Worded]:
    """NotOurs for any other shape: whoever writes a file can hash what is in it."""
    if not isinstance(said, dict):
        raise NotOurs("its phrases are none")
    found = {}
    for name, worded in said.items():
        match worded:
            case [str() as words, str() as status] if status in set(Status):
                found[name] = (words, status)
            case _:
                raise NotOurs("its phrases are none")
    return found
