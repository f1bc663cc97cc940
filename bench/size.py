"""The size of the code: tokens and lines by app, of the product, its templates and its tests.

    .venv/bin/python -m bench.size [--files]

Tokens of Python are those of `tokenize` without comments, line ends and indents; a docstring is one
token. Migrations are left out. Templates are counted in lines. `--files` also prints each file.
"""

import argparse
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT_OUT = {
    *(tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE),
    *(tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING, tokenize.ENDMARKER),
}
PLACES = {"product": "bureau", "tests": "tests"}


def tokens_of(path: Path) -> int:
    with path.open("rb") as file:
        return sum(token.type not in LEFT_OUT for token in tokenize.tokenize(file.readline))


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def files(folder: Path, pattern: str) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob(pattern)) if "migrations" not in path.parts)


def app_of(path: Path, folder: Path) -> str:
    """The first two folders below: the wing and the app."""
    return "/".join(path.relative_to(folder).parts[:-1][:2]) or "."


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--files", action="store_true", help="also print each file")
    each = reader.parse_args().files
    for name, place in PLACES.items():
        folder = ROOT / place
        tokens, lines = Counter[str](), Counter[str]()
        for path in files(folder, "*.py"):
            app = app_of(path, folder)
            tokens[app] += (count := tokens_of(path))
            lines[app] += lines_of(path)
            if each:
                print(f"{count:>9} {path.relative_to(ROOT)}")
        print(f"{name}: {tokens.total():,} tokens, {lines.total():,} lines")
        for app, count in sorted(tokens.items()):
            print(f"  {app:<28}{count:>9,} tokens{lines[app]:>8,} lines")
    pages = list(files(ROOT / "bureau", "*.html"))
    print(f"templates: {len(pages)} files, {sum(map(lines_of, pages)):,} lines")


if __name__ == "__main__":
    main()
