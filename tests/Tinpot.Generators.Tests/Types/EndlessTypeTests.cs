using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Types that go on forever are an error, and the compiler comes to an end.</summary>
public class EndlessTypeTests
{
    private const string Types = """
        public class Node<T> { public T? Value { get; set; } public Node<List<T>>? Next { get; set; } }
        public class Pair<T> { public Pair<KeyValuePair<T, T>>? Next { get; set; } }
        public class Outer<T> { public class Inner { public Outer<T[]>.Inner? Next { get; set; } } }
        public class Growing<T> : List<Growing<List<T>>>;
        public class Forest : List<Forest>;
        public class Left : List<Right>;
        public class Right : List<Left>;
        public class Map : Dictionary<string, Map>;
        public class Token : IEnumerable<Token>
        {
            public IEnumerator<Token> GetEnumerator() => throw new NotSupportedException();
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        }
        """;

    [Theory]
    [InlineData("Node<int>", "TPT001", "Next: it contains itself with type arguments that nest deeper each time")]
    [InlineData("Pair<int>", "TPT001", "Next: it contains itself with type arguments")]
    [InlineData("Outer<int>.Inner", "TPT001", "Next: it contains itself with type arguments")]
    [InlineData("Growing<int>", "TPT030", "is a list of its own kind")]
    [InlineData("Forest", "TPT030", "is a list of its own kind")]
    [InlineData("Map", "TPT030", "is a dictionary of its own kind")]
    [InlineData("Token", "TPT030", "is a list of its own kind")]
    public Task A_parameter_of_it_is_an_error(string type, string id, string message) => RefusedAsync($"int Run({type} value) => 1;", id, message);

    [Theory]
    [InlineData("Node<int>", "TPT001", "Next: it contains itself with type arguments that nest deeper each time")]
    [InlineData("Pair<int>", "TPT001", "Next: it contains itself with type arguments")]
    [InlineData("Growing<int>", "TPT001", "it contains itself with type arguments")]
    [InlineData("Forest", "TPT030", "Forest contains only itself")]
    [InlineData("Left[]", "TPT030", "Left contains only itself")]
    [InlineData("Map", "TPT030", "Map contains only itself")]
    [InlineData("Task<Token>", "TPT030", "Token contains only itself")]
    public Task A_result_of_it_is_an_error(string type, string id, string message) => RefusedAsync($"{type} Run() => throw new NotSupportedException();", id, message);

    [Fact]
    public async Task A_list_of_objects_that_hold_the_list_has_an_end()
    {
        Project project = Project.Of("""
            public class Folder : List<Entry>;
            public sealed record Entry(Folder Content);
            public static class Work { [Action] public static Folder Run() => [new Entry([])]; }
            """);

        Assert.Empty(await project.AnalyzeAsync());
        using RunningProgram program = project.Generate().Load();
        Assert.Equal("""[{"content":[]}]""", (await program.RunAsync("run")).Result);
    }

    private static async Task RefusedAsync(string action, string id, string message)
    {
        ImmutableArray<Diagnostic> diagnostics = await Project.Of($"{Types} public static class Work {{ [Action] public static {action} }}").AnalyzeAsync();

        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
