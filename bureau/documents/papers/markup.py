"""Elements of HTML and XML as text."""

from bureau.core.layout.svg import escaped


def element(name: str, inner: str = "", /, **attributes: str) -> str:
    """Attributes that are empty are left out; `_` stands for `-`, and may end a name."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{said}>{inner}</{name}>"
