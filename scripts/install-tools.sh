#!/bin/sh
# Install what the tests open our files with, where it is missing.
set -eu
missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v patch >/dev/null 2>&1 || missing="$missing patch"
command -v git >/dev/null 2>&1 || missing="$missing git"
# The browser's driver is a program of its own, which needs this library.
ldconfig -p 2>/dev/null | grep -q libatomic.so.1 || missing="$missing libatomic1"
fc-list 2>/dev/null | grep -qi liberation || missing="$missing fontconfig fonts-liberation fonts-dejavu-core"
[ -z "$missing" ] && exit 0
# shellcheck disable=SC2086 # the words are package names
exec sh "$(dirname "$0")/apt.sh" $missing
