using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>A project with what was generated for it.</summary>
internal sealed record Generated(Project Project, CSharpCompilation Compilation, GeneratorDriver Driver)
{
    /// <summary>Text of a generated file; null when there is none of that name.</summary>
    public string? File(string hintName) => Driver.GetRunResult().Results[0].GeneratedSources
        .Where(s => s.HintName == hintName).Select(static s => s.SourceText.ToString()).SingleOrDefault();

    public string[] FileNames => [.. Driver.GetRunResult().Results[0].GeneratedSources.Select(static s => s.HintName)];

    /// <summary>The assembly. Interceptors are only checked while emitting, so nothing less proves that the code is right.</summary>
    public byte[] Emit()
    {
        using MemoryStream stream = new();
        using MemoryStream documentation = new();
        EmitResult result = Compilation.Emit(stream, xmlDocumentationStream: documentation);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Take(20)) + "\n" + string.Join("\n", FileNames.Select(File)));
        return stream.ToArray();
    }

    public MetadataReference AsReference() => MetadataReference.CreateFromImage(Emit());

    public RunningProgram Load(params byte[][] others) => new(Emit(), others);
}
