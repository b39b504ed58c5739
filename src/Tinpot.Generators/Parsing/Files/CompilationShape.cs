using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Parsing.Files;

/// <summary>
/// All that the meaning of one file can depend on outside of it: what every file declares, which files are equal to
/// another, references and options. An edit within a body leaves it the same.
/// </summary>
internal sealed class CompilationShape : IEquatable<CompilationShape>
{
    private readonly ulong _declarations;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly CompilationOptions _options;
    private readonly string? _assembly;

    private CompilationShape(ulong declarations, Compilation compilation)
    {
        _declarations = declarations;
        _references = [.. compilation.References];
        _options = compilation.Options;
        _assembly = compilation.AssemblyName;
    }

    public static CompilationShape Of(ImmutableArray<(ulong Declared, ulong All)> files, Compilation compilation)
    {
        ulong declarations = (ulong)files.Length;
        HashSet<ulong> seen = [];
        foreach ((ulong declared, ulong all) in files)
        {
            declarations = DeclaredText.Mix(declarations, declared);
            // The compiler cannot tell calls in equal files apart
            if (!seen.Add(all))
                declarations = DeclaredText.Mix(declarations, all);
        }
        return new CompilationShape(declarations, compilation);
    }

    public bool Equals(CompilationShape? other) => other is not null
        && _declarations == other._declarations
        && _assembly == other._assembly
        && _references.SequenceEqual(other._references)
        && (ReferenceEquals(_options, other._options) || _options.Equals(other._options));

    public override bool Equals(object? obj) => Equals(obj as CompilationShape);

    public override int GetHashCode() => _declarations.GetHashCode();
}
