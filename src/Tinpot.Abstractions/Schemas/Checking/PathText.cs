using System.Text;
using System.Text.Json;

namespace Tinpot.Schemas.Checking;

/// <summary>Spells the path the checker has gone.</summary>
internal static class PathText
{
    internal static string Of(ReadOnlySpan<byte> json, ReadOnlySpan<PathFrame> frames, string? last = null)
    {
        var path = SchemaPath.Root;
        foreach (var frame in frames)
            path = frame.Start < 0 ? SchemaPath.Item(path, frame.Length) : SchemaPath.Member(path, Name(json, frame));
        return last is null ? path : SchemaPath.Member(path, last);
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
}
