"""A paper that comes back read in a process of its own, as all files of others are."""

import json

from bureau.core.papers.edits import Edit
from bureau.core.papers.phrases import PhraseBook
from bureau.core.reasons import Reason, Refused
from bureau.documents.apart import TOO_MUCH, answers
from bureau.documents.papers.returning import CameBack, plain_phrases

BYTES_MOST = 20_000_000


def came_back_apart(content: bytes, book: PhraseBook) -> CameBack:
    """Held against what it went out with, as the book words it. Refused with every reason."""
    if not content:
        raise Refused(Reason("file_empty"))
    if len(content) > BYTES_MOST:
        raise Refused(Reason("file_too_large", {"most": BYTES_MOST // 1_000_000}))
    own = json.dumps(plain_phrases(book)).encode()
    said = answers([("phrases", own), ("paper", content)], "paper")
    if said is None:
        raise Refused(TOO_MUCH)
    found = said[1]
    if found["refused"]:
        raise Refused(*(Reason(code, facts) for code, facts in found["refused"]))
    read = found["read"]
    return CameBack(**read | {"edits": tuple(Edit(**each) for each in read["edits"])})
