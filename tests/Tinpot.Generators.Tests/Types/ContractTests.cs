using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>What emitted code cannot read or write is left to System.Text.Json, by a context of the author's.</summary>
public class ContractTests
{
    private const string Types = """
        using System.Text.Json;
        using System.Text.Json.Serialization;

        namespace Acme;

        [JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
        [JsonDerivedType(typeof(Circle), "circle")]
        [JsonDerivedType(typeof(Square), "square")]
        public abstract record Shape(string Name);
        public sealed record Circle(string Name, double Radius) : Shape(Name);
        public sealed record Square(string Name, double Side, List<Shape>? Inside = null) : Shape(Name);

        [JsonConverter(typeof(TemperatureConverter))]
        public readonly record struct Temperature(double Celsius);
        public sealed class TemperatureConverter : JsonConverter<Temperature>
        {
            public override Temperature Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
                reader.GetString() is { } s && s.EndsWith('C') ? new(double.Parse(s[..^1], System.Globalization.CultureInfo.InvariantCulture)) : throw new InvalidOperationException("needs a C");
            public override void Write(Utf8JsonWriter writer, Temperature value, JsonSerializerOptions options) =>
                writer.WriteStringValue(FormattableString.Invariant($"{value.Celsius}C"));
        }

        public sealed class Hidden
        {
            private Hidden(int total) => Total = total;
            [JsonConstructor] public Hidden(string text) => Total = text.Length;
            public int Total { get; }
            public string Text => new('x', Total);
            [JsonExtensionData] public Dictionary<string, JsonElement>? More { get; set; }
        }

        public sealed record Wrapper(Shape Shape, Temperature? Heat = null);
        """;

    private const string Context = """
        [JsonSerializable(typeof(Shape))]
        [JsonSerializable(typeof(Temperature), TypeInfoPropertyName = "Heat")]
        [JsonSerializable(typeof(Hidden))]
        [JsonSerializable(typeof(Dictionary<string, object>))]
        internal sealed partial class AcmeJson : JsonSerializerContext;
        """;

