using System.Text;
using System.Text.Json;

namespace Tinpot.Schemas;

/// <summary>Spells paths: <c>servers[2].port</c>, and <c>labels["a.b"]</c> where a name would be mistaken for a path.</summary>
internal static class PathText
{
    // A name is the caller's text and may be a megabyte, below each of a thousand errors
    private const int MaxName = 64;

    internal static string Of(ReadOnlySpan<byte> json, ReadOnlySpan<PathFrame> frames, string? last = null)
    {
        if (frames.IsEmpty && last is null) return "$";
        var path = new StringBuilder();
        foreach (var frame in frames)
        {
            if (frame.Start < 0) path.Append('[').Append(frame.Length).Append(']');
            else AppendName(path, Name(json, frame));
        }
        if (last is not null) AppendName(path, last);
        return path.ToString();
    }

    internal static string Name(ReadOnlySpan<byte> json, PathFrame frame)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Slice(frame.Start - 1, frame.Length + 2));
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair has no character: shown as it was written
            return Encoding.UTF8.GetString(json.Slice(frame.Start, frame.Length));
        }
    }

    private static void AppendName(StringBuilder path, string name)
    {
        if (name.Length > MaxName) name = string.Concat(name.AsSpan(0, char.IsHighSurrogate(name[MaxName - 1]) ? MaxName - 1 : MaxName), "…");
        if (IsPlain(name))
        {
            if (path.Length > 0) path.Append('.');
            path.Append(name);
        }
        else
        {
            path.Append("[\"").Append(JsonEncodedText.Encode(name)).Append("\"]");
        }
    }

    /// <summary>Letters, digits, <c>_</c>, <c>-</c> and, for what was cut, an ellipsis. <c>$</c> is the document's own.</summary>
    private static bool IsPlain(string name)
    {
        foreach (var c in name)
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-' or '…')) return false;
        return name.Length > 0;
    }
}
