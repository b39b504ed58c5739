// Some wait for leases and outages while others start hosts and children; with six at a time two processors are busy
[assembly: Xunit.v3.Parallelization(MaxThreads = 6)]
