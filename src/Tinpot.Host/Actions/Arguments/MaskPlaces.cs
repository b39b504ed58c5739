using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tinpot.Actions.Arguments;

/// <summary>
/// Where the masks of a masked document stand, with the hash of the document and of the name of its action: <c>9f86… 57 112</c>. So
/// a document need not be read to put its secrets back, and no other document gets them.
/// </summary>
internal static class MaskPlaces
{
    internal static string Write(string action, ReadOnlySpan<byte> document, IEnumerable<int> places) =>
        string.Join(' ', places.Select(place => place.ToString(CultureInfo.InvariantCulture)).Prepend(HashOf(action, document)));

    /// <exception cref="InvalidDataException">They are those of another document.</exception>
    internal static int[] Read(string text, string action, ReadOnlySpan<byte> document)
    {
        var words = text.Split(' ');
        return words[0] == HashOf(action, document)
            ? [.. words.Skip(1).Select(place => int.Parse(place, CultureInfo.InvariantCulture))]
            : throw new InvalidDataException("The stored arguments are not those that were submitted.");
    }

    private static string HashOf(string action, ReadOnlySpan<byte> document)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(action));
        hash.AppendData([0]);
        hash.AppendData(document);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
