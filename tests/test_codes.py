"""What every code is, and what is loaded to say so."""

from eia import codes
from eia.register import rule as register_rules
from tests.started import loaded_by


def test_families_of_the_register_are_called_what_the_register_calls_them() -> None:
    ours = {name: title for name, title in codes.FAMILIES.items() if name in register_rules.FAMILIES}
    assert list(ours.items()) == list(register_rules.FAMILIES.items())


def test_every_code_is_of_a_family_that_has_a_title() -> None:
    assert {code.family for code in codes.every().values()} == set(codes.FAMILIES)


def test_the_register_is_loaded_only_when_codes_are_asked_for() -> None:
    assert not of_registers(loaded_by("from eia import codes"))
    assert "eia.register.rule" in loaded_by("from eia import codes\ncodes.every()")


def test_a_code_alone_is_what_it_is_among_all() -> None:
    assert {code: codes.find(code) for code in codes.every()} == codes.every()
    assert codes.find("XYZ999") is None


def test_the_code_of_a_rule_is_found_without_the_register() -> None:
    loaded = loaded_by("from eia import codes\ncodes.find('EVD001')")
    assert "eia.rules.evidence" in loaded
    assert not of_registers(loaded)


def of_registers(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith(("eia.register", "eia.pack"))}
