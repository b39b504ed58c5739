#!/usr/bin/env bash
# Installs what "Tinpot.Benchmarks" pool, fleet and stores compare with: Celery, FastAPI and Redis as Debian has them, BullMQ from npm
# as locked. Hangfire and Quartz.NET come with their projects. Safe to run at any time.
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian's own Python, not one that is first on somebody's PATH: its packages are there
missing=()
for module in celery redis fastapi uvicorn; do
  /usr/bin/python3 -c "import $module" 2>/dev/null || missing+=("python3-$module")
done
command -v redis-server >/dev/null || missing+=(redis-server)
command -v npm >/dev/null || missing+=(npm)
eng/install.sh "${missing[@]}"

peer=benchmarks/peers/bullmq
if [ ! "$peer/node_modules/.package-lock.json" -nt "$peer/package-lock.json" ]; then
  npm ci --prefix "$peer" --ignore-scripts --no-audit --no-fund --loglevel=error
  touch "$peer/node_modules/.package-lock.json"
fi
