// Many of these tests wait for children, leases and wakeups
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
