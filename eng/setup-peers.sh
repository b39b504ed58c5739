#!/usr/bin/env bash
# Installs what "Tinpot.Benchmarks pool" compares with: Celery and Redis as Debian has them. Safe to run at any time.
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian's own Python, not one that is first on somebody's PATH: its packages are there
missing=()
/usr/bin/python3 -c 'import celery' 2>/dev/null || missing+=(python3-celery)
/usr/bin/python3 -c 'import redis' 2>/dev/null || missing+=(python3-redis)
command -v redis-server >/dev/null || missing+=(redis-server)
eng/install.sh "${missing[@]}"
