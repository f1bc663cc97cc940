"""The kinds of thing there are, and which function of which app answers for each."""

KINDS: list[dict[str, str]] = []
