"""The YAML parser: libyaml through PyYAML, or PyYAML's own Python where that part is missing."""

from collections.abc import Callable
from functools import cache
from typing import Any

BLANK_OR_END = "\0 \t\r\n"
WORD = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-"
URI = ";/?:@&=+$.!~*'()%"

# Not `CSafeLoader`, not `compose`: they recurse in C, and a file of 100,000 brackets ends the process.


def parser(text: str) -> Callable[[], Any]:
    """A function that returns the next event of `text`; it raises `yaml.YAMLError` at a syntax error."""
    try:
        from yaml._yaml import CParser
    except ImportError:
        return python_parser(text)
    get_event: Callable[[], Any] = CParser(text).get_event
    return get_event


def python_parser(text: str) -> Callable[[], Any]:
    """The same as `parser`, without libyaml; about twenty times slower."""
    get_event: Callable[[], Any] = _like_libyaml()(text).get_event
    return get_event


@cache
def _like_libyaml() -> Any:
    """PyYAML's pure parser, with libyaml's reading of tabs, escapes and `%` lines where the two differ."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner, ScannerError
    from yaml.tokens import ScalarToken, TagToken

    class LikeLibyaml(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

        def scan_to_next_token(self) -> None:
            while True:
                blank = " \t" if self.flow_level or not self.allow_simple_key else " "
                while self.peek() in blank:
                    self.forward()
                if self.peek() == "#":
                    while self.peek() not in "\0\r\n":
                        self.forward()
                if not self.scan_line_break():
                    return
                if not self.flow_level:
                    self.allow_simple_key = True

        def scan_line_break(self) -> str:
            if self.peek() not in "\r\n":
                return ""
            self.forward(2 if self.prefix(2) == "\r\n" else 1)
            return "\n"

        def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str] | None:
            blanks = []
            while self.peek() in " \t":
                blanks.append(self.peek())
                self.forward()
            if not self.scan_line_break():
                return blanks
            self.allow_simple_key = True
            breaks = 0
            while True:
                if self.prefix(3) in {"---", "..."} and self.column == 0 and self.peek(3) in "\0 \t\r\n":
                    return None
                character = self.peek()
                if character == "\t" and self.column < indent:
                    self._tab("while scanning a plain scalar", start_mark)
                if character in " \t":
                    self.forward()
                elif self.scan_line_break():
                    breaks += 1
                else:
                    return ["\n" * breaks or " "]

        def scan_plain(self) -> Any:
            chunks: list[str] = []
            spaces: list[str] | None = []
            start = end = self.get_mark()
            indent = self.indent + 1
            while self.peek() != "#":
                length = 0
                while (character := self.peek(length)) not in BLANK_OR_END:
                    after = self.peek(length + 1)
                    if character == ":" and self.flow_level and after in ",?[]{}":
                        self.forward(length)
                        raise ScannerError(
                            "while scanning a plain scalar", start, "found unexpected ':'", self.get_mark()
                        )
                    if (character == ":" and after in BLANK_OR_END) or (
                        self.flow_level and character in ",[]{}"
                    ):
                        break
                    length += 1
                if not length:
                    break
                self.allow_simple_key = False
                chunks += [*(spaces or ()), self.prefix(length)]
                self.forward(length)
                end = self.get_mark()
                spaces = self.scan_plain_spaces(indent, start)
                if not spaces or (not self.flow_level and self.column < indent):
                    break
            return ScalarToken("".join(chunks), True, start, end)

        def scan_tag(self) -> Any:
            start = self.get_mark()
            verbatim = self.peek(1) == "<"
            handle, suffix = None if verbatim else "!", ""
            self.forward(2 if verbatim else 1)
            if not verbatim:
                name = self._run_of(WORD)
                if self.peek() == "!":
                    handle = f"!{name}!"
                    self.forward()
                else:
                    suffix = name
            while self.peek() in (WORD + URI + ",[]" if verbatim else WORD + URI):
                suffix += self.scan_uri_escapes("tag", start) if self.peek() == "%" else self._take()
            complete = suffix or handle == "!"
            if verbatim and complete and self.peek() == ">":
                self.forward()
            elif verbatim:
                complete = False
            if not complete or self.peek() not in (BLANK_OR_END + "," if self.flow_level else BLANK_OR_END):
                raise ScannerError("while scanning a tag", start, "did not find the end", self.get_mark())
            if handle == "!" and not suffix:
                handle, suffix = None, "!"
            return TagToken((handle, suffix), start, self.get_mark())

        def fetch_stream_end(self) -> None:
            if self.column:  # the end of the text ends its last line
                self.column = 0
                self.line += 1
            self.stale_possible_simple_keys()
            super().fetch_stream_end()

        def _run_of(self, characters: str) -> str:
            taken = ""
            while self.peek() in characters:
                taken += self._take()
            return taken

        def _take(self) -> str:
            character: str = self.peek()
            self.forward()
            return character

        def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
            chomping = increment = None
            for _ in range(2):
                character = self.peek()
                if character in "+-" and chomping is None:
                    chomping = character == "+"
                elif character in "123456789" and increment is None:
                    increment = int(character)
                elif character == "0" and increment is None:
                    raise ScannerError(
                        "while scanning a block scalar", start_mark, "found a 0", self.get_mark()
                    )
                else:
                    break
                self.forward()
            return chomping, increment

        def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
            while self.peek() in " \t":
                self.forward()
            super().scan_block_scalar_ignored_line(start_mark)

        def scan_block_scalar_indentation(self) -> Any:
            found = super().scan_block_scalar_indentation()
            if self.peek() == "\t":
                self._tab("while scanning a block scalar", self.get_mark())
            return found

        def scan_block_scalar_breaks(self, indent: int) -> Any:
            found = super().scan_block_scalar_breaks(indent)
            if self.peek() == "\t" and self.column < indent:
                self._tab("while scanning a block scalar", self.get_mark())
            return found

        def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
            try:
                chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            except (ValueError, OverflowError):
                chunks = ["\ud800"]
            if double and any("\ud800" <= character <= "\udfff" for chunk in chunks for character in chunk):
                raise ScannerError(
                    "while scanning a quoted scalar",
                    start_mark,
                    "found invalid Unicode escape",
                    self.get_mark(),
                )
            return chunks

        def scan_directive(self) -> Any:
            directive = super().scan_directive()
            if directive.name not in {"YAML", "TAG"}:
                mark = directive.start_mark
                raise ScannerError("while scanning a directive", mark, "found unknown directive name", mark)
            return directive

        def parse_flow_sequence_entry_mapping_value(self) -> Any:
            event: Any = super().parse_flow_sequence_entry_mapping_value()  # type: ignore[no-untyped-call]  # untyped stub
            if event.start_mark.index == event.end_mark.index:
                token: Any = self.peek_token()  # type: ignore[no-untyped-call]  # untyped stub
                event.start_mark = event.end_mark = token.start_mark
            return event

        def _tab(self, context: str, start_mark: Any) -> None:
            raise ScannerError(context, start_mark, "found a tab character", self.get_mark())

    return LikeLibyaml
