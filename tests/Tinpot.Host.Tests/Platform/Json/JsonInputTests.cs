using System.Text.RegularExpressions;

namespace Tinpot.Host.Tests.Platform.Json;

/// <summary>What reads JSON in another way would not be counted, and could nest deeper than <c>JsonLimits</c> allows.</summary>
public sealed partial class JsonInputTests
{
    [Fact]
    public void The_host_opens_JSON_in_one_place()
    {
        string host = Path.Combine(Repository.Root, "src", "Tinpot.Host");
        string[] others =
        [
            .. from file in Directory.EnumerateFiles(host, "*.cs", SearchOption.AllDirectories)
               let path = Path.GetRelativePath(host, file).Replace('\\', '/')
               where !path.StartsWith("obj/", StringComparison.Ordinal) && path != "Platform/Json/JsonInput.cs"
               where Opening().IsMatch(File.ReadAllText(file))
               select path,
        ];
        Assert.Empty(others);
    }

    [GeneratedRegex(@"new Utf8JsonReader\(|Json(Document|Element|Node)\.(Try)?Parse|JsonSerializer\.Deserialize")]
    private static partial Regex Opening();
}
