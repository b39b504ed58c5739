#!/usr/bin/env bash
# Sets up, builds once and runs every test. Arguments go to the test runs: eng/test.sh --filter-class '*Shell*'
set -euo pipefail
cd "$(dirname "$0")/.."

# Most programs that tests start live for seconds: code that counts its calls to be optimised later costs more than it brings
export DOTNET_TieredPGO=0
# and so does code that is mapped once more to be written (W^X): a tenth of the processor time of a host's start
export DOTNET_EnableWriteXorExecute=0

eng/setup.sh
dotnet build Tinpot.sln --nologo --verbosity quiet

# Browsers, leases and outages keep time: their tests have the machine to themselves
together='' alone=''
for project in tests/*.Tests; do
  name=${project#tests/}
  module="$project/bin/Debug/net10.0/$name.dll"
  case $name in
    Tinpot.Console.Tests | Tinpot.Faults.Tests) alone+="$module;" ;;
    *) together+="$module;" ;;
  esac
done

# What eng/soak.sh runs alone
set -- --filter-not-trait Runs=soak "$@"

status=0
dotnet test --test-modules "${together%;}" --max-parallel-test-modules 3 "$@" || status=$?
echo "Tests that have the machine to themselves:"
dotnet test --test-modules "${alone%;}" --max-parallel-test-modules 1 "$@" || status=$?
exit "$status"
