using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>What becomes of DataAnnotations. That the schemas judge as the attributes do is shown where schemas are checked.</summary>
public class AnnotationTests
{
    private const string Actions = """
        public enum Target { Staging, LiveEurope, LiveAsia }

        public sealed record Person([Required] string? Name, [property: Phone] string Phone = "1", [DeniedValues("root")] string User = "me");

        public sealed class Upload
        {
            [Required] public string? File { get; set; }
            [Required] public string Said { get; set; } = "";
            [Required] public string Promised { get; set; } = null!;
            [Required] public string Empty { get; init; } = string.Empty;
            [Required] public string Kind { get; set; } = "plain";
            [Required] public List<int> Sizes { get; set; } = [];
            [Required] public int? Count { get; set; }
            [FileExtensions(Extensions = ".Txt, md")] public string? Path { get; set; }
            public string? Note { get; set; }
        }

        public static class A
        {
            [Action] public static void Rules(
                [Required] string a, [Required] string? b, [Required(AllowEmptyStrings = true)] string? c, [Required] int? d, [Required] List<string>? e, [Required] Secret<string>? f,
                [DeniedValues("root", "a\"b")] string g, [DeniedValues(1, 2L)] int h, [DeniedValues(null, "x")] string? i, [DeniedValues(Target.LiveAsia)] Target j,
                [AllowedValues(Target.Staging, Target.LiveAsia)] Target k, [AllowedValues("a", null)] string? l, [AllowedValues('a', 'b')] char m,
                [Base64String] string n, [Phone] string o, [CreditCard] Secret<string> p, [FileExtensions] string q, [FileExtensions(Extensions = "tar.gz,TXT")] string? r,
                [MinLength(2), StringLength(9)] string s, [StringLength(9, MinimumLength = 3), MaxLength(5), MinLength(1)] string t, [MaxLength(-1)] string u, [DeniedValues(0.5, 2)] decimal v,
                [Required, RegularExpression("[a-z]*")] string w, [Required] Guid x, [Required] System.Net.IPAddress? y, [Required] Person? z) { }

            [Action] public static string Person(Person person) => $"{person.Name} {person.User}";
            [Action] public static string Upload(Upload upload) => $"{upload.File} {upload.Sizes.Count} {upload.Kind} {upload.Count}";
            [Action] public static Upload Back() => new();
            [Action] public static string Given([Required] string? name, [Required] int? count) => $"{name} {count}";
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(static () => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("a", """{"type":"string","x-not-blank":true}""")]
    [InlineData("b", """{"type":"string","x-not-blank":true}""")]
    [InlineData("c", """{"type":"string"}""")]
    [InlineData("d", """{"type":"integer","format":"int32"}""")]
    [InlineData("e", """{"type":"array","items":{"type":"string"}}""")]
    [InlineData("f", """{"type":"string","x-not-blank":true,"writeOnly":true}""")]
    [InlineData("g", """{"type":"string","not":{"enum":["root","a\"b"]}}""")]
    [InlineData("h", """{"type":"integer","format":"int32","not":{"enum":[1,2]}}""")]
    [InlineData("i", """{"type":"string","not":{"enum":["x"]}}""")]
    [InlineData("j", """{"type":"string","enum":["staging","live_europe"]}""")]
    [InlineData("k", """{"type":"string","enum":["staging","live_asia"]}""")]
    [InlineData("l", """{"type":["string","null"],"enum":["a"]}""")]
    [InlineData("m", """{"type":"string","format":"char","enum":["a","b"]}""")]
    [InlineData("n", """{"type":"string","format":"base64"}""")]
    [InlineData("o", """{"type":"string","format":"phone"}""")]
    [InlineData("p", """{"type":"string","format":"credit-card","writeOnly":true}""")]
    [InlineData("q", """{"type":"string","x-extensions":["png","jpg","jpeg","gif"]}""")]
    [InlineData("r", """{"type":["string","null"],"x-extensions":["targz","txt"]}""")]
    [InlineData("s", """{"type":"string","minLength":2,"maxLength":9}""")]
    [InlineData("t", """{"type":"string","minLength":3,"maxLength":5}""")]
    [InlineData("u", """{"type":"string"}""")]
    [InlineData("v", """{"type":"number","format":"decimal","not":{"enum":[0.5,2]}}""")]
    [InlineData("w", """{"type":"string","x-pattern":"[a-z]*","x-not-blank":true}""")]
    [InlineData("x", """{"type":"string","format":"uuid"}""")]
    [InlineData("y", """{"type":"string","x-type":"System.Net.IPAddress"}""")]
    [InlineData("z", """{"$ref":"#/$defs/Person"}""")]
    public void An_attribute_is_a_rule_of_the_schema(string name, string schema) => Assert.Equal(schema, Compiled.Value.ParameterOf("rules", name));

    [Fact]
    public async Task JsonRequired_must_be_given_whatever_the_initial_value_is()
    {
        Generated generated = Project.Of("""
            using System.Text.Json.Serialization;
            public sealed class R { [JsonRequired] public int X { get; set; } = 4; [JsonRequired] public int? Y { get; init; } public int Z { get; set; } = 5; }
            public sealed record S([property: JsonRequired] int X = 4);
            public static class A { [Action] public static string Run(R r, S s) => $"{r.X} {r.Y} {r.Z} {s.X}"; }
            """).Generate();
        using RunningProgram program = generated.Load();

        Assert.Contains(
            """
            "R":{"type":"object","properties":{"x":{"type":"integer","format":"int32"},"y":{"type":["integer","null"],"format":"int32"},"z":{"type":"integer","format":"int32","default":5}},"required":["x","y"]
            """,
            generated.ParametersOf("run"),
            StringComparison.Ordinal);
        Assert.Contains("\"S\":{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\",\"format\":\"int32\"}},\"required\":[\"x\"]", generated.ParametersOf("run"), StringComparison.Ordinal);
        Assert.Equal("\"1  5 2\"", (await program.RunAsync("run", """{"r":{"x":1,"y":null},"s":{"x":2}}""")).Result);
    }

    [Fact]
    public void What_is_required_must_be_given() => Assert.Contains(
        "\"required\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"m\",\"n\",\"o\",\"p\",\"q\",\"s\",\"t\",\"u\",\"v\",\"w\",\"x\",\"y\",\"z\"]",
        Compiled.Value.ParametersOf("rules"), StringComparison.Ordinal);

    [Theory]
    [InlineData("person", """{"person":{"name":"x"}}""")]
    [InlineData("person", """{"person":{}}""", "person.name: Is required.")]
    [InlineData("person", """{"person":{"name":null}}""", "person.name: Must not be null.")]
    [InlineData("person", """{"person":{"name":" ","phone":"x","user":"root"}}""",
        "person.name: Must not be empty or only blanks.", "person.phone: Must be a telephone number such as +49 30 901820.", "person.user: Must not be root.")]
    [InlineData("upload", """{"upload":{"file":"f","said":"s","promised":"p","empty":"e","count":1}}""")]
    [InlineData("upload", """{"upload":{"path":"a.png"}}""", "upload.path: Must be the name of a file that ends with one of: .txt, .md.",
        "upload.file: Is required.", "upload.said: Is required.", "upload.promised: Is required.", "upload.empty: Is required.", "upload.count: Is required.")]
    [InlineData("given", """{"name":null,"count":null}""", "name: Must not be null.", "count: Must not be null.")]
    [InlineData("given", "{}", "name: Is required.", "count: Is required.")]
    public void A_rule_holds_in_parameters_and_members(string action, string arguments, params string[] errors)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(errors, ParsableTests.Errors(program, action, arguments));
    }

    [Theory]
    [InlineData("upload", """{"upload":{"file":"f","said":"s","promised":"p","empty":"e","count":1}}""", "\"f 0 plain 1\"")]
    [InlineData("given", """{"name":"n","count":2}""", "\"n 2\"")]
    public async Task What_passes_arrives(string action, string arguments, string result)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(result, (await program.RunAsync(action, arguments)).Result);
    }

    /// <summary>A result is what the action makes it; nobody gives it.</summary>
    [Fact]
    public void A_result_may_be_null_where_an_argument_may_not() =>
        Assert.Contains("\"file\":{\"type\":[\"string\",\"null\"]", Compiled.Value.ResultOf("back"), StringComparison.Ordinal);
}
