using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Declarations;

/// <summary>Constraints that cannot be checked, and defaults that break them, are one error at the parameter.</summary>
public class ConstraintDeclarationTests
{
    [Theory]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([RegularExpression(\"[a-\")] string [|a|]) { } }", "[RegularExpression] does not fit parameter 'a' of type 'string': Invalid pattern '[a-' at offset 3")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([RegularExpression(\"a)(b\")] Secret<string> [|a|]) { } }", "Too many )'s")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([RegularExpression(\"(?<\")] string? [|a|]) { } }", "Invalid pattern '(?<'")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([RegularExpression(null!)] string [|a|]) { } }", "it has no pattern")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Base64String] int [|a|]) { } }", "[Base64String] does not fit parameter 'a' of type 'int'")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Phone] Guid [|a|]) { } }", "[Phone] does not fit")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([CreditCard] long [|a|]) { } }", "[CreditCard] does not fit")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([FileExtensions] string[] [|a|]) { } }", "[FileExtensions] does not fit")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([FileExtensions(Extensions = \",.\")] string [|a|]) { } }", "it has no extension")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Phone, EmailAddress] string [|a|]) { } }", "[EmailAddress] does not fit parameter 'a' of type 'string': it has another attribute that makes it 'phone'")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues(\"x\")] int [|a|]) { } }", "[DeniedValues] does not fit parameter 'a' of type 'int'")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues(1)] string [|a|]) { } }", "[DeniedValues] does not fit")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues] string [|a|]) { } }", "it denies nothing")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues] string [|a|]) { } }", "it allows nothing")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues([null])] string? [|a|]) { } }", "it allows nothing but null")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues(\"a\", null)] string [|a|]) { } }", "null is not a value of it")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues(\"a\", null)] string [|a|]) { } }", "null is not a value of it")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues(\"a\\ud800\")] string [|a|]) { } }", "a value contains half of a surrogate pair, which is not allowed in any text")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues(\"\\ude00\\ud83d\")] string [|a|]) { } }", "half of a surrogate pair")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues('\\ud800')] char [|a|]) { } }", "half of a surrogate pair")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues(\"a\\0b\")] string [|a|]) { } }", "the NUL character")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues(1, 256)] byte [|a|]) { } }", "256 is not a value of it")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues(-1)] uint [|a|]) { } }", "-1 is not a value of it")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues(1.5)] int [|a|]) { } }", "1.5 is not a value of it")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues(double.NaN)] double [|a|]) { } }", "NaN is not a value of it")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues(DayOfWeek.Monday)] ConsoleColor [|a|]) { } }", "[AllowedValues] does not fit")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues((DayOfWeek)42)] DayOfWeek [|a|]) { } }", "42 is not a value of it")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([DeniedValues(ConsoleKey.A)] bool [|a|]) { } }", "[DeniedValues] does not fit")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(2, 1)] int [|a|]) { } }", "its minimum is above its maximum")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(double.NaN, 1)] double [|a|]) { } }", "'NaN' is not a valid bound")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(1, double.NaN)] float? [|a|]) { } }", "'NaN' is not a valid bound")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(typeof(decimal), \"0\", \"1.000,5 €\")] decimal [|a|]) { } }", "is not a valid bound")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(typeof(long), \"0x10\", \"99\")] long [|a|]) { } }", "'0x10' is not a valid bound")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(double.NegativeInfinity, double.PositiveInfinity)] double [|a|]) { } }", "it has no bound")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(1, 1, MinimumIsExclusive = true)] int [|a|]) { } }", "its one value is excluded")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(typeof(decimal), \"0,5\", \"1,5\")] decimal [|a|]) { } }", "'0,5' is not a valid bound")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(typeof(DateTime), \"1\", \"2\")] int [|a|]) { } }", "[Range] does not fit")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(-5, -1)] uint [|a|]) { } }", "it contains no value of the type")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(300, 500)] byte? [|a|]) { } }", "it contains no value of the type")]
    [InlineData("TPT008", "public sealed record B([Range(1, 3)][property: Range(4, 9)] int X); public static class A { [Action] public static void Run(B [|a|]) { } }", "its minimum is above its maximum")]
    [InlineData("TPT008", "public sealed record B([RegularExpression(\"a+\")][property: RegularExpression(\"b+\")] string X); public static class A { [Action] public static void Run(B [|a|]) { } }", "it has another pattern")]
    [InlineData("TPT008", "public sealed record B([AllowedValues(1)][property: AllowedValues(2)] int X); public static class A { [Action] public static void Run(B [|a|]) { } }", "it allows nothing")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([RegularExpression(\"\\ud83d\")] string [|a|]) { } }", "its pattern contains half of a surrogate pair")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([FileExtensions(Extensions = \"txt,\\ude00\")] string [|a|]) { } }", "an extension contains half of a surrogate pair")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Length(3, 2)] string [|a|]) { } }", "nothing is as long as its least length")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([MinLength(3), MaxLength(2)] string [|a|]) { } }", "nothing is as long as its least length")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([MinLength(-1)] string [|a|]) { } }", "a length cannot be negative")]
    [InlineData("TPT008", "public sealed record B([RegularExpression(\"(\")] string X); public static class A { [Action] public static void Run(List<B> [|a|]) { } }", "Action 'Run': [RegularExpression] does not fit 'B.X' of type 'string': Invalid pattern '('")]
    [InlineData("TPT008", "public sealed class B { [DeniedValues(1)] public string? X { get; set; } } public static class A { [Action] public static void Run(B? [|a|]) { } }", "[DeniedValues] does not fit 'B.X' of type 'string'")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Required] string [|a|] = \"\") { } }", "breaks its own [Required]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Required] string? [|a|] = null) { } }", "breaks its own [Required]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Required] int? [|a|] = null) { } }", "breaks its own [Required]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([DeniedValues(\"x\")] string [|a|] = \"x\") { } }", "breaks its own [DeniedValues]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([DeniedValues(1.0)] double [|a|] = 1) { } }", "breaks its own [DeniedValues]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([DeniedValues(DayOfWeek.Monday)] DayOfWeek [|a|] = DayOfWeek.Monday) { } }", "breaks its own [DeniedValues]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([AllowedValues(DayOfWeek.Monday)] DayOfWeek [|a|] = DayOfWeek.Friday) { } }", "breaks its own [AllowedValues]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([FileExtensions] string [|a|] = \"a.exe\") { } }", "breaks its own [FileExtensions]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Phone] string [|a|] = \"x\") { } }", "breaks its own [Phone]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([CreditCard] string [|a|] = \"1\") { } }", "breaks its own [CreditCard]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Base64String] string [|a|] = \"=\") { } }", "breaks its own [Base64String]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([EmailAddress] string [|a|] = \"ada\") { } }", "breaks its own [EmailAddress]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Url] string [|a|] = \"file:///x\") { } }", "breaks its own [Url]")]
    [InlineData("TPT040", "public sealed record B([Required] string X = \" \"); public static class A { [Action] public static void Run(B [|a|]) { } }", "the default of 'B.X' breaks its own [Required]")]
    public async Task A_mistake_is_one_error_at_its_place(string id, string source, string message)
    {
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal) - 2;
        Project project = Project.Of(source.Replace("[|", "").Replace("|]", "") + "\npublic static class Sound { [Action] public static int Healthy() => 1; }");

        ImmutableArray<Diagnostic> diagnostics = await project.AnalyzeAsync();

        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal((start, end), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
        using RunningProgram program = project.Generate().Load();
        Assert.Equal("1", (await program.RunAsync("healthy")).Result);
    }

    [Fact]
    public void What_stands_on_a_property_and_on_its_parameter_holds_together()
    {
        Generated code = Project.Of("""
            public sealed record B(
                [Range(1, 5)][property: Range(3, 9)] int A,
                [Range(1, 9, MinimumIsExclusive = true)][property: Range(1, 9, MaximumIsExclusive = true)] int C,
                [AllowedValues("a", "b")][property: AllowedValues("b", "c")] string D,
                [DeniedValues(1)][property: DeniedValues(2)] int E,
                [FileExtensions(Extensions = "a,b")][property: FileExtensions(Extensions = "b,c")] string F,
                [RegularExpression("x")][property: RegularExpression("x")] string G);
            public static class A { [Action] public static void Run(B b) { } }
            """).Generate();

        Assert.Contains("""
            "a":{"type":"integer","format":"int32","minimum":3,"maximum":5},"c":{"type":"integer","format":"int32","exclusiveMinimum":1,"exclusiveMaximum":9},"d":{"type":"string","enum":["b"]},"e":{"type":"integer","format":"int32","not":{"enum":[2,1]}},"f":{"type":"string","x-extensions":["b"]},"g":{"type":"string","x-pattern":"x"}
            """, code.ParametersOf("run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_on_a_base_type_holds_for_what_is_inherited()
    {
        Project project = Project.Of("""
            public abstract record B([Range(1, 5)] int A);
            public sealed record D(int A, [Range(0, 1)] int Z) : B(A);
            public class V { [Range(1, 5), Required] public virtual int? X { get; set; } }
            public sealed class W : V { [Range(2, 3)] public override int? X { get; set; } }
            public sealed class J { [System.Text.Json.Serialization.JsonRequired] public int? N { get; set; } = 4; }
            public static class A { [Action] public static void Run(D d, W w, J j) { } }
            """);

        Assert.Empty(await project.AnalyzeAsync());
        Assert.EndsWith("""
            "$defs":{
            "D":{"type":"object","properties":{"a":{"type":"integer","format":"int32","minimum":1,"maximum":5},"z":{"type":"integer","format":"int32","minimum":0,"maximum":1}},"required":["a","z"],"additionalProperties":false},
            "J":{"type":"object","properties":{"n":{"type":["integer","null"],"format":"int32"}},"required":["n"],"additionalProperties":false},
            "W":{"type":"object","properties":{"x":{"type":"integer","format":"int32","minimum":2,"maximum":3}},"required":["x"],"additionalProperties":false}}}
            """.ReplaceLineEndings(""), project.Generate().ParametersOf("run"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Required] string a = \"x\"")]
    [InlineData("[Required(AllowEmptyStrings = true)] string a = \"\"")]
    [InlineData("[Required] Guid a = default")]
    [InlineData("[DeniedValues(\"x\")] string? a = null")]
    [InlineData("[AllowedValues(DayOfWeek.Monday, DayOfWeek.Friday)] DayOfWeek a = DayOfWeek.Friday")]
    [InlineData("[DeniedValues(1L)] double a = 2")]
    [InlineData("[FileExtensions] string a = \"A.PNG\"")]
    [InlineData("[Phone] string a = \"+49 30 1 ext. 2\"")]
    [InlineData("[CreditCard] string a = \"4111 1111-11111111\"")]
    [InlineData("[Base64String] string a = \"aGVs bG8=\"")]
    [InlineData("[EmailAddress] string a = \"a@b\"")]
    [InlineData("[Url] string a = \"https://example.org\"")]
    [InlineData("[RegularExpression(\"(?x)a b # c\")] string a")]
    [InlineData("[Range(typeof(double), \"-1e3\", \"1E3\")] double a = 1000")]
    [InlineData("[Range(1, double.PositiveInfinity)] double a = 1e300")]
    [InlineData("[Range(1, 1)] int a = 1")]
    [InlineData("[MaxLength] string a, [MaxLength(-1)] string b")]
    public async Task What_is_sound_is_not_reported(string parameters)
    {
        Project project = Project.Of($"public static class A {{ [Action] public static void Run({parameters}) {{ }} }}");

        Assert.Empty(await project.AnalyzeAsync());
        Assert.NotEmpty(project.Generate().Emit());
    }
}
