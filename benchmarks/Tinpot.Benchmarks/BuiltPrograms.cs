using System.Reflection;

namespace Tinpot.Benchmarks;

/// <summary>Programs that are built together with this one and started as processes.</summary>
internal static class BuiltPrograms
{
    public static string Load { get; } = Find("Load");

    public static string Hangfire { get; } = Find("Hangfire");

    public static string Hello { get; } = Find("Hello");

    /// <summary>Quartz.NET and Hangfire with their storage in memory.</summary>
    public static string Memory { get; } = Find("Memory");

    private static string Find(string name) => typeof(BuiltPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == name).Value!;
}
