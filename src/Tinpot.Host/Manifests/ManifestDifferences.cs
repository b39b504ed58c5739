using System.Text.Json;

namespace Tinpot.Manifests;

/// <summary>What tells one manifest from another, member by member.</summary>
internal static class ManifestDifferences
{
    /// <summary>Sentences such as <c>actions.deploy: new</c> and <c>actions.deploy.parameters.properties.days.maximum: 365 is 30</c>.</summary>
    /// <param name="written">What the file says.</param>
    /// <param name="actual">What is so.</param>
    public static IReadOnlyList<string> Between(JsonElement written, JsonElement actual)
    {
        var found = new List<string>();
        Compare("", written, actual, found);
        return found;
    }

    private static void Compare(string path, JsonElement written, JsonElement actual, List<string> found)
    {
        if (written.ValueKind != JsonValueKind.Object || actual.ValueKind != JsonValueKind.Object)
        {
            if (!JsonElement.DeepEquals(written, actual))
                found.Add($"{(path.Length > 0 ? path : "the whole")}: {written.GetRawText()} is now {actual.GetRawText()}");
            return;
        }

        foreach (JsonProperty member in written.EnumerateObject())
        {
            string at = Join(path, member.Name);
            if (actual.TryGetProperty(member.Name, out JsonElement now))
                Compare(at, member.Value, now, found);
            else
                found.Add($"{at}: gone");
        }

        foreach (JsonProperty member in actual.EnumerateObject())
        {
            if (!written.TryGetProperty(member.Name, out _))
                found.Add($"{Join(path, member.Name)}: new");
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
