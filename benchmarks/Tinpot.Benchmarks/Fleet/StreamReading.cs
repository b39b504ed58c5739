using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>A client of Server-Sent Events, which checks what it measures.</summary>
internal static class StreamReading
{
    /// <summary>Lines a second, from the first to the last of a burst.</summary>
    /// <exception cref="InvalidOperationException">A line is missing, out of order, or there twice.</exception>
    public static async Task<double> BurstAsync(HttpClient client, int lines)
    {
        string id = await HttpLoad.SubmitAsync(client, "burst", Body("lines", lines), CancellationToken.None);
        return await ReadBurstAsync(client, $"/api/executions/{id}/stream", lines);
    }

    public static Task<double> BareBurstAsync(HttpClient client, int lines) =>
        ReadBurstAsync(client, string.Create(CultureInfo.InvariantCulture, $"/stream?lines={lines}"), lines);

    /// <summary>Microseconds from the printing of each line to its arrival, in order of size.</summary>
    public static async Task<double[]> TicksAsync(HttpClient client, int count)
    {
        string id = await HttpLoad.SubmitAsync(client, "tick", Body("count", count), CancellationToken.None);
        var delays = new List<double>(count);
        await foreach (string message in MessagesAsync(client, $"/api/executions/{id}/stream"))
        {
            long now = DateTime.UtcNow.Ticks;
            delays.Add((now - long.Parse(message, CultureInfo.InvariantCulture)) / (double)TimeSpan.TicksPerMicrosecond);
            if (delays.Count == count)
                break;
        }

        return delays.Count == count ? [.. delays.Order()] : throw new InvalidOperationException($"Only {delays.Count} of {count} lines arrived.");
    }

    private static async Task<double> ReadBurstAsync(HttpClient client, string path, int lines)
    {
        long first = 0;
        int read = 0;
        await foreach (string message in MessagesAsync(client, path))
        {
            if (read++ == 0)
                first = Stopwatch.GetTimestamp();
            string begins = string.Create(CultureInfo.InvariantCulture, $"line {read} ");
            if (!message.StartsWith(begins, StringComparison.Ordinal) || message.Length != 100)
                throw new InvalidOperationException($"Line {read} is '{message}'.");
            if (read == lines)
                return lines / Stopwatch.GetElapsedTime(first).TotalSeconds;
        }

        throw new InvalidOperationException($"Only {read} of {lines} lines arrived.");
    }

    /// <summary>The texts of all lines: the message of an event that is one of a log, or all that a bare one holds.</summary>
    private static async IAsyncEnumerable<string> MessagesAsync(HttpClient client, string path)
    {
        const string data = "data: ", log = "data: {\"type\":\"log\"", member = "\"message\":\"";
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(), Encoding.UTF8, false, 64 * 1024);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(log, StringComparison.Ordinal))
            {
                int at = line.IndexOf(member, StringComparison.Ordinal) + member.Length;
                yield return line[at..line.IndexOf('"', at)];
            }
            else if (line.StartsWith(data, StringComparison.Ordinal) && line[data.Length] != '{')
            {
                yield return line[data.Length..];
            }
        }
    }

    private static byte[] Body(string parameter, int value) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""{"parameters":{"{{{parameter}}}":{{{value}}}}}"""));
}
