#!/bin/sh
# Install what the tests open our files with, where it is missing and apt may be used.
set -eu
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v git >/dev/null 2>&1 || missing="$missing git"
if [ -z "$missing" ] && fc-list 2>/dev/null | grep -qi liberation; then
    exit 0
fi
missing="$missing fonts-liberation fonts-dejavu-core fontconfig"
as=""
[ "$(id -u)" -eq 0 ] || as="sudo -n"
echo "Installing:$missing"
if ! command -v apt-get >/dev/null 2>&1 || ! $as true 2>/dev/null; then
    echo "These tools are needed and cannot be installed from here. Install them, then run make test again:" >&2
    echo "   $missing" >&2
    exit 1
fi
$as apt-get update -qq
# shellcheck disable=SC2086 # the words are package names
DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq --no-install-recommends $missing >/dev/null
