"""Lines as vCard and iCalendar write them: escaped, folded at 75 octets, ended by CR LF."""

from collections.abc import Iterable

OCTETS = 75
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def escaped(words: str) -> str:
    """Words as a value: what would end or part it is marked, control signs go."""
    plain = words.translate(ESCAPED)
    return "".join(each for each in plain if each == "\t" or ord(each) >= 0x20)


def folded(lines: Iterable[str]) -> str:
    """Every line, long ones over several, never within a letter (RFC 5545 3.1, RFC 6350 3.2)."""
    return "".join(f"{part}\r\n" for line in lines for part in _parts(line))


def _parts(line: str) -> Iterable[str]:
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
