"""What a Python that has just started has loaded after running some code."""

import subprocess
import sys


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded once the code has run in a process of its own.

    Raises:
        subprocess.CalledProcessError: the code failed.
    """
    script = f"import sys\n{code}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, timeout=60, capture_output=True, encoding="utf-8"
    )
    return set(done.stdout.splitlines())
