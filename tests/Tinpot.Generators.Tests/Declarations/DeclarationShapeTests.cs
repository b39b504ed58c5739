using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Declarations;

/// <summary>Whatever shape C# allows a declaration to have, the action runs with it and is submitted with it.</summary>
public class DeclarationShapeTests
{
    private const string Actions = """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Diagnostics.CodeAnalysis;

        namespace Acme;

        public enum Target { Staging, Live }

        public static partial class Work
        {
            [Action] public static string Build(string target = "all", params string[] flags) => $"{target} {string.Join("+", flags)}";
            [Action] public static int Sum(params List<int> numbers) => numbers.Sum();
            [Action] public static int Total(CancellationToken cancel, params IEnumerable<int>? numbers) => numbers?.Sum() ?? -1;
            [Action] public static int AtLeast([MinLength(1)] params int[] numbers) => numbers.Length;
            [Action] public static int Optional([Optional, DefaultParameterValue(1)] int a, int b) => a * 10 + b;
            [Action] public static string Bare([Optional] int a, [Optional] string? b, [Optional] Guid c, [Optional] Target? d) => $"{a} {b} {c} {d}";
            [Action] public static string Constants([Optional, DateTimeConstant(638000000000000000L)] DateTime when, [Optional, DecimalConstant(1, 128, 0u, 0u, 15u)] decimal price) => $"{when:O} {price}";
            [Action] public static string Before(
                [Optional, DateTimeConstant(638000000000000000L)] DateTime when, [Optional, DecimalConstant(1, 0, 0u, 0u, 15u)] decimal price,
                [Optional, DefaultParameterValue(Target.Live)] Target target, [Optional, DefaultParameterValue("x")] string text, [Optional, DefaultParameterValue('c')] char letter,
                [Optional, DefaultParameterValue(null)] string? none, [Optional] int? number, int last) => $"{when:yyyy} {price} {target} {text} {letter} {none} {number} {last}";
            [Action] public static string Who([CallerMemberName] string who = "", [CallerLineNumber] int line = 0, int value = 7, [CallerArgumentExpression(nameof(value))] string? expression = null) => $"{who} {line > 0} {expression}";

            /// <summary>Prunes.</summary>
            /// <param name="days">Age.</param>
            public static partial int Prune(int days = 7);
            [Action] public static partial int Prune([Range(1, 9)] int days) => days;

            [Action("swept")] public static partial Task<int> SweepAsync([Range(1, 9)] int days = 5);
            /// <summary>Sweeps.</summary>
            public static async partial Task<int> SweepAsync(int days) { await Task.Yield(); return Prune(days); }

            [Experimental("XX001")] [Action] public static int Tried(Odd? odd = null) => odd?.Size ?? 3;
            [Action, Obsolete("Use another")] public static int Old() => 4;
        }

        [Experimental("XX002")] public sealed record Odd(int Size);

        [Experimental("XX003")] public static class Lab { [Action] public static int Test(int a = 1) => a; }
        public static class Tools { [Action] public static int One() => 1; }
        public static class tools { [Action] public static int Two() => 2; }
        public static class Night_Watch { [Action] public static int Three() => 3; }
        """;

    private const string More = """
        namespace A_ { public static class B { [Action] public static int Four() => 4; } }
        namespace A { public static class _B { [Action] public static int Five() => 5; } }
        namespace a { public static class @in { [Action] public static int Six() => 6; public static class In { [Action] public static int Seven() => 7; } } }
        """;

    private const string Callers = """
        #pragma warning disable XX001, XX002, XX003, CS0618
        // Of the first compilers of C# 14, for params of any method that extends a type
        #pragma warning disable CS8620
        namespace Acme;

        public static class Callers
        {
            public static async Task<string> Builds() => $"{await Submit.Build()}|{await Submit.Build("x", "a", "b")}|{await Submit.Build(flags: ["c"])}";
            public static async Task<int> Sums() => await Submit.Sum() + await Submit.Sum(1, 2) + await Submit.Total(1, 2, 3) + await Submit.AtLeast(1, 2);
            public static async Task<int> Optionals() => await Submit.Optional(b: 2) * 100 + await Submit.Optional(3, 4);
            public static Task<string> Bares() => Submit.Bare();
            public static Task<string> Constants() => Submit.Constants();
            public static Task<string> Befores() => Submit.Before(last: 9);
            public static Task<string> Whos() => Submit.Who(value: 1 + 2);
            public static async Task<int> Prunes() => await Submit.Prune() * 10 + await Submit.Swept();
            public static async Task<int> Tries() => await Submit.Tried(new Odd(8)) * 10 + await Submit.Test() + await Submit.Old();
        }
        """;

