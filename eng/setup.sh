#!/usr/bin/env bash
# Installs what building and testing need beyond the .NET SDK. Safe to run at any time; takes seconds when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

# command it provides : Debian package
tools=(git:git nginx:nginx chromium:chromium clang:clang)
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

if [ "${#missing[@]}" -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    echo "setup: install these with your system's package manager, then run this again: ${missing[*]}" >&2
    exit 1
  fi
  if [ "$(id -u)" != 0 ]; then
    echo "setup: run this as root, then run $0 again: apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  echo "setup: installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # Installing a server must not start it: tests start their own, on ports of their own
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# Tools from npm, when there are any, exactly as locked
if [ -f eng/package.json ]; then
  # npm writes this file last; older than the lock means another set of tools
  if [ ! eng/node_modules/.package-lock.json -nt eng/package-lock.json ]; then
    npm ci --prefix eng --no-audit --no-fund --loglevel=error
    touch eng/node_modules/.package-lock.json
  fi
fi
