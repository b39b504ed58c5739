using System.Globalization;
using System.Text;

namespace Tinpot.Tests.Redis;

/// <summary>Redis's protocol, as much as a test needs to ask one thing after another.</summary>
internal sealed class RespConnection(Stream stream)
{
    private const int LongestLine = 64 * 1024;

    /// <exception cref="InvalidOperationException">The answer is an error, which the message is.</exception>
    public async Task<object?> AskAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Count}\r\n");
        foreach (string word in words)
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellation);
        return await ReadAsync(cancellation);
    }

    private async Task<object?> ReadAsync(CancellationToken cancellation)
    {
        string line = await ReadLineAsync(cancellation);
        string rest = line[1..];
        switch (line[0])
        {
            case '+':
                return rest;
            case '-':
                throw new InvalidOperationException(rest);
            case ':':
                return long.Parse(rest, CultureInfo.InvariantCulture);
            case '$' when rest == "-1":
                return null;
            case '$':
                byte[] text = new byte[int.Parse(rest, CultureInfo.InvariantCulture) + 2];
                await stream.ReadExactlyAsync(text, cancellation);
                return Encoding.UTF8.GetString(text.AsSpan(0, text.Length - 2));
            case '*' when rest == "-1":
                return null;
            case '*':
                var items = new object?[int.Parse(rest, CultureInfo.InvariantCulture)];
                for (int i = 0; i < items.Length; i++)
                    items[i] = await ReadAsync(cancellation);
                return items;
            default:
                throw new InvalidOperationException($"Not the protocol: {line}");
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new List<byte>();
        byte[] one = new byte[1];
        while (line.Count < LongestLine)
        {
            await stream.ReadExactlyAsync(one, cancellation);
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line.SkipLast(1)]);
            line.Add(one[0]);
        }

        throw new InvalidOperationException("Not the protocol: a line without end.");
    }
}
