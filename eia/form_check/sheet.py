"""The style sheet of a page: colours that cannot be told apart, text that is too small, colours that are not set.

Only what a rule itself says is judged: a colour against the background that the same rule gives, or else that of the
page. What a browser makes of it all is looked at in the specimens.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eia import colour
from eia.colour import WHITE, Colour
from eia.form_check.faults import Told

SMALLEST: Final = {"px": 14.0, "rem": 0.875, "em": 0.75, "pt": 9.0}
"""The smallest size of text, by unit: 14 pixels on a screen, 9 point on paper."""
_PER_PIXEL: Final = 0.75
"""Points in a CSS pixel (CSS Values 4, section 6.2)."""


@dataclass(frozen=True)
class Sheet:
    """One style sheet."""

    text: str
    is_own: bool
    """Whether it lies in the form's own folder."""


@dataclass(frozen=True)
class _Said:
    """One declaration: `color: var(--ink)`."""

    name: str
    value: list[Any]
    """As tinycss2 reads it."""
    line: int
    column: int
    is_own: bool


Set = Mapping[str, _Said]


def check(sheets: Sequence[Sheet]) -> Iterator[Told]:
    """What is wrong with the form's own sheet, or with an inherited rule through a colour that its own sheet sets.

    Args:
        sheets: the sheets that add up to the page's, what is extended first, the form's own last.
    """
    rules = [rule for sheet in sheets for rule in _rules(sheet)]
    colours = {said.name: said for rule in rules for said in rule.values() if said.name.startswith("--")}
    page = _background(_merged(rule for rule in rules if rule.get("") and _selects(rule, "body")), colours)
    for sheet in sheets:
        if sheet.is_own:
            yield from _unreadable(sheet)
    for rule in rules:
        yield from _unset(rule, colours)
        yield from _small(rule)
    yield from _faintest([faint for rule in rules if (faint := _faint(rule, colours, page or WHITE))])


def _parsed(sheet: Sheet) -> list[Any]:
    import tinycss2

    nodes: list[Any] = tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)
    return nodes


def _rules(sheet: Sheet) -> Iterator[dict[str, _Said]]:
    """Every rule's declarations by name, those within `@media` and the like too; under "" the selector."""
    import tinycss2

    ahead = _parsed(sheet)
    while ahead:
        node = ahead.pop(0)
        if (
            node.type == "at-rule"
            and node.content is not None
            and node.lower_at_keyword in ("media", "supports")
        ):
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            ahead = [*inner, *ahead]
        elif node.type == "qualified-rule":
            found = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            said = [
                _Said(item.lower_name, item.value, item.source_line, item.source_column, sheet.is_own)
                for item in found
                if item.type == "declaration"
            ]
            selector = _Said("", node.prelude, node.source_line, node.source_column, sheet.is_own)
            yield {"": selector, **{item.name: item for item in said}}


def _unreadable(sheet: Sheet) -> Iterator[Told]:
    for node in _parsed(sheet):
        if node.type == "error":
            message = f"report.css cannot be read here: {node.message.lower().rstrip('.')}"
            hint = "A rule is `selector { name: value; }`; look for a missing bracket."
            yield Told("FRM011", message, hint, node.source_line, node.source_column, 1)


def _selects(rule: Set, name: str) -> bool:
    import tinycss2

    return name in tinycss2.serialize(rule[""].value).replace(" ", "").strip().split(",")


def _merged(rules: Iterator[Set]) -> dict[str, _Said]:
    return {name: said for rule in rules for name, said in rule.items()}


def _unset(rule: Set, colours: Set) -> Iterator[Told]:
    for said in rule.values():
        for name in _variables(said.value):
            if said.is_own and name not in colours:
                near = difflib.get_close_matches(name, list(colours), n=1)
                hint = f"Did you mean `{near[0]}`?" if near else f"Set it: `:root {{ {name}: #1d4f7a; }}`."
                message = f"report.css uses `{name}`, which is set nowhere"
                yield Told("FRM010", message, hint, said.line, said.column, len(said.name))


