using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tinpot.Generators.Text;

/// <summary>A short hash of a text.</summary>
internal static class ShortHash
{
    /// <summary>16 lower-case hexadecimal digits.</summary>
    public static string Of(string text)
    {
        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.Take(8).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
