using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Tinpot.Benchmarks.Edits;

/// <summary>A generator and how its users write what it looks for.</summary>
/// <param name="Usings">Namespaces that every file of the project uses.</param>
/// <param name="Declare">What stands in file i: a class whose method is called <c>Work{i}</c>.</param>
/// <param name="Redeclare">The same after an edit of what the generator looks at; the number differs each time.</param>
/// <param name="Program">A file that brings them together; empty for none.</param>
internal sealed record Subject(string Name, string Usings, Func<int, string> Declare, Func<int, int, string> Redeclare, string Program)
{
    public ISourceGenerator[] Load()
    {
        string path = typeof(Subject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == $"Generator: {Name}").Value!;
        return [.. new AnalyzerFileReference(path, new Loader()).GetGenerators(LanguageNames.CSharp)];
    }

    /// <summary>All with the same calls, comments and bodies beside what is declared.</summary>
    public static IReadOnlyList<Subject> All(int files) =>
    [
        new("Tinpot", "using Tinpot; using System.ComponentModel.DataAnnotations;",
            static i => $$"""
                    /// <summary>Does what number {{i}} does.</summary>
                    [Action]
                    public static int Work{{i}}([StringLength(80)] string text, [Range(1, 365)] int days = 7, bool force = false)
                    {
                        return text.Length + days;
                    }
                """,
            static (i, edit) => $$"""
                    /// <summary>Does what number {{i}} does.</summary>
                    [Action]
                    public static int Work{{i}}([StringLength(80)] string text, [Range(1, 365)] int days = 7, bool force = false, int extra{{edit}} = 0)
                    {
                        return text.Length + days;
                    }
                """,
            ""),
        new("ConsoleAppFramework", "using ConsoleAppFramework;",
            static i => $$"""
                    /// <summary>Does what number {{i}} does.</summary>
                    /// <param name="text">Some words</param>
                    public static int Work{{i}}(string text, int days = 7, bool force = false)
                    {
                        return text.Length + days;
                    }
                """,
            static (i, edit) => $$"""
                    /// <summary>Does what number {{i}} does.</summary>
                    /// <param name="text">Some words</param>
                    public static int Work{{i}}(string text, int days = 7, bool force = false, int extra{{edit}} = 0)
                    {
                        return text.Length + days;
                    }
                """,
            $$"""
            public static class Program
            {
                public static void Main(string[] args)
                {
                    var app = ConsoleApp.Create();
            {{string.Concat(Enumerable.Range(0, files).Select(static i => $"        app.Add(\"work{i}\", Many.Many{i}.Work{i});\n"))}}
                    app.Run(args);
                }
            }
            """),
        new("Regex", "using System.Text.RegularExpressions;",
            static i => $$"""
                    public static int Work{{i}}(string text, int days = 7, bool force = false)
                    {
                        return Words().IsMatch(text) ? days : 0;
                    }

                    [GeneratedRegex("^[a-z]+{{i}}$")]
                    private static partial Regex Words();
                """,
            static (i, edit) => $$"""
                    public static int Work{{i}}(string text, int days = 7, bool force = false)
                    {
                        return Words().IsMatch(text) ? days : 0;
                    }

                    [GeneratedRegex("^[a-z]+{{i}}x{{edit}}$")]
                    private static partial Regex Words();
                """,
            ""),
    ];

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
