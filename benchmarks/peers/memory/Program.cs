// Jobs that do nothing, in the process that submits them, with nothing stored on disk.
// Arguments: the system, "quartz" or "hangfire", and how many jobs run at the same time.
// Reads lines "<callers> <jobs>" from standard input and answers each with one line, "<jobs/s> <p50 in us> <p99 in us>". A caller
// waits until its job has run before it submits the next job.
using System.Globalization;
using Tinpot.Peers.Memory;

int concurrency = int.Parse(args[1], CultureInfo.InvariantCulture);
await using IJobSystem system = args[0] switch
{
    "quartz" => await QuartzSystem.StartAsync(concurrency),
    "hangfire" => new HangfireSystem(concurrency),
    _ => throw new ArgumentException($"'{args[0]}' is not a system: quartz or hangfire."),
};
var callers = new Callers(system);
while (await Console.In.ReadLineAsync() is { } line)
    Console.WriteLine(await callers.RunAsync(line));
