using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>Puts secrets back where <see cref="ArgumentDocument"/> masked them.</summary>
internal static class SecretMerge
{
    /// <param name="action">The action that is to run.</param>
    /// <param name="masked">The masked arguments, byte for byte.</param>
    /// <param name="secrets">As <see cref="SecretList"/> wrote them.</param>
    /// <exception cref="InvalidDataException">They do not belong together, or are not what they should be.</exception>
    internal static byte[] Merge(string action, ReadOnlyMemory<byte> masked, ReadOnlyMemory<byte> secrets)
    {
        var output = new ArrayBufferWriter<byte>(masked.Length + secrets.Length);
        try
        {
            using var parsed = JsonInput.Parse(secrets, JsonLimits.Document);
            var list = parsed.RootElement;
            if (list[0].TryGetProperty("masks", out var masks)) Splice(output, masked.Span, list, MaskPlaces.Read(masks.GetString()!, action, masked.Span));
            else PathMerge.Run(output, masked, list);
        }
        catch (Exception error) when (error is not InvalidDataException)
        {
            throw new InvalidDataException("What is stored of them cannot be read.", error);
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Splice(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> masked, JsonElement secrets, int[] places)
    {
        var written = 0;
        foreach (var (place, secret) in places.Zip(secrets.EnumerateArray()))
        {
            output.Write(masked[written..place]);
            output.Write(JsonMarshal.GetRawUtf8Value(secret.GetProperty("value")));
            written = place + SecretArguments.Written.Length;
        }
        output.Write(masked[written..]);
    }
}
