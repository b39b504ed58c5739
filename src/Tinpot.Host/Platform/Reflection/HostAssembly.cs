using System.Reflection;

namespace Tinpot.Platform.Reflection;

/// <summary>What only the assembly itself can tell: its version and the files embedded in it.</summary>
internal static class HostAssembly
{
    private static readonly Assembly Self = typeof(HostAssembly).Assembly;

    /// <summary>The product version, such as <c>0.1.0</c>, without the commit.</summary>
    public static string Version { get; } =
        Self.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Names of the embedded files: <c>wwwroot/index.html</c>.</summary>
    public static IReadOnlyList<string> Files { get; } = Self.GetManifestResourceNames();

    /// <summary>Opens an embedded file; null when there is none of that name.</summary>
    public static Stream? Open(string name) => Self.GetManifestResourceStream(name);
}
