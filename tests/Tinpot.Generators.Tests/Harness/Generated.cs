using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>A project with what was generated for it.</summary>
internal sealed class Generated(CSharpCompilation compilation, GeneratorDriver driver)
{
    private const string Hidden = "#pragma warning disable\n";

    private byte[]? _assembly;

    public CSharpCompilation Compilation => compilation;

    public GeneratorDriver Driver => driver;

    /// <summary>Text of a generated file; null when there is none of that name.</summary>
    public string? File(string hintName) => Driver.GetRunResult().Results[0].GeneratedSources
        .Where(s => s.HintName == hintName).Select(static s => s.SourceText.ToString()).SingleOrDefault();

    public string[] FileNames => [.. Driver.GetRunResult().Results[0].GeneratedSources.Select(static s => s.HintName)];

    /// <summary>The descriptor literal of an action.</summary>
    public string DescriptorOf(string action)
    {
        string start = $"Descriptor_{action} => \"\"\"";
        string text = FileNames.Select(File).Single(f => f!.Contains(start, StringComparison.Ordinal))!;
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf("\"\"\"u8", from, StringComparison.Ordinal)];
    }

    /// <summary>Schema of an action's parameters, as emitted.</summary>
    public string ParametersOf(string action) => JsonDocument.Parse(DescriptorOf(action)).RootElement.GetProperty("parameters").GetRawText();

    /// <summary>Schema of one parameter, as emitted.</summary>
    public string ParameterOf(string action, string name) =>
        JsonDocument.Parse(ParametersOf(action)).RootElement.GetProperty("properties").GetProperty(name).GetRawText();

    /// <summary>Schema of an action's result, as emitted.</summary>
    public string ResultOf(string action) => JsonDocument.Parse(DescriptorOf(action)).RootElement.GetProperty("result").GetRawText();

    public string ContractHashOf(string action) => JsonDocument.Parse(DescriptorOf(action)).RootElement.GetProperty("contract_hash").GetString()!;

    /// <summary>The assembly. Interceptors are only checked while emitting, so nothing less proves that the code is right.</summary>
    public byte[] Emit() => _assembly ??= EmitOnce();

    /// <summary>Compiles without the line that hides the warnings of what the author's members are, obsolete or experimental.</summary>
    public void RequireNoWarnings()
    {
        Compilation bare = compilation;
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(static t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            string text = tree.ToString();
            Assert.Contains(Hidden, text, StringComparison.Ordinal);
            bare = bare.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Replace(Hidden, "\n", StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath, System.Text.Encoding.UTF8));
        }

        using MemoryStream stream = new();
        EmitResult result = bare.Emit(stream, xmlDocumentationStream: new MemoryStream());
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
    }

    public MetadataReference AsReference() => MetadataReference.CreateFromImage(Emit());

    public RunningProgram Load(params byte[][] others) => new(Emit(), others);

    private byte[] EmitOnce()
    {
        using MemoryStream stream = new();
        using MemoryStream documentation = new();
        EmitResult result = Compilation.Emit(stream, xmlDocumentationStream: documentation);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(20)) + "\n" + string.Join("\n", FileNames.Select(File)));
        return stream.ToArray();
    }
}
