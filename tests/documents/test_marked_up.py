"""XML that would harm whoever reads it is refused before anything of it is believed."""

import pytest

from bureau.core.reasons import Refused
from bureau.documents import marked_up
from bureau.documents.marked_up import Bounds, read_marked_up

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def code_of(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_marked_up(content)
    return refused.value.reasons[0].code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \n", "file_empty"),
        (b"<a>", "file_damaged"),
        (b"PK\x03\x04", "file_damaged"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "file_unsafe"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "file_unsafe"),
        (f'<!DOCTYPE a [<!ENTITY l0 "l">{LAUGHS}]><a>&l9;</a>'.encode(), "file_damaged"),
        (b"<a>" * 50 + b"</a>" * 50, "file_grows"),
        (b"<a>" * 300 + b"</a>" * 300, "file_damaged"),
    ],
    ids=range(9),
)
def test_hostile_and_broken_files_are_refused(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_file_beyond_the_bound_is_not_even_parsed() -> None:
    content = b"<a>" + b" " * marked_up.BYTES_MOST + b"</a>"
    assert code_of(content) == "file_too_large"


def test_more_elements_than_any_such_file_has_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_marked_up(b"<a>" + b"<b/>" * 11 + b"</a>", Bounds(elements=10))
    assert refused.value.reasons[0].code == "file_grows"


def test_remarks_and_instructions_are_left_out() -> None:
    root = read_marked_up(b"<?x y?><a><!-- b -->c<?d e?></a>")
    assert len(root) == 0 and root.text == "c"
