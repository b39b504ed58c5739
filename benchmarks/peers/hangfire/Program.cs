// Jobs that do nothing, in the process that asks for them.
// Reads lines "<concurrency> <jobs>" from standard input and answers each with one line, "<jobs/s> <p50 in us> <p99 in us>";
// the times are from submission to start. With concurrency 1 a job is submitted some milliseconds after the one before has ended.
using System.Globalization;
using Hangfire;
using Hangfire.Redis.StackExchange;
using StackExchange.Redis;
using Tinpot.Peers.Hangfire;

string redis = Environment.GetEnvironmentVariable("REDIS_URL")!.Replace("redis://", "", StringComparison.Ordinal).Split('/')[0];
GlobalConfiguration.Configuration.UseRedisStorage(ConnectionMultiplexer.Connect(redis), new RedisStorageOptions { SucceededListSize = 10_000 });
GlobalJobFilters.Filters.Add(new Ended());
// One server to the end: a second in the same process hung
using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = 32, SchedulePollingInterval = TimeSpan.FromSeconds(15) });
while (await Console.In.ReadLineAsync() is { } line)
{
    int[] counts = [.. line.Split(' ').Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
    Console.WriteLine(await Jobs.RunAsync(counts[0], counts[1]));
}
