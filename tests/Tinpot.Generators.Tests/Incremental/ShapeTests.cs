using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tinpot.Generators.Tests.Incremental;

/// <summary>What a file means is asked again when another file changes it, although the file itself is the same.</summary>
public class ShapeTests
{
    private const string Other = "/project/Other.cs";

    [Theory]
    // A constant behind a default
    [InlineData("const int Most = 3", "const int Most = 4", "\"default\":4")]
    // A record behind a parameter
    [InlineData("record Item(int X)", "record Item(int X, string Y)", "\"y\":")]
    // A comment that describes a member
    [InlineData("/// <summary>Before</summary>", "/// <summary>After</summary>", "After")]
    // An enum behind a parameter
    [InlineData("enum Mode { On }", "enum Mode { On, Off }", "\"off\"")]
    public void Declarations_elsewhere(string before, string after, string expected)
    {
        Project project = Project.Of("""
            public static class A
            {
                [Action] public static int First(Item item, Mode mode, int most = Limits.Most) => most;
            }
            """).With(Other, """
            public static class Limits { public const int Most = 3; }
            public sealed record Item(int X)
            {
                /// <summary>Before</summary>
                public int Z { get; set; }
            }
            public enum Mode { On }
            """);

        string text = Text(Edited(project, Other, t => t.Replace(before, after)));

        Assert.DoesNotContain(expected, Text(project.Driver().RunGenerators(project.Compile(), TestContext.Current.CancellationToken)));
        Assert.Contains(expected, text);
    }

    [Theory]
    // A member that is nearer than the imported action
    [InlineData("partial class Caller { }", "partial class Caller { static int First(int x) => x; }", 0)]
    // Nothing to do with it
    [InlineData("partial class Caller { }", "partial class Caller { static int Second(int x) => x; }", 1)]
    public void Calls_that_come_to_mean_another_method(string before, string after, int calls)
    {
        Project project = Project.Of("public static class A { [Action] public static int First(int a) => a; }")
            .With("/project/Caller.cs", "using static A; public static partial class Caller { public static int Call() => First(1); }")
            .With(Other, "public static partial class Caller { }");

        Assert.Equal(1, Calls(Text(project.Driver().RunGenerators(project.Compile(), TestContext.Current.CancellationToken))));
        Assert.Equal(calls, Calls(Text(Edited(project, Other, t => t.Replace(before, after)))));
    }

    [Fact]
    public void A_body_that_makes_two_files_equal()
    {
        Project project = Project.Of("public static class A { [Action] public static int First(int a) => a; }")
            .With("/project/One.cs", "file static class Caller { public static int Call() => A.First(1); }")
            .With(Other, "file static class Caller { public static int Call() => A.First(2); }");

        Assert.Equal(2, Calls(Text(project.Driver().RunGenerators(project.Compile(), TestContext.Current.CancellationToken))));
        // The compiler could not tell their calls apart
        Assert.Equal(0, Calls(Text(Edited(project, Other, static t => t.Replace("First(2)", "First(1)")))));
    }

    [Theory]
    [InlineData("using Do = Tinpot.ActionAttribute;", "[Do]", "namespace N;")]
    [InlineData("using DoAttribute = Tinpot.ActionAttribute;", "[Do]", "namespace N;")]
    [InlineData("", "[Do]", "global using Do = Tinpot.ActionAttribute;")]
    [InlineData("", "[Tinpot.Action]", "namespace N;")]
    [InlineData("", "[global::Tinpot.ActionAttribute]", "namespace N;")]
    [InlineData("using T = Tinpot;", "[T::Action]", "namespace N;")]
    [InlineData("", "[Obsolete, Action]", "namespace N;")]
    public void The_attribute_under_another_name(string directive, string attribute, string other)
    {
        Project project = Project.Of($"{directive} public static class A {{ {attribute} public static int First(int a) => a; }}").With(Other, other);

        Assert.Contains("Descriptor_first", Text(project.Driver().RunGenerators(project.Compile(), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Another_attribute_of_that_name_is_none_of_ours()
    {
        Project project = Project.Of("namespace N; sealed class ActionAttribute : Attribute; public static class A { [Action] public static int First(int a) => a; }");

        Assert.DoesNotContain("first", Text(project.Driver().RunGenerators(project.Compile(), TestContext.Current.CancellationToken)));
    }

    private static GeneratorDriver Edited(Project project, string path, Func<string, string> edit)
    {
        CSharpCompilation first = project.Compile();
        GeneratorDriver driver = project.Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        string after = edit(project.Files[path]);
        Assert.NotEqual(project.Files[path], after);
        return driver.RunGenerators(
            first.ReplaceSyntaxTree(first.SyntaxTrees.Single(t => t.FilePath == path), project.With(path, after).Parse(path)), TestContext.Current.CancellationToken);
    }

    private static string Text(GeneratorDriver driver) =>
        string.Join("\n", driver.GetRunResult().Results[0].GeneratedSources.Select(static s => s.SourceText.ToString()));

    private static int Calls(string text) => text.Split("CompilerServices.InterceptsLocation(1").Length - 1;
}
