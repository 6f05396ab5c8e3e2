#!/bin/sh
# Install Debian packages where apt may be used; say plainly what to do where it may not.
set -eu
as=""
[ "$(id -u)" -eq 0 ] || as="sudo -n"
if ! command -v apt-get >/dev/null 2>&1 || ! $as true 2>/dev/null; then
    echo "These packages are needed and cannot be installed from here. Install them, then run make again:" >&2
    echo "    $*" >&2
    exit 1
fi
echo "Installing: $*"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { $as apt-get update && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    exit 1
fi
