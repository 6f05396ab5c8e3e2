#!/bin/sh
# Make the project's own virtual environment, with a pip that knows dependency groups.
set -eu
python=$1
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or later is needed; $python is older. Say which to use: make PYTHON=python3.12 …" >&2
    exit 1
}
"$python" -c 'import ensurepip' 2>/dev/null || sh "$(dirname "$0")/apt.sh" python3-venv
"$python" -m venv .venv
.venv/bin/pip install -q --upgrade "pip>=25.1"
