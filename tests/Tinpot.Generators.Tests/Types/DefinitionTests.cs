using System.Text.Json;
using Tinpot.Generators.Tests.Harness;
using Tinpot.Schemas;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Records, classes and structs are under <c>$defs</c>, once each, named after the C# type.</summary>
public class DefinitionTests
{
    [Fact]
    public void A_type_is_defined_once_at_the_root() => Assert.Equal(
        """
        {"type":"object","properties":{
        "from":{"$ref":"#/$defs/Server","description":"Source"},
        "to":{"type":"array","items":{"$ref":"#/$defs/Server"},"minItems":1},
        "spare":{"anyOf":[{"$ref":"#/$defs/Server"},{"type":"null"}]},
        "named":{"type":"object","additionalProperties":{"$ref":"#/$defs/Server"}},
        "hidden":{"$ref":"#/$defs/Login","writeOnly":true}},
        "required":["from","to","named","hidden"],"additionalProperties":false,"$defs":{
        "Login":{"type":"object","properties":{"user":{"type":"string"}},"required":["user"],"additionalProperties":false},
        "Server":{"type":"object","properties":{"host":{"type":"string"},"port":{"type":"integer","format":"int32","default":80}},"required":["host"],"additionalProperties":false,"description":"A machine."}}}
        """.ReplaceLineEndings(""),
        Project.Of("""
            /// <summary>A machine.</summary>
            public sealed record Server(string Host, int Port = 80);
            public readonly record struct Login(string User);
            public static class A
            {
                /// <param name="from">Source</param>
                [Action] public static void Run(Server from, [MinLength(1)] Server[] to, Server? spare, Dictionary<string, Server> named, Secret<Login> hidden) { }
            }
            """).Generate().ParametersOf("run"));

    [Fact]
    public void Names_are_as_long_as_they_must_be() => Assert.Equal(
        ["Billing.Server", "Inner", "Outer.Server", "PageOfInt32Array", "PageOfServer", "PageOfServer2", "PairOfStringAndNullableInt32", "Plain"],
        Names("""
            namespace Acme.Billing { public sealed record Server(int A); }
            namespace Acme.Ops
            {
                public static class Outer { public sealed record Server(int B); }
                public sealed record Plain(int C);
                public sealed class Page<T>
                {
                    public List<T> Items { get; set; } = [];
                    public sealed record Inner(T Value);
                }
                public sealed record Pair<T1, T2>(T1 One, T2 Two);
                public static class A
                {
                    [Action] public static void Run(Page<Billing.Server> a, Page<Outer.Server> b, Page<int[]> c, Page<int[]>.Inner d, Pair<string, int?> e, Plain f) { }
                }
            }
            """));

    [Fact]
    public async Task A_type_may_contain_itself()
    {
        Generated generated = Project.Of(Tree).Generate();
        using RunningProgram program = generated.Load();

        ActionRun run = await program.RunAsync("walk",
            """{"root":{"name":"a","children":[{"name":"b","children":[]},{"name":"c","children":[{"name":"d","children":[],"twin":{"name":"e","children":[]}}],"by_key":{"k":{"name":"f","children":[]}}}]}}""");

        Assert.Equal(
            """{"name":"A","children":[{"name":"B","children":[],"twin":null,"by_key":null},{"name":"C","children":[{"name":"D","children":[],"twin":{"name":"E","children":[],"twin":null,"by_key":null},"by_key":null}],"twin":null,"by_key":{"k":{"name":"F","children":[],"twin":null,"by_key":null}}}],"twin":null,"by_key":null}""",
            run.Result);
        Assert.Equal("""{"$ref":"#/$defs/Node"}""", generated.ParameterOf("walk", "root"));
    }

    [Fact]
    public void Types_may_contain_each_other_and_errors_have_exact_paths()
    {
        using RunningProgram program = Project.Of(Tree).Generate().Load();
        Schema schema = program.Catalog.Find("walk")!.Parameters;

        Assert.Equal(
            ["root.children[1].twin.name: Must be a string, not a number.", "root.by_key.k.children: Is required."],
            SchemaChecker.Check(schema, """{"root":{"name":"a","children":[{"name":"b","children":[]},{"name":"c","children":[],"twin":{"name":1,"children":[]}}],"by_key":{"k":{"name":"f"}}}}"""u8)
                .Select(static e => $"{e.Path}: {e.Message}"));
        schema = program.Catalog.Find("link")!.Parameters;
        Assert.Equal(
            ["person.firm.boss.firm.boss: Must be an object, not true."],
            SchemaChecker.Check(schema, """{"person":{"firm":{"boss":{"firm":{"boss":true}}}}}"""u8).Select(static e => $"{e.Path}: {e.Message}"));
    }

    [Fact]
    public async Task A_result_that_contains_itself_ends()
    {
        using RunningProgram program = Project.Of(Tree).Generate().Load();

        Assert.Contains("or contains itself", (await Assert.ThrowsAnyAsync<Exception>(() => program.RunAsync("ring"))).Message, StringComparison.Ordinal);
    }

    private const string Tree = """
        public sealed record Node(string Name, IReadOnlyList<Node> Children, Node? Twin = null) { public Dictionary<string, Node>? ByKey { get; set; } }
        public sealed class Person { public Firm? Firm { get; set; } }
        public sealed class Firm { public Person? Boss { get; set; } }
        public static class A
        {
            [Action] public static Node Walk(Node root) => new(root.Name.ToUpperInvariant(), [.. root.Children.Select(Walk)], root.Twin is null ? null : Walk(root.Twin))
                { ByKey = root.ByKey?.ToDictionary(static p => p.Key, static p => Walk(p.Value)) };
            [Action] public static void Link(Person person) { }
            [Action] public static Person Ring()
            {
                Person person = new() { Firm = new() };
                person.Firm.Boss = person;
                return person;
            }
        }
        """;

    private static IEnumerable<string> Names(string source) =>
        JsonDocument.Parse(Project.Of(source).Generate().ParametersOf("run")).RootElement.GetProperty("$defs").EnumerateObject().Select(static p => p.Name);
}
