"""Damage a clean example in one way, and exactly the rule for it fires, with those that rightly follow.

The table is tests/mutations.yaml; the example without damage has no findings at all (tests/test_examples.py).
"""

from pathlib import Path

import pytest

from eia import rules
from tests.mutations import Row, rows, told

UNTRIED: dict[str, str] = {}
"""Rules that no damage to an example can bring up, with the reason."""


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.code}-{row.change[:60]}")
def test_damage_brings_up_its_rule_and_what_follows_and_nothing_else(row: Row, tmp_path: Path) -> None:
    found = row.findings(tmp_path)
    reported = "\n" + "\n".join(f"{f.code} at {'.'.join(map(str, f.path))}: {f.message}" for f in found)
    places = list(told(found))
    assert {code for code, _ in places} == {row.code, *row.also}, reported
    assert [place for code, place in places if code == row.code] == [*row.at], reported


def test_every_rule_is_tried() -> None:
    registered = {item.code for item in rules.all_rules()}
    tried = {row.code for row in rows()}
    assert tried | UNTRIED.keys() == registered
    assert not tried & UNTRIED.keys()


def test_the_table_is_in_the_order_of_the_guide() -> None:
    order = [item.code for item in rules.all_rules()]
    codes = list(dict.fromkeys(row.code for row in rows()))
    assert codes == [code for code in order if code in codes]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.code}-{row.change[:60]}")
def test_a_row_says_what_is_done_and_why_more_than_one_rule_fires(row: Row) -> None:
    assert row.change.endswith(".")
    assert bool(row.also) == row.why.endswith(".")
    assert row.delete or row.set or row.append or row.form or row.today
    assert row.code not in row.also
