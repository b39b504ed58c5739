using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>The hash changes with what a stored call depends on, and with nothing else.</summary>
public class ContractHashTests
{
    private const string Original = """
        public sealed record Outcome(int Count);
        public static class A { [Action] public static Outcome Run([Range(1, 9)] int days = 7, string? path = null) => new(1); }
        """;

    [Theory]
    [InlineData("= 7", "= 8")]
    [InlineData("[Action]", "[Action(Group = \"G\", Queue = \"q\", Title = \"T\", Description = \"D\")]")]
    [InlineData("int days", "[Display(Name = \"Days\", Description = \"How many\")] int days")]
    [InlineData("int days = 7, string? path = null", "string? path = null, [Range(1, 9)] int days = 7", "[Range(1, 9)] ")]
    [InlineData("public static class A", "// moved down\n\npublic static class B")]
    [InlineData("=> new(1)", "=> new(2)")]
    [InlineData("string? path = null", "string? path = null, CancellationToken cancel = default")]
    public void It_ignores(string what, string with, string? also = null)
    {
        string changed = (also is null ? Original : Original.Replace(also, "")).Replace(what, with);

        Assert.NotEqual(Original, changed);
        Assert.Equal(HashOf(Original), HashOf(changed));
    }

    [Theory]
    [InlineData("int days", "long days")]
    [InlineData("days", "age")]
    [InlineData("[Range(1, 9)]", "[Range(1, 8)]")]
    [InlineData(" = 7", "", ", string? path = null")]
    [InlineData("string? path", "int? path")]
    [InlineData("int Count", "long Count")]
    [InlineData("Run(", "Walk(")]
    [InlineData(", string? path = null", "")]
    public void It_changes_with(string what, string with, string? without = null)
    {
        string original = without is null ? Original : Original.Replace(without, "");
        string changed = original.Replace(what, with);

        Assert.NotEqual(original, changed);
        Assert.NotEqual(HashOf(original), HashOf(changed));
    }

    private const string Recursive = """
        public sealed record Node(string Name, IReadOnlyList<Node> Children, Leaf? Leaf);
        public sealed record Leaf(int Size, string Colour);
        public static class A { [Action] public static Node? Run(Node root, Leaf other) => root; }
        """;

    [Theory]
    [InlineData("Node", "Branch")]
    [InlineData("record Leaf(int Size, string Colour)", "record Leaf(string Colour, int Size)")]
    [InlineData("record Leaf(", "record struct Leaf(")]
    public void It_ignores_what_types_are_called_and_how_they_are_made(string what, string with) =>
        Assert.Equal(HashOf(Recursive), HashOf(Recursive.Replace(what, with)));

    [Theory]
    [InlineData("int Size", "long Size")]
    [InlineData("IReadOnlyList<Node> Children", "Node? Children")]
    [InlineData("IReadOnlyList<Node> Children", "IReadOnlyList<Node?> Children")]
    [InlineData("IReadOnlyList<Node> Children", "IReadOnlyList<Leaf> Children")]
    [InlineData("Leaf? Leaf", "Node? Leaf")]
    [InlineData("Leaf other", "Leaf? other")]
    [InlineData("Node? Run", "Node Run")]
    public void It_covers_what_types_consist_of(string what, string with)
    {
        Assert.Contains(what, Recursive, StringComparison.Ordinal);
        Assert.NotEqual(HashOf(Recursive), HashOf(Recursive.Replace(what, with)));
    }

    [Fact]
    public void It_is_the_same_on_every_machine_and_every_day()
    {
        // SHA-256 of {"name":"run","parameters":{"type":"object","properties":{},"additionalProperties":false}}
        byte[] hash = System.Security.Cryptography.SHA256.HashData(
            """{"name":"run","parameters":{"type":"object","properties":{},"additionalProperties":false}}"""u8);

        Assert.Equal(Convert.ToHexStringLower(hash)[..16], HashOf("public static class A { [Action] public static void Run() { } }"));
    }

    private static string HashOf(string source)
    {
        Generated generated = Project.Of(source).Generate();
        return generated.ContractHashOf(generated.FileNames.Any(f => generated.File(f)!.Contains("Descriptor_walk", StringComparison.Ordinal)) ? "walk" : "run");
    }
}
