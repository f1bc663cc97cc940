"""The colours and fonts that Word offers beside those of our styles; a document must have some."""

from bureau.documents.papers.docx.elements import DECLARED, NAMES
from bureau.documents.papers.docx.styles import ARABIC, HAN, LATIN

COLOURS = {
    "dk1": "182023",
    "lt1": "FFFFFF",
    "dk2": "465156",
    "lt2": "F2F4EF",
    "accent1": "0D5965",
    "accent2": "1C6636",
    "accent3": "A0281B",
    "accent4": "765100",
    "accent5": "2C4BA2",
    "accent6": "762B7A",
    "hlink": "0D5965",
    "folHlink": "762B7A",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (("fillStyleLst", _FILL), ("lnStyleLst", _LINE), ("effectStyleLst", _EFFECT))


def theme_part() -> bytes:
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items()
    )
    faces = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{HAN}"/><a:cs typeface="{ARABIC}"/>'
    fonts = f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>"
    formats = "".join(
        f"<a:{name}>{one * 3}</a:{name}>" for name, one in (*_FORMATS, ("bgFillStyleLst", _FILL))
    )
    schemes = (
        f'<a:clrScheme name="Paper">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Paper">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Paper">{formats}</a:fmtScheme>'
    )
    whole = f"<a:themeElements>{schemes}</a:themeElements>"
    return f'{DECLARED}<a:theme xmlns:a="{NAMES["a"]}" name="Paper">{whole}</a:theme>'.encode()
