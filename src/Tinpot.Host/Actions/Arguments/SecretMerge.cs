using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>Puts secrets back where <see cref="ArgumentDocument"/> masked them.</summary>
internal static class SecretMerge
{
    /// <param name="masked">The masked arguments, byte for byte.</param>
    /// <param name="secrets">As <see cref="SecretList"/> wrote them.</param>
    /// <exception cref="InvalidDataException">The two do not belong together, or are not what they should be.</exception>
    internal static byte[] Merge(ReadOnlyMemory<byte> masked, ReadOnlyMemory<byte> secrets)
    {
        var output = new ArrayBufferWriter<byte>(masked.Length + secrets.Length);
        try
        {
            using var parsed = JsonInput.Parse(secrets, JsonLimits.Document);
            if (parsed.RootElement.EnumerateArray().All(secret => secret.TryGetProperty("place", out _))) Splice(output, masked.Span, parsed.RootElement);
            else PathMerge.Run(output, masked, parsed.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"The secrets of the arguments cannot be read: {error.Message}", error);
        }
        return output.WrittenSpan.ToArray();
    }

    internal static InvalidDataException Missing(JsonElement secret) =>
        new($"The arguments do not contain the secret at {ArgumentPath.Text(ArgumentPath.Parse(secret.GetProperty("path")))}.");

    private static void Splice(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> masked, JsonElement secrets)
    {
        var written = 0;
        foreach (var secret in secrets.EnumerateArray())
        {
            var place = secret.GetProperty("place").GetInt32();
            if (place < written || !masked[Math.Min(place, masked.Length)..].StartsWith(SecretArguments.Written)) throw Missing(secret);
            output.Write(masked[written..place]);
            output.Write(JsonMarshal.GetRawUtf8Value(secret.GetProperty("value")));
            written = place + SecretArguments.Written.Length;
        }
        output.Write(masked[written..]);
    }
}
