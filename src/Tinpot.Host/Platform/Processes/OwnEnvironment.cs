namespace Tinpot.Platform.Processes;

/// <summary>Changes what this process passes on to what it starts.</summary>
internal static class OwnEnvironment
{
    /// <summary>.NET has a copy of the variables; native code passes on those of the C library.</summary>
    /// <param name="value">null = the variable is removed.</param>
    public static void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        _ = value is null ? Libc.UnsetVariable(name) : Libc.SetVariable(name, value, overwrite: 1);
    }
}
