namespace Tinpot.Generators.Text;

/// <summary>Names of actions.</summary>
internal static class ActionNames
{
    /// <summary>Name of an action whose attribute gives none.</summary>
    public static string Of(string method) =>
        SnakeCase.Convert(method.Length > 5 && method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - 5) : method);

    /// <summary>
    /// The method that submits an action: <c>clean_cache</c> → <c>CleanCache</c>. An underscore stays unless a letter follows it, so
    /// that no two names become one.
    /// </summary>
    public static string Method(string name)
    {
        System.Text.StringBuilder result = new(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            bool parts = name[i] is '_' && i + 1 < name.Length && name[i + 1] is >= 'a' and <= 'z';
            if (parts)
                i++;
            result.Append(i == 0 || parts ? char.ToUpperInvariant(name[i]) : name[i]);
        }
        // An extension member cannot have the name of its type; no other action has this name
        return result.ToString() is "Submit" ? "Submit_action" : result.ToString();
    }

    /// <summary>A call of its method would be one of <c>object</c>'s: they come before those that extend a type.</summary>
    public static bool IsOfObject(string name) => name is "equals" or "reference_equals" or "get_hash_code" or "get_type" or "to_string";

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