    private static readonly Project Sources = Project.Of(Actions).With("/project/Callers.cs", Callers).With("/project/More.cs", More);

    private static readonly Generated Code = Sources.Generate();

    [Theory]
    [InlineData("build", "{}", "\"all \"")]
    [InlineData("build", """{"flags":["a","b"]}""", "\"all a+b\"")]
    [InlineData("sum", "{}", "0")]
    [InlineData("total", "{}", "0")]
    [InlineData("total", """{"numbers":null}""", "-1")]
    [InlineData("optional", """{"b":2}""", "12")]
    [InlineData("bare", "{}", "\"0  00000000-0000-0000-0000-000000000000 \"")]
    [InlineData("constants", "{}", "\"2022-09-28T22:13:20.0000000 -1.5\"")]
    [InlineData("before", """{"last":1}""", "\"2022 1.5 Live x c   1\"")]
    [InlineData("who", "{}", "\" False \"")]
    [InlineData("prune", "{}", "7")]
    [InlineData("swept", "{}", "5")]
    [InlineData("tried", """{"odd":{"size":6}}""", "6")]
    [InlineData("test", "{}", "1")]
    [InlineData("one", "{}", "1")]
    [InlineData("two", "{}", "2")]
    [InlineData("three", "{}", "3")]
    [InlineData("four", "{}", "4")]
    [InlineData("five", "{}", "5")]
    [InlineData("six", "{}", "6")]
    [InlineData("seven", "{}", "7")]
    public async Task It_runs(string action, string arguments, string result)
    {
        using RunningProgram program = Code.Load();

        Assert.Equal(result, (await program.RunAsync(action, arguments)).Result);
    }

    [Theory]
    [InlineData("Builds", "all |x a+b|all c")]
    [InlineData("Sums", 11)]
    [InlineData("Optionals", 1234)]
    [InlineData("Bares", "0  00000000-0000-0000-0000-000000000000 ")]
    [InlineData("Constants", "2022-09-28T22:13:20.0000000 -1.5")]
    [InlineData("Befores", "2022 1.5 Live x c   9")]
    [InlineData("Whos", "Whos True 1 + 2")]
    [InlineData("Prunes", 75)]
    [InlineData("Tries", 85)]
    public async Task It_is_submitted_as_it_is_called(string method, object result)
    {
        using RunningProgram program = Code.Load();
        var task = (Task)program.Call("Acme.Callers", method)!;

        await task;

        Assert.Equal(result, task.GetType().GetProperty("Result")!.GetValue(task));
    }

    [Theory]
    [InlineData("build", "flags", """{"type":"array","items":{"type":"string"},"default":[]}""")]
    [InlineData("optional", "a", """{"type":"integer","format":"int32","default":1}""")]
    [InlineData("bare", "a", """{"type":"integer","format":"int32","default":0}""")]
    [InlineData("constants", "when", """{"type":"string","format":"local-date-time","default":"2022-09-28T22:13:20"}""")]
    [InlineData("constants", "price", """{"type":"number","format":"decimal","default":-1.5}""")]
    [InlineData("prune", "days", """{"type":"integer","format":"int32","minimum":1,"maximum":9,"default":7,"description":"Age."}""")]
    public void Its_form_shows_the_default(string action, string parameter, string schema) => Assert.Equal(schema, Code.ParameterOf(action, parameter));

    [Theory]
    [InlineData("build", "")]
    [InlineData("optional", "b")]
    [InlineData("at_least", "numbers")]
    public void Only_what_must_be_given_is_required(string action, string required) => Assert.Equal(
        required,
        System.Text.Json.JsonDocument.Parse(Code.ParametersOf(action)).RootElement.TryGetProperty("required", out System.Text.Json.JsonElement names)
            ? string.Join(",", names.EnumerateArray()) : "");

    [Theory]
    [InlineData("prune", "Prunes.")]
    [InlineData("swept", "Sweeps.")]
    public void A_comment_on_either_part_counts(string action, string description) =>
        Assert.Contains($"\"description\":\"{description}\"", Code.DescriptorOf(action), StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_of_it_is_reported() => Assert.Empty(await Sources.AnalyzeAsync());

    [Fact]
    public void What_submits_an_experimental_action_is_experimental()
    {
        string text = Code.File("Tinpot.Actions_Acme_Work.g.cs")!;

        Assert.Contains("[global::System.Diagnostics.CodeAnalysis.Experimental(\"XX001\")]\n            public static global::System.Threading.Tasks.Task<int> Tried(", text, StringComparison.Ordinal);
    }
}
