// Hosts and stores that wait for leases and outages: most of the time of these tests is spent asleep
[assembly: Xunit.v3.Parallelization(MaxThreads = 6)]
