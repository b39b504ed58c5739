using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Tests.Http;

/// <summary>What the tests ask of a host over HTTP.</summary>
internal static class HostClient
{
    /// <summary>Runs an action; returns the id that the host answered with, after which it must never be lost.</summary>
    public static async Task<string> ExecuteAsync(this HttpClient client, string action, object parameters)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync($"/api/actions/{action}/execute", new { parameters });
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        return JsonElement.Parse(body).GetProperty("execution_id").GetString()!;
    }

    public static async Task<JsonElement> StatusAsync(this HttpClient client, string id) =>
        await client.GetFromJsonAsync<JsonElement>($"/api/executions/{id}/status");

    /// <summary>Waits for the end of an execution, at most a minute.</summary>
    public static Task<JsonElement> EndAsync(this HttpClient client, string id) => client.EndAsync(id, TimeSpan.FromMinutes(1));

    public static async Task<JsonElement> EndAsync(this HttpClient client, string id, TimeSpan within)
    {
        await ReadToEndAsync(client, id).WaitAsync(within);

        JsonElement status = await client.StatusAsync(id);
        Assert.True(status.GetProperty("ready").GetBoolean(), $"{status}");
        return status;
    }

    /// <summary>Runs an action to its end.</summary>
    public static async Task<JsonElement> RunAsync(this HttpClient client, string action, object parameters) =>
        await client.EndAsync(await client.ExecuteAsync(action, parameters));

    /// <summary>Waits until an execution has printed a line, at most a minute.</summary>
    public static async Task UntilPrintedAsync(this HttpClient client, string id, string line)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (SseEvent one in client.StreamAsync(id).WithCancellation(deadline.Token))
        {
            if (one.Type == "log" && one.Json.GetProperty("data").GetProperty("message").GetString() == line)
                return;
        }

        Assert.Fail($"The execution ended without '{line}': {await client.StatusAsync(id)}");
    }

    public static async Task CancelAsync(this HttpClient client, string id)
    {
        using HttpResponseMessage answer = await client.PostAsync($"/api/executions/{id}/cancel", null);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Everything an execution printed, in order; pieces of a long line put together.</summary>
    public static async Task<IReadOnlyList<LogLine>> LinesAsync(this HttpClient client, string id)
    {
        string log = await client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson");
        return [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)).Select(one => one.TryGetProperty("data", out JsonElement data) ? data : one)
            .Where(one => one.TryGetProperty("message", out _))
            .GroupBy(one => one.GetProperty("line").GetInt64())
            .Select(pieces => new LogLine(
                pieces.First().GetProperty("stream").GetString()!,
                string.Concat(pieces.Select(piece => piece.GetProperty("message").GetString()))))];
    }

    /// <summary>How many lines it printed, by the number of the last.</summary>
    public static async Task<long> LastLineNumberAsync(this HttpClient client, string id)
    {
        string log = await client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson&tail=1");
        return JsonElement.Parse(log).GetProperty("data").GetProperty("line").GetInt64();
    }

    public static string State(this JsonElement status) => status.GetProperty("state").GetString()!;

    public static string Message(this JsonElement status) => status.GetProperty("error").GetProperty("message").GetString()!;

    private static async Task ReadToEndAsync(HttpClient client, string id)
    {
        await foreach (SseEvent _ in client.StreamAsync(id))
        {
        }
    }

    /// <summary>Follows an execution until the host closes the stream.</summary>
    /// <exception cref="Exception">The connection broke: <see cref="HttpRequestException"/> or <see cref="IOException"/>.</exception>
    /// <param name="after">The last event that the caller has seen.</param>
    public static async IAsyncEnumerable<SseEvent> StreamAsync(this HttpClient client, string id, string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/executions/{id}/stream");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        string? number = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                number = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && number is not null)
                yield return new SseEvent(number, line[6..]);
            else if (line.Length == 0)
                number = null;
        }
    }
}

/// <summary>A numbered event as a viewer got it.</summary>
internal sealed record SseEvent(string Id, string Data)
{
    public JsonElement Json => JsonElement.Parse(Data);

    public string Type => Json.GetProperty("type").GetString()!;
}

/// <summary>A line of a log.</summary>
internal sealed record LogLine(string Stream, string Text);
