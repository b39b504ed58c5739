#!/usr/bin/env bash
# Installs what building and testing need beyond the .NET SDK. Safe to run at any time; takes seconds when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

# command it provides : Debian package
tools=(git:git nginx:nginx chromium:chromium clang:clang redis-server:redis-server bwrap:bubblewrap)
[ ! -f eng/package.json ] || tools+=(npm:npm)

if ! command -v dotnet >/dev/null; then
  echo "setup: the .NET SDK 10 is missing: see https://dotnet.microsoft.com/download" >&2
  exit 1
fi

missing=()
for tool in "${tools[@]}"; do
  # nginx lives in /usr/sbin, which is not on every user's PATH
  PATH="$PATH:/usr/sbin" command -v "${tool%%:*}" >/dev/null || missing+=("${tool##*:}")
done

# A header, not a command: what a native executable is linked with
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)

eng/install.sh "${missing[@]}"

# Tools from npm, when there are any, exactly as locked
if [ -f eng/package.json ]; then
  # npm writes this file last; older than the lock means another set of tools
  if [ ! eng/node_modules/.package-lock.json -nt eng/package-lock.json ]; then
    npm ci --prefix eng --no-audit --no-fund --loglevel=error
    touch eng/node_modules/.package-lock.json
  fi
fi
