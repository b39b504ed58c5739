namespace Tinpot.Settings.Checks;

/// <summary>One condition that the host reports on. The probes show its name; its text is for people who may see inside.</summary>
internal interface IHostCheck
{
    /// <summary>Its fixed name in the answers, snake_case.</summary>
    string Name { get; }

    /// <returns>What is wrong, for people; null when nothing is.</returns>
    string? Fault();
}
