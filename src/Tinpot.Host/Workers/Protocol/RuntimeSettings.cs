using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Protocol;

/// <summary>
/// Settings of the runtime that are off in a child, because they cost more than they bring in a process that runs short actions: code
/// that is never writable and executable at once, and code that counts its calls to be optimized for them. They are as the operator or
/// the program has set them, and for what a child starts as they were.
/// </summary>
internal static class RuntimeSettings
{
    /// <summary>In the environment of a child, the names of what its host has added.</summary>
    public const string AddedVariable = "TINPOT_CHILD_RUNTIME";

    /// <summary>The variables that the runtime reads when it starts begin so; it reads the former spelling too.</summary>
    private const string Start = "DOTNET_", FormerStart = "COMPlus_";

    /// <summary>Names of variables, and of the properties with which a program sets the same.</summary>
    private static readonly (string Name, string? Property)[] Off = [("EnableWriteXorExecute", null), ("TieredPGO", "System.Runtime.TieredPGO")];

    /// <param name="environment">Of the process to be started.</param>
    /// <param name="property">A property of the program, from its runtimeconfig.json.</param>
    public static void SwitchOff(IDictionary<string, string?> environment, Func<string, object?> property)
    {
        string[] added = [.. Off
            .Where(one => !environment.ContainsKey(Start + one.Name) && !environment.ContainsKey(FormerStart + one.Name))
            .Where(one => one.Property is null || property(one.Property) is null)
            .Select(one => one.Name)];
        foreach (string name in added)
            environment[Start + name] = "0";
        if (added.Length > 0)
            environment[AddedVariable] = string.Join(';', added);
    }

    /// <summary>Takes what the host has added out of what this process passes on. The runtime has read it.</summary>
    public static void Withdraw()
    {
        if (Environment.GetEnvironmentVariable(AddedVariable) is not { } added)
            return;
        foreach (string name in added.Split(';').Intersect(Off.Select(one => one.Name)))
            OwnEnvironment.Set(Start + name, null);
        OwnEnvironment.Set(AddedVariable, null);
    }
}
