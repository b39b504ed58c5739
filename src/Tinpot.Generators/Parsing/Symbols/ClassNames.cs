using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Names of generated classes.</summary>
internal static class ClassNames
{
    /// <summary>Bytes of a name that leave room for the rest of a file's name, of which file systems take 255.</summary>
    private const int MaxBytes = 200;

    /// <summary>
    /// <c>Acme.Ops.Night_Watch</c> → <c>Actions_Acme_Ops_Night_0Watch</c>; of another assembly's type that assembly is in front of it.
    /// No two types get one name.
    /// </summary>
    public static string Of(INamedTypeSymbol type, bool isForeign) =>
        Shorten((isForeign ? $"Calls_{Encode(type.ContainingAssembly.Name)}_" : "Actions_") + Encode(type.MetadataName()));

    /// <summary>A name that is too long goes on with a hash, behind a digit that no underscore is followed by otherwise.</summary>
    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MaxBytes)
            return name;
        int length = name.Length;
        while (Encoding.UTF8.GetByteCount(name.Substring(0, length)) > MaxBytes - 18)
            length--;
        return $"{name.Substring(0, length)}_2{ShortHash.Of(name)}";
    }

    /// <summary>A dot becomes an underscore. No digit follows it, so an underscore with a digit encodes every other character that is not a letter or a digit.</summary>
    private static string Encode(string name)
    {
        StringBuilder result = new(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (c is '_')
                result.Append("_0");
            else if (c is '.' && !(i + 1 < name.Length && char.IsDigit(name[i + 1])))
                result.Append('_');
            else if (char.IsLetterOrDigit(c))
                result.Append(c);
            else
                result.Append("_1").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }
}
