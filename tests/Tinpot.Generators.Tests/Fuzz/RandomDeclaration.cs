using System.Text;

namespace Tinpot.Generators.Tests.Fuzz;

/// <summary>Makes declarations of actions: modifiers × attributes × defaults × types × names. Not all of them are C#.</summary>
internal sealed class RandomDeclaration(int seed)
{
    /// <summary>What the declarations may refer to.</summary>
    public const string Types = """
        namespace Known;

        public enum Level { Low, High = 5, Top = 5 }
        public enum Twin { m = 1, M = 2 }
        [Flags] public enum Days : ulong { None, Monday = 1, Friday = 2, Both = 3, All = ulong.MaxValue }
        public readonly record struct Point(int X, int Y = 3);
        public sealed record Server(string Host, Level Level = Level.High, params int[] Ports);
        public sealed class Settings { public required string Name { get; init; } public double Share { get; set; } = 0.5; public List<Point>? Points { get; set; } }
        public sealed record Tree(string Name, List<Tree> Children);
        [System.Diagnostics.CodeAnalysis.Experimental("KN001")] public sealed record Trial(int Size);
        [Obsolete] public sealed record Former(int Size);
        public interface IShape;
        public static class Constants { public const int Seven = 7; public const string Text = "te\"xt\u2028"; public const double Share = 0.1; public const Level Best = Level.Top; }
        """;

    private static readonly string[] TypeModifiers = ["public static", "public", "internal static", "internal sealed", "public static partial", "public abstract", "static", "file static", "public sealed"];
    private static readonly string[] TypeKinds = ["class", "record", "struct", "interface", "readonly ref struct"];
    private static readonly string[] TypeNames = ["Work", "work", "WORK", "_Work", "Work_", "Wörk", "@class", "@in", "Submit", "Action", "Tinpot", "System", "Generic<T>", "ActionCatalog", "Wo_rk", "Wo__rk"];
    private static readonly string[] MethodModifiers = ["public static", "internal static", "public", "protected internal static", "private static", "static", "public static async", "public virtual", "public static unsafe", "public abstract", "public static extern", "protected static"];
    private static readonly string[] MethodNames = ["Run", "run", "RunAsync", "Async", "Equals", "ToString", "GetHashCode", "_Run", "Run_", "R_1", "R1", "@class", "@await", "Größe", "Main", "Submit", "Invoke", "Read", "Descriptor", "Run<T>", "ＲＵＮ", "HTTPSend2XML"];
    private static readonly string[] Results = ["void", "int", "string?", "Task", "Task<int>", "ValueTask<string>", "ValueTask", "IAsyncEnumerable<int>", "Known.Server", "List<Known.Point>", "object", "(int A, int B)", "ref int", "Span<byte>", "Known.Twin", "Known.Days", "IEnumerable<Known.Tree>", "Known.Trial", "dynamic", "IDisposable"];
    private static readonly string[] MethodAttributes =
    [
        "", "[Obsolete]", "[Obsolete(\"Old \\\"one\\\"\")]", "[Obsolete(\"No\", true)]", "[System.Diagnostics.CodeAnalysis.Experimental(\"FZ001\")]", "[System.Diagnostics.Conditional(\"DEBUG\")]",
        "[MaxConcurrent(2)]", "[MaxConcurrent(1, Key = \"a\")]", "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]", "[return: System.Diagnostics.CodeAnalysis.NotNull]", "[CLSCompliant(false)]",
    ];

    private static readonly string[] Actions =
    [
        "Action", "Action()", "Tinpot.ActionAttribute", "Action(\"named_{0}\")", "Action(\"Bad name\")", "Action(\"\")", "Action(null!)", "Action(Title = \"A \\\"title\\\" \\u2028\")",
        "Action(Group = \"a,b\")", "Action(Aliases = [\"other_{0}\", \"Bad\"])", "Action(Description = \"<b> & \\r\\n\")", "Action(Queue = \"q{0}\", Retries = 3)", "Action(Retries = -1)", "Action(\"equals\")",
    ];

    private static readonly string[] ParameterNames = ["a", "b", "@in", "@class", "value", "self", "invocation", "reader", "writer", "cancel", "arg_a", "help", "parameterHelp", "_", "_1", "field", "A", "größe", "ａ", "type", "record", "@params", "fooBar", "foo_bar", "key"];

    private static readonly string[] ParameterTypes =
    [
        "int", "int?", "string", "string?", "bool", "double", "float?", "decimal", "char", "byte", "ulong", "sbyte", "Half", "nint", "object", "dynamic", "Guid", "Uri", "DateTime", "DateTimeOffset?", "TimeSpan", "DateOnly", "byte[]", "int[]", "string[]?",
        "int[][]", "int[,]", "List<int>", "IReadOnlyList<string>", "HashSet<int>", "Dictionary<string, int>", "Dictionary<int, int>", "Known.Level", "Known.Level?", "Known.Twin", "Known.Days", "Known.Point", "Known.Point?", "Known.Server",
        "Known.Settings?", "Known.Tree", "Known.Trial?", "Known.Former", "Known.IShape", "Secret<string>", "Secret<int>?", "CancellationToken", "ActionExecution", "IProgress<double>", "Microsoft.Extensions.Logging.ILogger", "System.Text.Json.JsonElement",
        "(int A, int B)", "Span<int>", "ReadOnlySpan<char>", "int*", "delegate*<void>", "Func<int>", "System.IO.Stream", "System.Net.IPAddress", "IEnumerable<int>", "T",
    ];

