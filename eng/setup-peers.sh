#!/usr/bin/env bash
# Installs what "Tinpot.Benchmarks pool" compares with: Celery and Redis as Debian has them. Safe to run at any time.
set -euo pipefail

# Debian's own Python, not one that is first on somebody's PATH: its packages are there
missing=()
/usr/bin/python3 -c 'import celery' 2>/dev/null || missing+=(python3-celery)
/usr/bin/python3 -c 'import redis' 2>/dev/null || missing+=(python3-redis)
command -v redis-server >/dev/null || missing+=(redis-server)
[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "setup-peers: install these with your system's package manager, then run this again: ${missing[*]}" >&2
  exit 1
fi
if [ "$(id -u)" != 0 ]; then
  echo "setup-peers: run this as root, then run $0 again: apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "setup-peers: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# Installing a server must not start it: the benchmark starts its own, on a port of its own
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
