using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tinpot.Benchmarks.Edits;

/// <summary>A project of many files in memory, with a compilation and a driver that has run over it.</summary>
internal sealed class LargeProject
{
    private readonly Subject _subject;
    private readonly int _count;
    private readonly int _callFiles;
    private readonly int _callsPerFile;
    private readonly CSharpParseOptions _options = new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("InterceptorsNamespaces", "Tinpot.Generated")]);
    private readonly CSharpCompilation _compilation;
    private readonly GeneratorDriver _driver;
    private readonly SyntaxTree _quiet;
    private readonly SyntaxTree[] _files;

    public LargeProject(Subject subject, int files, int calls, int callFiles)
    {
        _subject = subject;
        _count = files;
        _callFiles = callFiles;
        _callsPerFile = calls / callFiles;
        _files = [.. Enumerable.Range(0, files).Select(i => Parse($"Many{i}.cs", Text(i, subject.Declare(i), "days")))];
        _quiet = Parse("Quiet.cs", Quiet(0));
        List<SyntaxTree> trees = [Parse("Usings.cs", "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;"), .. _files, _quiet];
        if (subject.Program.Length > 0)
            trees.Add(Parse("Program.cs", subject.Usings + "\n" + subject.Program));
        _compilation = CSharpCompilation.Create(
            "Many", trees,
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static p => MetadataReference.CreateFromFile(p)),
            new CSharpCompilationOptions(subject.Program.Length > 0 ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _driver = CSharpGeneratorDriver.Create(subject.Load(), parseOptions: _options).RunGenerators(_compilation);
    }

    /// <summary>How many files were generated; none would be a project that the generator does not understand.</summary>
    public int Generated => _driver.GetRunResult().Results.Sum(static r => r.GeneratedSources.Length);

    /// <summary>Errors of the project with what was generated for it.</summary>
    public IReadOnlyList<Diagnostic> Errors()
    {
        _driver.RunGeneratorsAndUpdateCompilation(_compilation, out Compilation output, out _);
        return [.. output.GetDiagnostics().Where(static d => d.Severity is DiagnosticSeverity.Error)];
    }

    /// <summary>The compilation after an edit; the number makes each edit another.</summary>
    public CSharpCompilation Edit(EditKind kind, int number) => kind switch
    {
        EditKind.UnrelatedFile => _compilation.ReplaceSyntaxTree(_quiet, Parse("Quiet.cs", Quiet(number))),
        EditKind.BodyWithCalls => Replace(0, _subject.Declare(0), Number("days + ", number)),
        EditKind.ActionBody => Replace(_count - 1, _subject.Declare(_count - 1).Replace("return ", $"_ = {number}; return "), "days"),
        EditKind.ActionSignature => Replace(_count - 1, _subject.Redeclare(_count - 1, number), "days"),
        _ => _compilation.AddSyntaxTrees(Parse(Number("New", number) + ".cs", Number("namespace Many; public static class New", number) + " { }")),
    };

    /// <summary>What the generator does about it, from the state before any edit.</summary>
    public void Run(CSharpCompilation edited) => _driver.RunGenerators(edited);

    private CSharpCompilation Replace(int file, string declaration, string body) =>
        _compilation.ReplaceSyntaxTree(_files[file], Parse($"Many{file}.cs", Text(file, declaration, body)));

    private SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, _options, "/many/" + path, Encoding.UTF8);

    private string Text(int file, string declaration, string body)
    {
        StringBuilder text = new($"{_subject.Usings}\nnamespace Many;\n\npublic static partial class Many{file}\n{{\n{declaration}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"    public static int Other{file}(int days)\n    {{\n        int sum = {body};\n");
        if (file < _callFiles)
        {
            for (int call = 0; call < _callsPerFile; call++)
            {
                int target = (file * _callsPerFile + call) % _count;
                text.Append(CultureInfo.InvariantCulture, $"        sum += Many{target}.Work{target}(\"some words\", {call % 365 + 1});\n");
            }
        }
        return text.Append("        return sum;\n    }\n}\n").ToString();
    }

    private static string Quiet(int number) => $$"""
        namespace Many;

        public static class Quiet
        {
            public static int Count(string text) => text.Length + {{number.ToString(CultureInfo.InvariantCulture)}};
        }
        """;

    private static string Number(string text, int number) => text + number.ToString(CultureInfo.InvariantCulture);
}