    private static readonly string[] Defaults =
    [
        "0", "1", "-1", "null", "default", "\"\"", "\"a\\nb\"", "\"{x}\\\"\"", "\"\\0\"", "\"\\uD800\"", "\"😀\"", "true", "'x'", "'\\''", "'\\0'", "1.5", "1.5f", "1.5m", "double.NaN", "float.PositiveInfinity", "-0.0", "double.Epsilon", "int.MinValue", "long.MinValue",
        "ulong.MaxValue", "decimal.MaxValue", "0.10m", "(Known.Level)42", "Known.Level.High", "Known.Days.Monday | Known.Days.Friday", "Known.Days.All", "Known.Constants.Seven", "Known.Constants.Text", "Known.Constants.Share", "Known.Constants.Best", "default(Guid)", "new()", "(byte)3", "nameof(Known)",
    ];

    private static readonly string[] ParameterAttributes =
    [
        "", "[Range(1, 9)]", "[Range(0.5, 2)]", "[StringLength(3)]", "[MinLength(1)]", "[MaxLength(0)]", "[RegularExpression(\"[a-\")]", "[RegularExpression(\"^a+$\")]", "[AllowedValues(1, 2)]", "[AllowedValues(\"a\", null)]",
        "[EmailAddress]", "[Url]", "[Required]", "[Display(Name = \"N \\\"x\\\"\", Description = \"D\")]", "[DataType(DataType.MultilineText)]", "[System.Runtime.InteropServices.Optional]", "[System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(1)]",
        "[System.Runtime.InteropServices.Optional, System.Runtime.InteropServices.DefaultParameterValue(\"x\")]", "[System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DateTimeConstant(1L)]", "[System.Runtime.InteropServices.Optional, System.Runtime.CompilerServices.DecimalConstant(2, 0, 0u, 0u, 125u)]",
        "[System.Runtime.CompilerServices.CallerMemberName]", "[System.Runtime.CompilerServices.CallerLineNumber]", "[System.Diagnostics.CodeAnalysis.DisallowNull]", "[System.Runtime.CompilerServices.EnumeratorCancellation]",
    ];

    private static readonly string[] ParameterModifiers = ["", "params ", "params ", "ref ", "in ", "out ", "ref readonly ", "scoped ", "this "];

    private readonly Random _random = new(seed);

    /// <summary>A file with one action in a namespace of its own.</summary>
    public string Next()
    {
        StringBuilder text = new($"#pragma warning disable KN001, FZ001\nnamespace N{seed};\n");
        string method = Method();
        bool partial = Chance(0.1);
        string type = $"{Often(TypeModifiers)} {Often(TypeKinds)} {Often(TypeNames)}";
        if (Chance(0.15))
            type = $"public static class Outer {{ {type}";
        text.Append(type).Append(" {\n").Append(partial ? Partial(method) : $"    {method}{Body()}\n").Append('}');
        if (type.StartsWith("public static class Outer", StringComparison.Ordinal))
            text.Append('}');
        return text.Append('\n').ToString();
    }

    private string Method()
    {
        string comment = Chance(0.2) ? "/// <summary>Does <c>it</c> &amp; more.</summary>\n    " : "";
        string action = string.Format(System.Globalization.CultureInfo.InvariantCulture, Often(Actions), seed);
        string name = Pick(MethodNames);
        // Mostly names of their own, so that most declarations are actions
        if (Chance(0.7) && !name.EndsWith('>'))
            name += seed;
        return $"{comment}[{action}]{Often(MethodAttributes)} {Often(MethodModifiers)} {Often(Results)} {name}({string.Join(", ", Enumerable.Range(0, _random.Next(5)).Select(_ => Parameter()))})";
    }

    private string Parameter() =>
        $"{Often(ParameterAttributes)}{Often(ParameterModifiers)}{Pick(ParameterTypes)} {Pick(ParameterNames)}{(Chance(0.4) ? " = " + Pick(Defaults) : "")}";

    private string Body() => Chance(0.8) ? " => throw new NotSupportedException();" : " { throw new NotSupportedException(); }";

    private string Partial(string method)
    {
        int bracket = method.IndexOf(']') + 1;
        string bare = method[bracket..].Replace("static ", "static partial ", StringComparison.Ordinal);
        return Chance(0.5)
            ? $"    {method[..bracket]}{bare};\n    {bare}{Body()}\n"
            : $"    {bare};\n    {method[..bracket]}{bare}{Body()}\n";
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>The first in most cases, so that a declaration has a few oddities and not all.</summary>
    private string Often(string[] choices) => Chance(0.7) ? choices[0] : Pick(choices);

    private bool Chance(double share) => _random.NextDouble() < share;
}
