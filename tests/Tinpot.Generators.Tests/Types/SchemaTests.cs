using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Schemas of parameters, expected by hand.</summary>
public class SchemaTests
{
    private const string Actions = """
        using System.ComponentModel;
        using System.Text.Json;

        public enum Target { Staging, LiveEurope }

        [Flags] public enum Parts { None = 0, Web = 1, Api = 2 }

        /// <param name="Port">Where it listens</param>
        public sealed record Server([StringLength(20, MinimumLength = 1)] string Host, [property: Range(1, 65535)] int Port = 80, string? Note = null)
        {
            public bool IsLocal => Host == "localhost";
        }

        public static class Schemas
        {
            [Action] public static void Scalars(bool a, sbyte b, byte c, short d, ushort e, int f, uint g, long h, ulong i, float j, double k, decimal l, char m, string n,
                DateTime o, Guid p, DateTimeOffset q, DateOnly r, TimeOnly s, TimeSpan t, Uri u, byte[] v, JsonElement w) { }
            [Action] public static void Shapes(Target a, Parts b, int? c, string? d, int[] e, HashSet<string> f, Dictionary<string, int?> g, Server h, Server? i, Secret<string> j, List<Target?> k) { }
            [Action] public static void Defaults(int a = 7, string b = "x\"\u2028", Target c = Target.LiveEurope, Parts d = Parts.Web | Parts.Api, double e = 0.1, float f = default,
                string? g = null, Guid h = default, char i = 'c', bool j = false, decimal k = 1.50m, Target? l = Target.Staging) { }
            [Action] public static void Rules(
                [Range(1, 365)] int a, [Range(0.5, 2, MinimumIsExclusive = true, MaximumIsExclusive = true)] double? b, [Range(typeof(decimal), "0.10", "9")] decimal c,
                [StringLength(5)] string d, [MinLength(2), MaxLength(3)] string e, [Length(1, 4)] int[] f, [RegularExpression("[a-z]+\\d\"")] string g,
                [AllowedValues("a", "b")] string h, [AllowedValues(1, 2)] int i, [EmailAddress] string j, [Url] string k, [DataType(DataType.MultilineText)] string l,
                [Description("Said so")] int m, [Display(Name = "The n", Description = "Shown")] int n, [MinLength(1)] Parts o, [StringLength(9)] Secret<string> p, [MaxLength(4)] byte[] q, [MinLength(1)] Dictionary<string, bool> r) { }
            /// <summary>Sums <paramref name="a"/> &amp; <see cref="Server.Host"/>
            /// over <c>two</c> lines.</summary>
            /// <param name="a">First &lt;one&gt;</param>
            /// <returns>The sum</returns>
            [Action] public static int Documented(int a, [Description("wins")] int b) => a + b;
            /** <summary>Block</summary> */
            [Action, Obsolete("old")] public static void Old() { }
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("a", """{"type":"boolean"}""")]
    [InlineData("b", """{"type":"integer","format":"int8"}""")]
    [InlineData("c", """{"type":"integer","format":"uint8"}""")]
    [InlineData("d", """{"type":"integer","format":"int16"}""")]
    [InlineData("e", """{"type":"integer","format":"uint16"}""")]
    [InlineData("f", """{"type":"integer","format":"int32"}""")]
    [InlineData("g", """{"type":"integer","format":"uint32"}""")]
    [InlineData("h", """{"type":"integer","format":"int64"}""")]
    [InlineData("i", """{"type":"integer","format":"uint64"}""")]
    [InlineData("j", """{"type":"number","format":"float"}""")]
    [InlineData("k", """{"type":"number","format":"double"}""")]
    [InlineData("l", """{"type":"number","format":"decimal"}""")]
    [InlineData("m", """{"type":"string","format":"char"}""")]
    [InlineData("n", """{"type":"string"}""")]
    [InlineData("o", """{"type":"string","format":"local-date-time"}""")]
    [InlineData("p", """{"type":"string","format":"uuid"}""")]
    [InlineData("q", """{"type":"string","format":"date-time"}""")]
    [InlineData("r", """{"type":"string","format":"date"}""")]
    [InlineData("s", """{"type":"string","format":"time"}""")]
    [InlineData("t", """{"type":"string","format":"duration"}""")]
    [InlineData("u", """{"type":"string","format":"uri-reference"}""")]
    [InlineData("v", """{"type":"string","format":"byte"}""")]
    [InlineData("w", "{}")]
    public void Scalars(string name, string schema) => Assert.Equal(schema, Compiled.Value.ParameterOf("scalars", name));

    [Theory]
    [InlineData("a", """{"type":"string","enum":["staging","live_europe"]}""")]
    [InlineData("b", """{"type":"array","items":{"type":"string","enum":["web","api"]},"uniqueItems":true}""")]
    [InlineData("c", """{"type":["integer","null"],"format":"int32"}""")]
    [InlineData("d", """{"type":["string","null"]}""")]
    [InlineData("e", """{"type":"array","items":{"type":"integer","format":"int32"}}""")]
    [InlineData("f", """{"type":"array","items":{"type":"string"},"uniqueItems":true}""")]
    [InlineData("g", """{"type":"object","additionalProperties":{"type":["integer","null"],"format":"int32"}}""")]
    [InlineData("h", """{"$ref":"#/$defs/Server"}""")]
    [InlineData("i", """{"anyOf":[{"$ref":"#/$defs/Server"},{"type":"null"}]}""")]
    [InlineData("j", """{"type":"string","writeOnly":true}""")]
    [InlineData("k", """{"type":"array","items":{"type":["string","null"],"enum":["staging","live_europe"]}}""")]
    public void Shapes(string name, string schema) => Assert.Equal(schema, Compiled.Value.ParameterOf("shapes", name));

    [Theory]
    [InlineData("a", """{"type":"integer","format":"int32","default":7}""")]
    [InlineData("b", """{"type":"string","default":"x\"\u2028"}""")]
    [InlineData("c", """{"type":"string","enum":["staging","live_europe"],"default":"live_europe"}""")]
    [InlineData("d", """{"type":"array","items":{"type":"string","enum":["web","api"]},"uniqueItems":true,"default":["api","web"]}""")]
    [InlineData("e", """{"type":"number","format":"double","default":0.1}""")]
    [InlineData("f", """{"type":"number","format":"float","default":0}""")]
    [InlineData("g", """{"type":["string","null"],"default":null}""")]
    [InlineData("h", """{"type":"string","format":"uuid"}""")]
    [InlineData("i", """{"type":"string","format":"char","default":"c"}""")]
    [InlineData("j", """{"type":"boolean","default":false}""")]
    [InlineData("k", """{"type":"number","format":"decimal","default":1.50}""")]
    [InlineData("l", """{"type":["string","null"],"enum":["staging","live_europe"],"default":"staging"}""")]
    public void Defaults(string name, string schema) => Assert.Equal(schema, Compiled.Value.ParameterOf("defaults", name));

    [Theory]
    [InlineData("a", """{"type":"integer","format":"int32","minimum":1,"maximum":365}""")]
    [InlineData("b", """{"type":["number","null"],"format":"double","exclusiveMinimum":0.5,"exclusiveMaximum":2}""")]
    [InlineData("c", """{"type":"number","format":"decimal","minimum":0.10,"maximum":9}""")]
    [InlineData("d", """{"type":"string","maxLength":5}""")]
    [InlineData("e", """{"type":"string","minLength":2,"maxLength":3}""")]
    [InlineData("f", """{"type":"array","items":{"type":"integer","format":"int32"},"minItems":1,"maxItems":4}""")]
    [InlineData("g", """{"type":"string","x-pattern":"[a-z]+\\d\""}""")]
    [InlineData("h", """{"type":"string","enum":["a","b"]}""")]
    [InlineData("i", """{"type":"integer","format":"int32","enum":[1,2]}""")]
    [InlineData("j", """{"type":"string","format":"email"}""")]
    [InlineData("k", """{"type":"string","format":"uri"}""")]
    [InlineData("l", """{"type":"string","x-multiline":true}""")]
    [InlineData("m", """{"type":"integer","format":"int32","description":"Said so"}""")]
    [InlineData("n", """{"type":"integer","format":"int32","title":"The n","description":"Shown"}""")]
    [InlineData("o", """{"type":"array","items":{"type":"string","enum":["web","api"]},"uniqueItems":true,"minItems":1}""")]
    [InlineData("p", """{"type":"string","maxLength":9,"writeOnly":true}""")]
    [InlineData("q", """{"type":"string","format":"byte","maxLength":4}""")]
    [InlineData("r", """{"type":"object","additionalProperties":{"type":"boolean"},"minProperties":1}""")]
    public void Rules(string name, string schema) => Assert.Equal(schema, Compiled.Value.ParameterOf("rules", name));

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.DocumentationMode.None)]
    [InlineData(Microsoft.CodeAnalysis.DocumentationMode.Parse)]
    public void Comments_become_descriptions_with_and_without_a_documentation_file(Microsoft.CodeAnalysis.DocumentationMode mode)
    {
        Generated generated = (Project.Of(Actions) with { Documentation = mode }).Generate();

        Assert.Contains("\"description\":\"Sums a & Host over two lines.\"", generated.DescriptorOf("documented"), StringComparison.Ordinal);
        Assert.Equal("""{"type":"integer","format":"int32","description":"First <one>"}""", generated.ParameterOf("documented", "a"));
        Assert.Equal("""{"type":"integer","format":"int32","description":"wins"}""", generated.ParameterOf("documented", "b"));
        Assert.Equal("""{"type":"integer","format":"int32","description":"The sum"}""", generated.ResultOf("documented"));
        Assert.Contains("\"description\":\"Block Deprecated: old\",\"cancellable\":false,\"deprecated\":true", generated.DescriptorOf("old"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed class Size {\n /// <summary>In metres.</summary>\n [Obsolete(\"Use width\")] public int Old { get; set; } [Obsolete] public int Older { get; set; } }")]
    [InlineData("/// <param name=\"Old\">In metres.</param>\n public sealed record Size([property: Obsolete(\"Use width\")] int Old, [property: Obsolete] int Older);")]
    public void A_member_that_is_obsolete_is_marked_and_says_what_to_use(string type)
    {
        Generated generated = Project.Of($"{type} public static class A {{ [Action] public static void Run(Size a) {{ }} }}").Generate();

        string descriptor = generated.DescriptorOf("run");
        Assert.Contains("\"description\":\"In metres. Deprecated: Use width\",\"deprecated\":true}", descriptor, StringComparison.Ordinal);
        Assert.Contains("\"older\":{\"type\":\"integer\",\"format\":\"int32\",\"deprecated\":true}", descriptor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed class Size { [System.Text.Json.Serialization.JsonRequired] public int Width { get; set; } = 3; public int Height { get; set; } = 4; }")]
    [InlineData("public sealed record Size([property: System.Text.Json.Serialization.JsonRequired] int Width = 3, int Height = 4);")]
    public void A_member_with_JsonRequired_must_be_given(string type)
    {
        Generated generated = Project.Of($"{type} public static class A {{ [Action] public static int Run(Size a) => a.Width * a.Height; }}").Generate();

        Assert.Contains("""
            "properties":{"width":{"type":"integer","format":"int32"},"height":{"type":"integer","format":"int32","default":4}},"required":["width"]
            """, generated.DescriptorOf("run"), StringComparison.Ordinal);
    }

    [Fact]
    public void Required_is_what_has_no_default_and_is_not_nullable()
    {
        Generated generated = Project.Of("public static class A { [Action] public static void Run(int a, int b = 1, int? c = null, string? d = null, int? e = 2) { } }").Generate();

        Assert.Contains("\"required\":[\"a\"],\"additionalProperties\":false}", generated.ParametersOf("run"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_descriptor_is_understood_by_the_catalog()
    {
        using RunningProgram program = Compiled.Value.Load();

        foreach (string name in program.Catalog.Names)
            Assert.Equal(name, program.Catalog.Find(name)!.Name);
    }
}
