#!/bin/sh
# Make the project's own virtual environment, with a pip that knows dependency groups.
set -eu
python=$1
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or later is needed; $python is older. Say which to use: make PYTHON=python3.12 …" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    as=""
    [ "$(id -u)" -eq 0 ] || as="sudo -n"
    if command -v apt-get >/dev/null 2>&1 && $as true 2>/dev/null; then
        $as apt-get update -qq
        $as apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
        echo "Install Python's venv module (on Debian: apt install python3-venv), then run this again." >&2
        exit 1
    fi
fi
"$python" -m venv .venv
.venv/bin/pip install -q --upgrade "pip>=25.1"
