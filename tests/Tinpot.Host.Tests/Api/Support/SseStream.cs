using System.Text;
using System.Text.Json;

namespace Tinpot.Host.Tests.Api.Support;

/// <summary>One event of a stream.</summary>
/// <param name="Id">null for an event without one.</param>
internal sealed record SseEvent(string? Id, string Data)
{
    public JsonElement Json => JsonDocument.Parse(Data).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;
}

/// <summary>
/// Reads server-sent events as the HTML standard says, and fails on any field that our streams do not have: a forged
/// one would be such a field.
/// </summary>
internal sealed class SseStream(HttpResponseMessage response) : IDisposable
{
    private StreamReader? _reader;

    public HttpResponseMessage Response => response;

    public int Comments { get; private set; }

    /// <returns>The next event; null at the end of the stream.</returns>
    public async Task<SseEvent?> NextAsync()
    {
        string? id = null, data = null;
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                if (data is not null)
                    return new SseEvent(id, data);
                continue;
            }

            if (line[0] == ':')
            {
                Comments++;
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                Assert.Null(id);
                id = line[4..];
            }
            else
            {
                Assert.StartsWith("data: ", line);
                Assert.Null(data);
                data = line[6..];
            }
        }

        Assert.Null(data);
        return null;
    }

    /// <summary>Reads on until an event of a type.</summary>
    public async Task<SseEvent> UntilAsync(string type)
    {
        while (await NextAsync() is { } next)
        {
            if (next.Type == type)
                return next;
        }

        throw new InvalidOperationException($"The stream ended without an event of type {type}.");
    }

    public async Task<List<SseEvent>> ToEndAsync()
    {
        var events = new List<SseEvent>();
        while (await NextAsync() is { } next)
            events.Add(next);
        return events;
    }

    public void Dispose()
    {
        _reader?.Dispose();
        response.Dispose();
    }

    // A carriage return ends a line too for a browser, so that StreamReader.ReadLine is just right
    private async Task<string?> ReadLineAsync()
    {
        _reader ??= new(await response.Content.ReadAsStreamAsync(), new UTF8Encoding(false, throwOnInvalidBytes: true), false, 64 * 1024);
        return await _reader.ReadLineAsync();
    }
}
