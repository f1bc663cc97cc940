"""`lxml.etree`, loaded when something of it is first asked for: few web processes ever read XML."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import Element as Element
    from lxml.etree import HTMLParser as HTMLParser
    from lxml.etree import QName as QName
    from lxml.etree import SubElement as SubElement
    from lxml.etree import XMLParser as XMLParser
    from lxml.etree import XMLSyntaxError as XMLSyntaxError
    from lxml.etree import _Element as _Element
    from lxml.etree import fromstring as fromstring
    from lxml.etree import tostring as tostring


def __getattr__(name: str) -> Any:
    return getattr(import_module("lxml.etree"), name)
