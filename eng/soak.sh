#!/usr/bin/env bash
# Repeats faults more often than a change can wait for: about an hour. Run it before a release. Needs what eng/test.sh needs.
set -euo pipefail
cd "$(dirname "$0")/.."

eng/setup.sh
dotnet build Tinpot.sln --nologo --verbosity quiet

status=0
run() { # times the usual count, test project, test class
  echo "soak: $3, $1 times the usual count"
  TESTS_SCALE=$1 "tests/$2/bin/Debug/net10.0/$2" --progress off --no-ansi --filter-class "*.$3" || status=$?
}

run 20 Tinpot.Host.Tests FrameMutationTests   # 100 000 frames of a child, 800 greetings and 400 frames over real pipes
run 50 Tinpot.Host.Tests PipeMutationTests   # 20 000 frames of a process over real pipes
run 20 Tinpot.Host.Tests RecordMutationTests  # 20 000 records of Redis
run 25 Tinpot.Generators.Tests DeclarationFuzzTests  # 5 000 declarations
run 25 Tinpot.Host.Tests WarmChildTests       # 1 000 executions of each kind that must not cost a child
run 4 Tinpot.Faults.Tests ChildKillTests      # 200 kills of children under load
run 20 Tinpot.Faults.Tests AbandonedTests     # 200 kills of host, children and daemons
run 50 Tinpot.Faults.Tests WorkerKillTests    # 200 kills of workers
run 6 Tinpot.Faults.Tests ProbedOutageTests   # outages of 60 seconds under probes
run 20 Tinpot.Faults.Tests MixedFaultTests    # 20 rounds of random faults
echo "soak: rows of which another of their kind is run for every change"
tests/Tinpot.Faults.Tests/bin/Debug/net10.0/Tinpot.Faults.Tests --progress off --no-ansi --filter-trait Runs=soak || status=$?
run 1 Tinpot.Native.Tests NativeCrashTests   # the fault suites over the native program
run 1 Tinpot.Native.Tests NativeKillTests
run 1 Tinpot.Native.Tests NativeStopTests
run 1 Tinpot.Native.Tests SampleTests        # the sample as it is published
run 1 Tinpot.Packages.Tests PackingTests     # packing fresh clones
run 1 Tinpot.Packages.Tests ApplicationTests # an application with the packages, natively compiled
exit "$status"
