#!/usr/bin/env bash
# Installs the Debian packages that are named; none is fine. What the other scripts here find missing comes to this one.
set -euo pipefail
[ "$#" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "setup: install these with your system's package manager, then try again: $*" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "setup: run this as root, then try again: apt-get update && apt-get install -y --no-install-recommends $*" >&2
  exit 1
fi
echo "setup: installing $*"
export DEBIAN_FRONTEND=noninteractive
# Installing a server must not start it: tests and benchmarks start their own, on ports of their own
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends "$@" >/dev/null
