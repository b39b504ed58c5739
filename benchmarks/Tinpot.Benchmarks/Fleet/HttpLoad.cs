using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>Callers over HTTP who ask for actions that do nothing, and then for their ends.</summary>
internal static class HttpLoad
{
    // How many executions a caller submits before it asks for their ends, when only the time is limited
    private const int AtOnce = 20;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    private static readonly byte[] NoParameters = Encoding.UTF8.GetBytes("""{"parameters":{}}""");

    /// <summary>Executions a second, from the first request to the last known end.</summary>
    public static async Task<double> RunAsync(HttpClient client, int callers, int executions, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                var ids = new List<string>();
                for (int i = 0; i < executions / callers; i++)
                    ids.Add(await SubmitAsync(client, cancellation));
                // They end about in order; who waits for the oldest asks seldom in vain
                foreach (string id in ids)
                    await UntilEndedAsync(client, id, cancellation);
            },
            cancellation)));
        return executions / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Executions a second whose end is known before the time is over.</summary>
    public static async Task<double> RunForAsync(HttpClient client, int callers, TimeSpan time)
    {
        using CancellationTokenSource over = new(time);
        int ended = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    while (true)
                    {
                        var ids = new List<string>();
                        for (int i = 0; i < AtOnce; i++)
                            ids.Add(await SubmitAsync(client, over.Token));
                        foreach (string id in ids)
                        {
                            await UntilEndedAsync(client, id, over.Token);
                            Interlocked.Increment(ref ended);
                        }
                    }
                }
                catch (OperationCanceledException) when (over.IsCancellationRequested)
                {
                    // The time is over
                }
            })));
        return ended / time.TotalSeconds;
    }

    public static Task<string> SubmitAsync(HttpClient client, CancellationToken cancellation) => SubmitAsync(client, "nothing", NoParameters, cancellation);

    /// <summary>Lets whatever compiles while it runs come to its end.</summary>
    public static async Task WarmAsync(HttpClient client, int callers, TimeSpan time)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
            await RunAsync(client, callers, AtOnce * callers);
    }

    public static async Task<string> SubmitAsync(HttpClient client, string action, byte[] body, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await client.PostAsync(
            new Uri($"/api/actions/{action}/execute", UriKind.Relative), content, cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("execution_id").GetString()!;
    }

    private static async Task UntilEndedAsync(HttpClient client, string id, CancellationToken cancellation)
    {
        while (true)
        {
            JsonElement status = await client.GetFromJsonAsync<JsonElement>(new Uri($"/api/executions/{id}/status", UriKind.Relative), cancellation);
            if (status.GetProperty("ready").GetBoolean())
            {
                if (status.GetProperty("state").GetString() != "SUCCESS")
                    throw new InvalidOperationException($"An execution ended {status}.");
                return;
            }

            await Task.Delay(Between, cancellation);
        }
    }
}