def _variables(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var" and token.arguments:
                yield token.arguments[0].value if token.arguments[0].type == "ident" else ""
            yield from _variables(token.arguments)


def _small(rule: Set) -> Iterator[Told]:
    for name in ("font-size", "font"):
        said = rule.get(name)
        for token in said.value if said and said.is_own else ():
            if token.type != "dimension" or token.lower_unit not in SMALLEST:
                continue
            least = SMALLEST[token.lower_unit]
            if 0 < token.value < least:
                size = f"{token.value:g}{token.unit}"
                message = f"Text of {size} is too small to read with ease"
                yield Told(
                    "FRM019", message, f"Use {least:g}{token.unit} or more.", token.source_line, token.source_column
                )  # fmt: skip
            break


@dataclass(frozen=True)
class _Faint:
    """A rule whose text cannot be read."""

    ratio: float
    words: str
    rule: str
    said: _Said
    """The declaration to blame."""


def _faint(rule: Set, colours: Set, page: Colour) -> _Faint | None:
    """What the rule's text lacks; None when it can be read, or the form has no part in it."""
    text = _colour(rule.get("color"), colours)
    if text is None:
        return None
    back = _background(rule, colours)
    ratio, least = colour.contrast(text, back or page), colour.needed(*_size(rule))
    said = _to_blame(rule, colours)
    if ratio >= least or said is None:
        return None
    behind = f"on {back.hex}" if back else f"on the page ({page.hex})"
    words = f"Text in {text.hex} {behind} has a contrast of {colour.told(ratio)}; it needs {least:g} to 1"
    return _Faint(ratio, words, _selector(rule), said)


def _faintest(found: Sequence[_Faint]) -> Iterator[Told]:
    """One finding for each declaration to blame: the worst, and how many more there are."""
    by_place: dict[tuple[int, int], list[_Faint]] = {}
    for each in found:
        by_place.setdefault((each.said.line, each.said.column), []).append(each)
    for place, group in by_place.items():
        worst = min(group, key=lambda each: each.ratio)
        more = f" and {len(group) - 1} more" if len(group) > 1 else ""
        message = f"{worst.words}, in `{worst.rule}`{more}"
        hint = "Make the text darker, or what is behind it lighter."
        yield Told("FRM018", message, hint, *place, len(worst.said.name))


def _to_blame(rule: Set, colours: Set) -> _Said | None:
    """The form's own declaration that makes the colours what they are; None when it has no part in it."""
    for name in ("color", "background-color", "background"):
        said = rule.get(name)
        if said and said.is_own:
            return said
        for variable in _variables(said.value) if said else ():
            found = colours.get(variable)
            if found and found.is_own:
                return found
    return None


def _selector(rule: Set) -> str:
    import tinycss2

    return " ".join(str(tinycss2.serialize(rule[""].value)).split())


def _background(rule: Set, colours: Set) -> Colour | None:
    return _colour(rule.get("background-color") or rule.get("background"), colours)


def _colour(said: _Said | None, colours: Set, depth: int = 0) -> Colour | None:
    """The first colour in the declaration, with names such as `var(--ink)` looked up."""
    import tinycss2

    for token in said.value if said and depth < 10 else ():
        if token.type == "function" and token.lower_name == "var":
            found = _colour(colours.get(next(_variables([token]), "")), colours, depth + 1)
        elif token.type in ("hash", "ident", "function"):
            found = colour.parsed(tinycss2.serialize([token]))
        else:
            continue
        if found is not None and found.alpha > 0:
            return found
    return None


def _size(rule: Set) -> tuple[float, bool]:
    """The size in points and whether it is bold, as far as the rule says."""
    points, bold = 12.0, False
    for token in rule["font-size"].value if "font-size" in rule else ():
        if token.type == "dimension":
            per = {"px": _PER_PIXEL, "rem": 16 * _PER_PIXEL, "pt": 1.0}.get(token.lower_unit, 0.0)
            points = token.value * per or points
    for token in rule["font-weight"].value if "font-weight" in rule else ():
        bold = getattr(token, "value", None) in ("bold", "bolder") or getattr(token, "int_value", 0) in (
            700,
            800,
            900,
        )
    return points, bold
