using System.Text;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Types that read themselves from text: their own code judges, at the exact path.</summary>
public class ParsableTests
{
    private const string Actions = """
        using System.Net;

        namespace Acme;

        public sealed record Release(int Major, int Minor) : IParsable<Release>, IFormattable
        {
            public static Release Parse(string s, IFormatProvider? provider) =>
                s.Split('.') is [var a, var b] && int.TryParse(a, provider, out int major) && int.TryParse(b, provider, out int minor)
                    ? new(major, minor)
                    : throw new FormatException($"'{s}' is not <major>.<minor>");
            public static bool TryParse(string? s, IFormatProvider? provider, out Release result)
            {
                try { result = Parse(s!, provider); return true; }
                catch (FormatException) { result = null!; return false; }
            }
            public override string ToString() => "wrong";
            public string ToString(string? format, IFormatProvider? provider) => $"{Major}.{Minor}|{((provider as System.Globalization.CultureInfo)?.Name is "" ? "invariant" : "cultural")}";
        }

        public readonly struct Port(int number) : IParsable<Port>
        {
            public int Number => number;
            static Port IParsable<Port>.Parse(string s, IFormatProvider? provider) => s == "boom" ? throw new InvalidOperationException("boom indeed") : new(int.Parse(s));
            static bool IParsable<Port>.TryParse(string? s, IFormatProvider? provider, out Port result)
            {
                bool fits = int.TryParse(s, out int n);
                result = new(n);
                return s == "explode" ? throw new ArgumentException("no explosives") : fits;
            }
            public override string ToString() => $":{number}";
        }

        public sealed record Server(string Host, Port Port, Release? Release = null);

        public static class A
        {
            [Action] public static string Take(Release a, Port b, Port? c, Release? d = null) => $"{a.Major} {b.Number} {c?.Number} {d is null}";
            [Action] public static string Nested(List<Server> servers, Dictionary<string, Port[]> ports, Secret<Release> key) => $"{servers[0].Port.Number} {ports["x"][1].Number} {key.Reveal().Minor}";
            [Action] public static string Framework(IPAddress address, IPNetwork? network = null) => $"{address} {network}";
            [Action] public static string Ruled([StringLength(3)] Release a) => "";
            [Action] public static string Plain(int a) => "";
            [Action] public static Release Result() => new(1, 2);
            [Action] public static List<Port?> Results() => [new(1), null];
            [Action] public static Server Whole() => new("h", new(8), new(3, 4));
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("take", """{"a":"1.2","b":"80"}""", "1 80  True")]
    [InlineData("take", """{"a":"1.2","b":"80","c":null,"d":null}""", "1 80  True")]
    [InlineData("take", """{"a":"1.2","b":"80","c":"81","d":"3.4"}""", "1 80 81 False")]
    [InlineData("nested", """{"servers":[{"host":"h","port":"1"}],"ports":{"x":["2","3"]},"key":"4.5"}""", "1 3 5")]
    [InlineData("framework", """{"address":"::1","network":"10.0.0.0/8"}""", "::1 10.0.0.0/8")]
    public async Task A_text_arrives_as_the_value_it_stands_for(string action, string arguments, string result)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Empty(Errors(program, action, arguments));
        Assert.Equal($"\"{result}\"", (await program.RunAsync(action, arguments)).Result);
    }

    [Theory]
    [InlineData("take", """{"a":"x","b":"y"}""", "a: Is not a valid Release: 'x' is not <major>.<minor>", "b: Is not a valid Port: The input string 'y' was not in a correct format.")]
    [InlineData("take", """{"a":"1.2","b":"boom","c":"explode"}""", "b: Is not a valid Port: boom indeed", "c: Is not a valid Port: no explosives")]
    [InlineData("take", """{"a":1,"b":null}""", "a: Must be a string, not a number.", "b: Must not be null.")]
    [InlineData("take", """{"a":"x","B":"80"}""", "B: Is unknown. Did you mean 'b'?", "b: Is required.", "a: Is not a valid Release: 'x' is not <major>.<minor>")]
    [InlineData("nested", """{"servers":[{"host":"a","port":"1"},{"host":"b","port":"2","release":"3.4"},{"host":"c","port":"p","release":""}],"ports":{"a.b":["1","q"]},"key":"hunter2"}""",
        "servers[2].port: Is not a valid Port: The input string 'p' was not in a correct format.", "servers[2].release: Is not a valid Release: '' is not <major>.<minor>",
        "ports[\"a.b\"][1]: Is not a valid Port: The input string 'q' was not in a correct format.", "key: Is refused by its type.")]
    [InlineData("nested", """{"servers":[],"ports":{"\ud800":["q"],"x":["\udc00"]},"key":"1.2","\ud801":1}""",
        @"ports[""\\ud800""]: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.",
        @"ports.x[0]: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.",
        @"[""\\ud801""]: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.")]
    [InlineData("framework", """{"address":"1.2.3.4.5"}""", "address: Is not a valid IPAddress: An invalid IP address was specified.")]
    [InlineData("ruled", """{"a":"12.34"}""", "a: Must be at most 3 characters long, not 5.")]
    [InlineData("take", """{"a":"x","b":"y" """, "$: Malformed JSON at line 1, column 18: it ends too early.")]
    public void What_the_type_refuses_is_an_error_at_its_path(string action, string arguments, params string[] errors)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(errors, Errors(program, action, arguments));
    }

    [Theory]
    [InlineData("result", "\"1.2|invariant\"")]
    [InlineData("results", """[":1",null]""")]
    [InlineData("whole", """{"host":"h","port":":8","release":"3.4|invariant"}""")]
    public async Task A_value_is_written_as_it_calls_itself(string action, string expected)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(expected, (await program.RunAsync(action)).Result);
        Assert.True(program.CanReadResult(action));
    }

    [Fact]
    public void Its_schema_is_a_string_that_asks_code()
    {
        Assert.Equal("""{"type":"string","x-type":"Acme.Release"}""", Compiled.Value.ParameterOf("take", "a"));
        Assert.Equal("""{"type":["string","null"],"x-type":"Acme.Port"}""", Compiled.Value.ParameterOf("take", "c"));
        Assert.Equal("""{"type":"string","x-type":"Acme.Release","writeOnly":true}""", Compiled.Value.ParameterOf("nested", "key"));
    }

    [Fact]
    public void Only_catalogs_with_such_types_have_code_for_them()
    {
        Assert.Contains("Tinpot.TypeChecks.g.cs", Compiled.Value.FileNames);
        Assert.DoesNotContain("Tinpot.TypeChecks.g.cs", Project.Of("public static class A { [Action] public static void Run(int a) { } }").Generate().FileNames);
    }

    [Fact]
    public void The_type_of_a_joined_catalog_is_asked_there()
    {
        Generated library = (Project.Of(Actions) with { Name = "Acme.Library" }).Generate();
        Generated program = (Project.Of("public static class B { [Action] public static void Own(Acme.Port p) { } }") with
        {
            Name = "Program",
            Kind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication,
            References = [library.AsReference()],
            Properties = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("build_property.TinpotProjectReferences", "Acme.Library"),
        }).With("/project/Main.cs", "System.Console.WriteLine();").Generate();
        using RunningProgram running = program.Load(library.Emit());

        Assert.Equal(["a: Is not a valid Release: 'x' is not <major>.<minor>"], Errors(running, "ruled", """{"a":"x"}"""));
        Assert.Equal(["p: Is not a valid Port: boom indeed"], Errors(running, "own", """{"p":"boom"}"""));
    }

    internal static string[] Errors(RunningProgram program, string action, string arguments) =>
        [.. program.Catalog.Check(program.Catalog.Find(action)!, Encoding.UTF8.GetBytes(arguments)).Select(static e => $"{e.Path}: {e.Message}")];
}
