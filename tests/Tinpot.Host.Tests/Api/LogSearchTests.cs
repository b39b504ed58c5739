using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>What a search in a log costs, and how many there may be at once.</summary>
public class LogSearchTests
{
    private static readonly int Turns = Math.Max(1, Environment.ProcessorCount / 2);

    [Theory]
    [InlineData("")]
    [InlineData("&search=line 1")]
    [InlineData("&search=line 1&from_line=400")]
    [InlineData("&search=nowhere")]
    [InlineData("&level=WARNING")]
    [InlineData("&from_line=777")]
    [InlineData("&after={200}")]
    [InlineData("&before={900}")]
    [InlineData("&after={200}&before={900}&search=line")]
    public async Task The_last_lines_are_the_end_of_all_lines(string query)
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { });
        string id = await MixedAsync(host, 1_500);
        using SseStream stream = await host.Client.StreamAsync(id);
        string[] ids = [.. (await stream.ToEndAsync()).Select(one => one.Id!)];
        foreach (int number in (int[])[200, 900])
            query = query.Replace($"{{{number}}}", ids[number], StringComparison.Ordinal);
        List<(long? Line, string Json)> all = await LinesAsync(host, id, query);

        foreach (int tail in (int[])[1, 2, 3, 10, 100, 600, 1_100, 5_000])
        {
            long[] lines = [.. all.Where(one => one.Line is not null).Select(one => one.Line!.Value).Distinct()];
            long first = lines.Length <= tail ? long.MinValue : lines[^tail];
            List<(long? Line, string Json)> last = await LinesAsync(host, id, $"{query}&tail={tail}");
            Assert.Equal(
                all.SkipWhile(one => one.Line is null || one.Line < first).Select(one => one.Json),
                last.SkipWhile(one => one.Line is null).Select(one => one.Json));
            // Nothing but what stands right before the first line
            Assert.All(last.TakeWhile(one => one.Line is null), one => Assert.Contains(one, all));
            Assert.InRange(last.TakeWhile(one => one.Line is null).Count(), 0, lines.Length <= tail ? all.Count : 1);
        }
    }

    [Theory]
    [InlineData("tail=5&search=line")]
    [InlineData("tail=5&level=WARNING")]
    [InlineData("tail=100&search=nowhere")]
    public async Task A_search_for_the_last_lines_reads_the_log_once(string query)
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, WatchedReads.Add);
        WatchedReads reads = WatchedReads.Of(host);
        string id = await MixedAsync(host, 3_000);
        long whole = await BytesAsync(host, reads, id, "");

        Assert.Equal(whole, await BytesAsync(host, reads, id, query));
    }

    [Theory]
    [InlineData("tail=600&search=line")]
    [InlineData("tail=2900&search=line")]
    public async Task Last_lines_that_are_too_many_to_keep_are_read_once_more_and_nothing_else_is(string query)
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, WatchedReads.Add);
        WatchedReads reads = WatchedReads.Of(host);
        string id = await MixedAsync(host, 3_000);
        long whole = await BytesAsync(host, reads, id, "");
        double part = int.Parse(query[5..query.IndexOf('&')]) / 3_000.0;

        long read = await BytesAsync(host, reads, id, query);

        // Pages are read whole
        Assert.InRange(read, whole, whole + (long)(whole * part) + (2 * 256 * 1024));
    }

    [Theory]
    [InlineData("search=line")]
    [InlineData("tail=3&search=line")]
    [InlineData("level=ERROR")]
    [InlineData("tail=3&before=9-1")]
    public async Task Searches_beyond_their_limit_wait_and_are_told_to_come_again(string query)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, services =>
        {
            WatchedReads.Add(services);
            services.AddSingleton<TimeProvider>(clock);
        });
        WatchedReads reads = WatchedReads.Of(host);
        string id = await host.Client.ExecuteAsync("api_print");
        using (SseStream stream = await host.Client.StreamAsync(id))
        {
            Task<List<SseEvent>> reading = stream.ToEndAsync();
            // The worker lives by the same clock
            await Eventually.TrueAsync(() =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(reading.IsCompleted);
            });
        }

        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reads.Gate = gate.Task;

        Task<HttpResponseMessage>[] searches = [.. Enumerable.Range(0, Turns + 3).Select(_ => host.Client.GetAsync($"/api/executions/{id}/logs?{query}"))];
        await Eventually.TrueAsync(() => Task.FromResult(reads.Held == Turns));
        // What is no search does not wait for them
        Task<HttpResponseMessage> page = host.Client.GetAsync($"/api/executions/{id}/logs?from_line=1&limit=1");
        await Eventually.TrueAsync(() => Task.FromResult(reads.Held == Turns + 1));

        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(searches.Count(one => one.IsCompleted) == 3);
        });
        gate.SetResult();

        foreach (Task<HttpResponseMessage> search in searches)
        {
            using HttpResponseMessage answer = await search;
            if (answer.StatusCode == HttpStatusCode.OK)
                continue;
            await answer.ProblemAsync(503, "too-many-searches");
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        Assert.Equal(Turns, searches.Count(one => one.Result.StatusCode == HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.OK, (await page).StatusCode);
        Assert.Equal(Turns + 1, reads.MostHeld);
        // The turns are free again
        using HttpResponseMessage next = await host.Client.GetAsync($"/api/executions/{id}/logs?{query}");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    private static async Task<string> MixedAsync(ApiHost host, int lines) =>
        (await host.Client.RunAsync("api_mixed", $$"""{"lines": {{lines}}}""")).GetProperty("execution_id").GetString()!;

    private static async Task<long> BytesAsync(ApiHost host, WatchedReads reads, string id, string query)
    {
        long before = reads.Bytes;
        await host.Client.GetStringAsync($"/api/executions/{id}/logs?{query}");
        return reads.Bytes - before;
    }

    /// <summary>Each object of the log with the number of its line; null = it is no line.</summary>
    private static async Task<List<(long? Line, string Json)>> LinesAsync(ApiHost host, string id, string query)
    {
        string text = await host.Client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson{query}");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (
            JsonDocument.Parse(line).RootElement.GetProperty("data").TryGetProperty("line", out JsonElement number) ? number.GetInt64() : default(long?), line))];
    }
}
