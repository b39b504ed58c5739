using System.Text;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Hosting;

/// <param name="Parameters">The schema's <c>properties</c>, as JSON.</param>
/// <param name="Required">Names of those that must be given.</param>
internal sealed record TestAction(string Name, string Parameters, Func<ActionInvocation, ValueTask> Body, params string[] Required)
{
    public bool Streams { get; init; }

    public bool Deprecated { get; init; }

    public string[] Aliases { get; init; } = [];

    public string Group { get; init; } = "General";

    public string Queue { get; init; } = "default";

    public byte[] Descriptor => Encoding.UTF8.GetBytes($$"""
        {"name":"{{Name}}","title":"Title of {{Name}}","group":"{{Group}}","queue":"{{Queue}}","description":"Does {{Name}}.","cancellable":true,"deprecated":{{(Deprecated ? "true" : "false")}},
        "aliases":[{{string.Join(',', Aliases.Select(name => $"\"{name}\""))}}],"contract_hash":"0123456789abcdef","parameters":{"type":"object","properties":{ {{Parameters}} },
        "required":[{{string.Join(',', Required.Select(name => $"\"{name}\""))}}],"additionalProperties":false},"result":{}{{(Streams ? ",\"item\":{}" : "")}} }
        """);

    /// <summary>Returns its arguments.</summary>
    public static TestAction Echo(string name, string parameters, params string[] required) =>
        new(name, parameters, Return, required);

    private static ValueTask Return(ActionInvocation invocation)
    {
        invocation.Result.WriteRawValue(invocation.Arguments.Span);
        return ValueTask.CompletedTask;
    }

    public static async ValueTask WaitForCancel(ActionInvocation invocation)
    {
        System.Console.WriteLine("waiting");
        await Task.Delay(Timeout.Infinite, invocation.Execution.Cancellation.Token);
    }

    public static TestAction Throwing(string name) =>
        new(name, "", _ => throw new InvalidOperationException("The disk is full."));
}
