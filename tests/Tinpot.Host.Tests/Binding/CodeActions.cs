using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Tinpot.Host.Tests.Binding;

/// <summary>Parameters that only the code of their types can judge.</summary>
[ActionGroup("Binding")]
public static class CodeActions
{
    [Action]
    public static string AskCode(List<CodeRelease> releases, CodeShape? shape = null, Secret<CodeRelease>? hidden = null) =>
        $"{string.Join(' ', releases)} {shape} {hidden?.Reveal()}";
}

/// <summary><c>major.minor</c></summary>
public sealed record CodeRelease(int Major, int Minor) : IParsable<CodeRelease>
{
    public static CodeRelease Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s.Split('.') is [var major, var minor]
            ? new CodeRelease(int.Parse(major, CultureInfo.InvariantCulture), int.Parse(minor, CultureInfo.InvariantCulture))
            : throw new FormatException("Write it as 1.2");
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CodeRelease result)
    {
        try
        {
            result = Parse(s!, provider);
            return true;
        }
        catch (FormatException)
        {
            result = null;
            return false;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor}");
}

[JsonDerivedType(typeof(CodeCircle), "circle")]
public abstract record CodeShape;

public sealed record CodeCircle(int Radius) : CodeShape;

[JsonSerializable(typeof(CodeShape))]
internal sealed partial class CodeJson : JsonSerializerContext;
