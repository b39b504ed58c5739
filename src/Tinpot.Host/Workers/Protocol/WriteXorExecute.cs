using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Protocol;

/// <summary>
/// The setting by which the runtime keeps code from being writable and executable at once. It costs a part of the start of each
/// process, so it is off in a child unless the operator has set it. For what a child starts it is as it was.
/// </summary>
internal static class WriteXorExecute
{
    /// <summary>Read by the runtime when it starts.</summary>
    public const string Variable = "DOTNET_EnableWriteXorExecute";

    /// <summary>In the environment of a child whose host has added <see cref="Variable"/>.</summary>
    public const string AddedVariable = "TINPOT_CHILD_WX";

    /// <summary>The runtime reads this too.</summary>
    private const string FormerVariable = "COMPlus_EnableWriteXorExecute";

    /// <param name="environment">Of the process to be started.</param>
    public static void SwitchOff(IDictionary<string, string?> environment)
    {
        if (environment.ContainsKey(Variable) || environment.ContainsKey(FormerVariable))
            return;
        environment[Variable] = "0";
        environment[AddedVariable] = "1";
    }

    /// <summary>Takes what the host has added out of what this process passes on. The runtime has read it.</summary>
    public static void Withdraw()
    {
        if (Environment.GetEnvironmentVariable(AddedVariable) is null)
            return;
        OwnEnvironment.Set(Variable, null);
        OwnEnvironment.Set(AddedVariable, null);
    }
}
