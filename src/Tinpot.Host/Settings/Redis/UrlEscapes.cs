using System.Globalization;
using System.Text;

namespace Tinpot.Settings.Redis;

/// <summary>Percent-escapes, taken strictly: <see cref="Uri.UnescapeDataString(string)"/> leaves a malformed one as it is, which would be another password.</summary>
internal static class UrlEscapes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">As of <see cref="RedisUrlReader.Read"/>.</exception>
    public static string Decode(string text)
    {
        byte[] written = Encoding.UTF8.GetBytes(text);
        var meant = new List<byte>(written.Length);
        for (int i = 0; i < written.Length; i++)
        {
            if (written[i] != '%')
            {
                meant.Add(written[i]);
                continue;
            }

            if (i + 2 >= written.Length
                || !byte.TryParse(written.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                throw RedisUrlReader.Must("have two hexadecimal digits after each %; a % itself is written %25");
            meant.Add(value);
            i += 2;
        }

        try
        {
            return Strict.GetString([.. meant]);
        }
        catch (DecoderFallbackException)
        {
            throw RedisUrlReader.Must("have UTF-8 behind its % escapes");
        }
    }
}
