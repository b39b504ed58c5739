using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Faults.Tests;

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
    public static async Task<JsonElement> EndAsync(this HttpClient client, string id)
    {
        await ReadToEndAsync(client, id).WaitAsync(TimeSpan.FromMinutes(1));

        JsonElement status = await client.StatusAsync(id);
        Assert.True(status.GetProperty("ready").GetBoolean(), $"{status}");
        return status;
    }

    private static async Task ReadToEndAsync(HttpClient client, string id)
    {
        await foreach (SseEvent _ in client.StreamAsync(id))
        {
        }
    }

    /// <summary>Follows an execution until the host closes the stream.</summary>
    /// <exception cref="Exception">The connection broke: <see cref="HttpRequestException"/> or <see cref="IOException"/>.</exception>
    public static async IAsyncEnumerable<SseEvent> StreamAsync(this HttpClient client, string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/executions/{id}/stream");
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