    private const string Actions = """
        public static class A
        {
            [Action] public static string Take(Shape a, Temperature b, Shape? c = null) => $"{a} {b.Celsius.ToString(System.Globalization.CultureInfo.InvariantCulture)} {c is null}";
            [Action] public static string Nested(List<Wrapper> wrappers, Dictionary<string, Shape> byName, Secret<Temperature> secret) => $"{wrappers[0].Shape.Name} {byName["x"].Name} {secret.Reveal().Celsius}";
            [Action] public static string Bag(Dictionary<string, object> bag) => string.Join(",", bag.Keys);
            [Action] public static Shape Result() => new Square("s", 2, [new Circle("c", 1.5)]);
            [Action] public static List<Wrapper> Results() => [new(new Circle("c", 1), new Temperature(36.6)), new(new Circle("d", 2))];
            [Action] public static int Length(Hidden hidden) => hidden.Total;
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => (Project.Of(Types + "\n" + Context + "\n" + Actions) with { JsonContexts = true }).Generate());

    [Theory]
    [InlineData("take", """{"a":{"kind":"circle","Name":"n","Radius":1},"b":"1.5C","c":{"kind":"square","Name":"m","Side":2}}""", "\"Circle { Name = n, Radius = 1 } 1.5 False\"")]
    [InlineData("take", """{"a":{"kind":"circle","Name":"n","Radius":1},"b":"1.5C","c":null}""", "\"Circle { Name = n, Radius = 1 } 1.5 True\"")]
    [InlineData("nested", """{"wrappers":[{"shape":{"kind":"circle","Name":"n","Radius":1}}],"by_name":{"x":{"kind":"circle","Name":"o","Radius":1}},"secret":"3C"}""", "\"n o 3\"")]
    [InlineData("bag", """{"bag":{"a":1,"b":null}}""", "\"a,b\"")]
    [InlineData("length", """{"hidden":{"Text":"four","extra":1}}""", "4")]
    [InlineData("result", "{}", """{"kind":"square","Side":2,"Inside":[{"kind":"circle","Radius":1.5,"Name":"c"}],"Name":"s"}""")]
    [InlineData("results", "{}", """[{"shape":{"kind":"circle","Radius":1,"Name":"c"},"heat":"36.6C"},{"shape":{"kind":"circle","Radius":2,"Name":"d"},"heat":null}]""")]
    public async Task A_contract_of_the_author_is_used(string action, string arguments, string result)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Empty(ParsableTests.Errors(program, action, arguments));
        Assert.Equal(result, (await program.RunAsync(action, arguments)).Result!.Replace("\\u0027", "'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("take", """{"a":{"kind":"circle","Name":"n","Radius":"x"},"b":"1.5C"}""", "a.Radius: Is not a valid Shape: The JSON value could not be converted to Acme.Circle.")]
    [InlineData("take", """{"a":{"kind":"hexagon"},"b":"1.5F"}""",
        "a: Is not a valid Shape: Read unrecognized type discriminator id 'hexagon'.", "b: Is not a valid Temperature: needs a C")]
    [InlineData("take", """{"a":null,"b":"1C"}""", "a: Must not be null.")]
    [InlineData("nested", """{"wrappers":[{"shape":{"kind":"square","Name":"n","Side":1,"Inside":[{"kind":"circle","Name":"m","Radius":true}]}},{"shape":7}],"by_name":{},"secret":"hunter2"}""",
        "wrappers[0].shape.Inside[0].Radius: Is not a valid Shape: The JSON value could not be converted to Acme.Circle.",
        "wrappers[1].shape: Is not a valid Shape: The JSON value could not be converted to Acme.Shape.", "secret: Is refused by its type.")]
    public void What_the_contract_refuses_is_an_error_at_its_path(string action, string arguments, params string[] errors)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(errors, ParsableTests.Errors(program, action, arguments).Select(static e => e.Replace("System.Double", "Acme.Circle")));
    }

    [Fact]
    public void A_result_of_the_contract_is_read_back()
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal("""{"kind":"circle","Radius":1.5,"Name":"c"}""", program.ReadAndWrite("result", """{"kind":"circle","Radius":1.5,"Name":"c"}"""));
    }

    [Fact]
    public void Its_schema_is_anything_that_asks_code()
    {
        Assert.Equal("""{"x-type":"Acme.Shape"}""", Compiled.Value.ParameterOf("take", "a"));
        Assert.Equal("""{"anyOf":[{"x-type":"Acme.Shape"},{"type":"null"}],"default":null}""", Compiled.Value.ParameterOf("take", "c"));
    }

    [Theory]
    [InlineData("[Action] public static void Run(Shape [|a|]) { }", "parameter 'a' needs System.Text.Json, because Shape has [JsonPolymorphic]: add [JsonSerializable(typeof(Acme.Shape))] to a JsonSerializerContext")]
    [InlineData("[Action] public static void Run(List<Wrapper> [|a|]) { }", "Shape has [JsonPolymorphic]: add [JsonSerializable(typeof(Acme.Shape))]")]
    [InlineData("[Action] public static void Run(Temperature [|a|]) { }", "Temperature has [JsonConverter]")]
    [InlineData("[Action] public static void Run(Hidden [|a|]) { }", "Hidden More has [JsonExtensionData]")]
    [InlineData("[Action] public static Shape? [|Run|]() => null;", "the result needs System.Text.Json, because Shape has [JsonPolymorphic]")]
    [InlineData("[Action] public static void Run(IShape [|a|]) { } public interface IShape { }", "IShape is abstract, and JSON does not say which type to create (a service needs [FromServices]): add [JsonSerializable(typeof(Acme.A.IShape))]")]
    [InlineData("[Action] public static void Run(Mine [|a|]) { } public sealed class Mine : List<int>;", "Mine is a list of its own kind; take a List")]
    [InlineData("[Action] public static void Run(Field [|a|]) { } public sealed class Field { public required int X; }", "has a required member X that its public properties do not set")]
    [InlineData("[Action] public static void Run(Odd [|a|]) { } public sealed class Odd { [JsonConverter(typeof(TemperatureConverter))] public Temperature Heat { get; set; } }", "Odd Heat has [JsonConverter]")]
    [InlineData("[Action] public static void Run(Odd [|a|]) { } public sealed class Odd { [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] public int X { get; set; } }", "[JsonNumberHandling]")]
    public async Task Without_one_the_error_names_the_line_to_add(string action, string message)
    {
        string source = $$"""{{Types}} public static class A { {{action.Replace("[|", "").Replace("|]", "")}} }""";

        Diagnostic diagnostic = Assert.Single(await Project.Of(source).AnalyzeAsync());

        Assert.Equal("TPT030", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(action[(action.IndexOf("[|", StringComparison.Ordinal) + 2)..action.IndexOf("|]", StringComparison.Ordinal)],
            diagnostic.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(diagnostic.Location.SourceSpan));
    }

    [Fact]
    public async Task A_call_across_assemblies_uses_the_context_of_the_type()
    {
        Generated library = (Project.Of(Types + "\n" + Context.Replace("internal sealed", "public sealed") + "\n" + Actions) with { JsonContexts = true, Name = "Acme.Library" }).Generate();
        using RunningProgram program = (Project.Of("public static class B { [Action] public static void Call() => Acme.A.Take(new Acme.Circle(\"n\", 1), new Acme.Temperature(2)); }") with
        {
            Name = "Program",
            References = [library.AsReference()],
        }).Generate().Load(library.Emit());

        Assert.Equal(
            "take {\"a\":{\"kind\":\"circle\",\"Radius\":1,\"Name\":\"n\"},\"b\":\"2C\",\"c\":null} -> \"Circle { Name = n, Radius = 1 } 2 True\"",
            (await program.RunAsync("call")).Calls);
    }

    [Fact]
    public async Task With_one_there_is_none() =>
        Assert.Empty(await (Project.Of(Types + "\n" + Context + "\n" + Actions) with { JsonContexts = true }).AnalyzeAsync());
}
