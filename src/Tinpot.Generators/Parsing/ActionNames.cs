namespace Tinpot.Generators.Parsing;

/// <summary>What actions are called.</summary>
internal static class ActionNames
{
    /// <summary>Name of an action whose attribute gives none.</summary>
    public static string Of(string method) =>
        SnakeCase.Convert(method.Length > 5 && method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - 5) : method);

    /// <summary><c>[a-z][a-z0-9_]{0,63}</c></summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 64 && name[0] is >= 'a' and <= 'z' && name.All(static c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_');

    /// <summary>The name in words: <c>clean_cache</c> → <c>Clean cache</c>.</summary>
    public static string Title(string name)
    {
        string words = name.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words.Substring(1);
    }
}
