"""What the register needs of an assessment, packed: what it asks of every one at hand, the rest when it asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eia.cli.packed import HELD, apart, compressed, joined, loaded
from eia.cli.plain_data import Fields, pack, unpack
from eia.findings import Path, Span
from eia.register.records import Details, Record
from eia.register.sheets import Sheet

_SPANS = Mapping[Path, Span]
_FACTS = Fields(Record, leaving_out=("sheet", "details"))
"""The fields that are asked of every assessment."""


def packed(record: Record) -> bytes:
    """A record; of its sheet only the places are kept, as findings in it are told with the report's text."""
    spans = (pack(_SPANS, placed) for placed in (record.sheet.spans, record.sheet.names))
    return joined(_FACTS.pack(record), compressed([pack(Details, record.details()), *spans]))


def unpacked(raw: bytes, name: str) -> Record:
    """The record of the file that is called so.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: the bytes are not what was packed.
    """
    facts, (rest,) = apart(raw)
    sheet = Sheet(name, "", Places(rest, 0), Places(rest, 1))
    return Record(sheet=sheet, details=Later(rest), **_FACTS.unpack(facts))


@dataclass(frozen=True, slots=True)
class Later:
    """The details of a record, which lie packed."""

    raw: bytes

    def __call__(self) -> Details:
        """The details."""
        return _details(self.raw)


class Places(Mapping[Path, Span]):
    """Where answers stand, packed: most files have nothing to point at."""

    __slots__ = ("_raw", "_which")

    def __init__(self, raw: bytes, which: int) -> None:
        self._raw = raw
        self._which = which

    @property
    def _places(self) -> Mapping[Path, Span]:
        return _places(self._raw)[self._which]

    def __getitem__(self, path: Path) -> Span:
        return self._places[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __eq__(self, other: object) -> bool:
        return self._places == dict(other) if isinstance(other, Mapping) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


@lru_cache(maxsize=HELD)
def _details(raw: bytes) -> Details:
    details: Details = unpack(Details, loaded(raw)[0])
    return details


@lru_cache(maxsize=HELD)
def _places(raw: bytes) -> Sequence[Mapping[Path, Span]]:
    return [unpack(_SPANS, placed) for placed in loaded(raw)[1:]]
