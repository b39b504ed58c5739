using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>The generator that the SDK runs over every project for <c>JsonSerializerContext</c>.</summary>
internal static class JsonGenerator
{
    private static readonly Lazy<Type> Kind = new(static () =>
    {
        // <dotnet>/shared/Microsoft.NETCore.App/<version>/ and <dotnet>/packs/Microsoft.NETCore.App.Ref/<version>/
        string packs = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        string path = Directory.GetFiles(packs, "System.Text.Json.SourceGeneration.dll", SearchOption.AllDirectories)
            .Where(static p => p.Contains($"{Path.DirectorySeparatorChar}10.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Last();
        return AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path)).GetType("System.Text.Json.SourceGeneration.JsonSourceGenerator", throwOnError: true)!;
    });

    public static ISourceGenerator Create() => ((IIncrementalGenerator)Activator.CreateInstance(Kind.Value)!).AsSourceGenerator();
}
