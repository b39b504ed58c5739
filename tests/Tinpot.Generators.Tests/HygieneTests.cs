using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests;

/// <summary>Generated code compiles clean wherever it lands: warnings are errors here, documentation is on, names are hostile.</summary>
public class HygieneTests
{
    [Fact]
    public async Task Hostile_names_do_no_harm()
    {
        Project project = Project.Of("""
            namespace System2 { public class Task; }
            namespace Tinpot.Inner { public static class Global { [Action] public static int Here() => 1; } }
            namespace @class.@event
            {
                public enum @enum { @int, Value }
                public sealed record @record(int @string, @enum @default = @enum.@int) { public int? @value { get; init; } = 1; }
                public static class @static
                {
                    [Action] public static string @void(int @int, string writer, bool reader, int self, int value, int invocation, int result, int items, int item, int key, @record record, int arg_int = 1) =>
                        $"{@int}{writer}{reader}{self}{value}{invocation}{result}{items}{item}{key}{record.@string}{record.@default}{record.@value}";
                    [Action] public static @record[] Records(@record[] value, @enum[] name) => value;
                    [Action] public static int Action() => Invoke() + Read(2);
                    [Action] public static int Invoke() => 1;
                    [Action] public static int Read(int @params) => @params;
                }
            }
            public class A_B { public class C { [Action] public static int First() => 1; } }
            public class A { public class B_C { [Action] public static int Second() => 2; } }
            """);
        using RunningProgram program = project.Generate().Load();

        Assert.Equal("\"1wTrue234567895int1\"".Replace("True", "True"), (await program.RunAsync("void",
            """{"int":1,"writer":"w","reader":true,"self":2,"value":3,"invocation":4,"result":5,"items":6,"item":7,"key":8,"record":{"string":95}}""")).Result);
        Assert.Equal("3", (await program.RunAsync("action")).Result);
        Assert.Equal("""[{"string":1,"default":"value","value":null}]""", (await program.RunAsync("records", """{"value":[{"string":1,"default":"value","value":null}],"name":["int"]}""")).Result);
        Assert.Equal(("1", "2"), ((await program.RunAsync("first")).Result, (await program.RunAsync("second")).Result));
    }

    [Theory]
    [InlineData(DocumentationMode.Diagnose)]
    [InlineData(DocumentationMode.None)]
    public void A_documented_library_compiles_without_a_warning(DocumentationMode mode)
    {
        Project project = Project.Of("""
            /// <summary>Documented.</summary>
            public static class A
            {
                /// <summary>Documented.</summary>
                [Action, Obsolete("later")] public static Old Run(Old old, string? text = null) => old;

                /// <summary>Documented.</summary>
                [Action] public static void Other() { }

                #pragma warning disable CS0612, CS0618
                internal static void Caller() { Run(new Old(1)); Other(); }
            }

            /// <summary>Documented.</summary>
            /// <param name="X">Documented.</param>
            [Obsolete] public sealed record Old(int X);
            """) with { Documentation = mode };

        project.Generate().Emit();
    }

    [Fact]
    public async Task Code_without_nullable_context_works()
    {
        Project project = Project.Of("""
            public class Item { public string Name { get; set; } }
            public static class A
            {
                [Action] public static string Run(string a, Item item, string b = null, string[] c = null) => a + b + item.Name + c?.Length;
                [Action] public static string Call() => Run("x", new Item());
            }
            """) with { Nullable = false };
        Generated generated = project.Generate();
        using RunningProgram program = generated.Load();

        Assert.Contains("\"required\":[\"a\",\"item\"]", generated.ParametersOf("run"), StringComparison.Ordinal);
        Assert.Equal("\"xn\"", (await program.RunAsync("run", """{"a":"x","item":{"name":"n"}}""")).Result);
        Assert.Equal("""run {"a":"x","item":{"name":null},"b":null,"c":null} -> "x" """.TrimEnd(), (await program.RunAsync("call")).Calls);
    }

    [Fact]
    public void Generated_text_has_no_paths_and_unix_line_ends()
    {
        Generated generated = Project.Of("public static class A { [Action] public static int Run() => 1; public static int Call() => Run(); }").Generate();

        Assert.Equal(["Tinpot.Actions_A.g.cs", "Tinpot.ActionCatalog.g.cs", "Tinpot.Sources.g.cs", "Tinpot.Interceptors.g.cs"], generated.FileNames);
        Assert.All(generated.FileNames.Select(generated.File), static text =>
        {
            Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
            Assert.DoesNotContain("/project/", text, StringComparison.Ordinal);
        });
    }
}
