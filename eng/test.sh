#!/usr/bin/env bash
# Sets up, builds once and runs every test. Arguments go to the test run: eng/test.sh --filter-class '*Shell*'
set -euo pipefail
cd "$(dirname "$0")/.."

eng/setup.sh
dotnet build Tinpot.sln --nologo --verbosity quiet
dotnet test --solution Tinpot.sln --no-build "$@"
