"""What every code is, and what is loaded to say so."""

import subprocess
import sys

from eia import codes
from eia.register import rule as register_rules


def test_families_of_the_register_are_called_what_the_register_calls_them() -> None:
    ours = {name: title for name, title in codes.FAMILIES.items() if name in register_rules.FAMILIES}
    assert list(ours.items()) == list(register_rules.FAMILIES.items())


def test_every_code_is_of_a_family_that_has_a_title() -> None:
    assert {code.family for code in codes.every().values()} == set(codes.FAMILIES)


def test_the_register_is_loaded_only_when_codes_are_asked_for() -> None:
    script = (
        "import sys\n"
        "from eia import codes\n"
        "assert not [name for name in sys.modules if name.startswith('eia.register')]\n"
        "assert 'REG001' in codes.every()\n"
        "assert 'eia.register.rule' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_a_code_alone_is_what_it_is_among_all() -> None:
    assert {code: codes.find(code) for code in codes.every()} == codes.every()
    assert codes.find("XYZ999") is None


def test_the_code_of_a_rule_is_found_without_the_register() -> None:
    script = (
        "import sys\n"
        "from eia import codes\n"
        "assert codes.find('EVD001').family == 'evidence'\n"
        "assert not [name for name in sys.modules if name.startswith(('eia.register', 'eia.pack'))]\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
