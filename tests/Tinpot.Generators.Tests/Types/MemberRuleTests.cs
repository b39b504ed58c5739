using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Constraints of members, at any depth, with the exact path.</summary>
public class MemberRuleTests
{
    private const string Actions = """
        public enum Kind { Small, VeryLarge }

        public sealed record Disk([Range(1, 16)] int Size, [property: StringLength(3)] string Label = "", Kind Kind = Kind.Small);

        public sealed class Server
        {
            [Required, RegularExpression("[a-z]+")] public required string Host { get; set; }
            [Range(1, 65535)] public int? Port { get; set; }
            [MinLength(1)] public List<Disk> Disks { get; set; } = [];
            [MaxLength(1)] public Dictionary<string, Disk> ByName { get; init; } = [];
            [AllowedValues("a", "b")] public string Zone { get; set; } = "a";
            [EmailAddress] public string? Owner { get; set; }
            [Length(1, 2)] public byte[]? Key { get; set; }
            [StringLength(4)] public Secret<string>? Password { get; set; }
            public Server? Twin { get; set; }
        }

        public static class A
        {
            [Action] public static void Run([MaxLength(3)] Server[] servers, Dictionary<string, Server[]> groups) { }
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(static () => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("""{"servers":[],"groups":{}}""")]
    [InlineData("""{"servers":[{"host":"a","port":1,"disks":[{"size":16,"label":"abc","kind":"very_large"}],"by_name":{"x":{"size":1}},"zone":"b","owner":"a@b","key":"AQI=","password":"1234","twin":{"host":"b"}}],"groups":{"g":[{"host":"c"}]}}""")]
    [InlineData("""{"servers":[{"host":"a"},{"host":"b"},{"host":"c","port":0}],"groups":{}}""", "servers[2].port: Must be between 1 and 65535.")]
    [InlineData("""{"servers":[{"host":"A1"},{}],"groups":{}}""", "servers[0].host: Must match [a-z]+ as a whole.", "servers[1].host: Is required.")]
    [InlineData("""{"servers":[],"groups":{"a.b":[{"host":"a","disks":[{"size":17,"label":"abcd","kind":"large"}]}]}}""",
        "groups[\"a.b\"][0].disks[0].size: Must be between 1 and 16.", "groups[\"a.b\"][0].disks[0].label: Must be at most 3 characters long, not 4.",
        "groups[\"a.b\"][0].disks[0].kind: Must be one of: small, very_large.")]
    [InlineData("""{"servers":[{"host":"a","disks":[]}],"groups":{}}""", "servers[0].disks: Must have at least 1 items, not 0.")]
    [InlineData("""{"servers":[{"host":"a","by_name":{"x":{"size":1},"y":{"size":0}}}],"groups":{}}""",
        "servers[0].by_name.y.size: Must be between 1 and 16.", "servers[0].by_name: Must have at most 1 entries, not 2.")]
    [InlineData("""{"servers":[{"host":"a","zone":"c","owner":"nobody","key":"","password":"12345"}],"groups":{}}""",
        "servers[0].zone: Must be one of: a, b.", "servers[0].owner: Must be an e-mail address such as ada@example.org.",
        "servers[0].key: Must be between 1 and 2 bytes long, not 0.", "servers[0].password: Must be at most 4 characters long, not 5.")]
    [InlineData("""{"servers":[{"host":"a","twin":{"host":"b","twin":{"host":"c","port":70000}}}],"groups":{}}""", "servers[0].twin.twin.port: Must be between 1 and 65535.")]
    [InlineData("""{"servers":[{"host":"a"},{"host":"a"},{"host":"a"},{"host":"a"}],"groups":{}}""", "servers: Must have at most 3 items, not 4.")]
    public void A_rule_holds_at_its_path(string arguments, params string[] errors)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(errors, ParsableTests.Errors(program, "run", arguments));
    }
}
