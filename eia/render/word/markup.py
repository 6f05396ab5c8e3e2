"""Text made safe to stand in XML."""

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (its production 2, Char)."""


def legal(value: str) -> str:
    """The text with every character XML cannot hold shown as U+FFFD, so that nothing vanishes unseen."""
    return ILLEGAL.sub("\ufffd", value)


def text(value: str) -> str:
    """The text, escaped to stand between tags; whoever puts a part together makes it `legal` as a whole."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """The text, escaped to stand between double quotes."""
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def cut(value: str, length: int) -> str:
    """The text on one line, shortened at the end of a word if it is longer than `length`."""
    value = " ".join(value.split())
    if len(value) <= length:
        return value
    kept = value[: length - 1]
    return (kept[: kept.rfind(" ")] if " " in kept[length // 2 :] else kept).rstrip(" ,;:–-") + "…"
