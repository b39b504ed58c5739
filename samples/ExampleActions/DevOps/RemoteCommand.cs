namespace ExampleActions;

/// <summary>A command that ran on another machine.</summary>
/// <param name="Host">The machine</param>
/// <param name="Command">What ran</param>
/// <param name="Output">What it printed</param>
/// <param name="Status">One word</param>
public sealed record RemoteCommand(string Host, string Command, string Output, string Status);
