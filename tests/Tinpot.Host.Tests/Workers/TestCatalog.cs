using System.Text;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Workers;

/// <summary>A catalog as the generator would emit it, with actions given as delegates.</summary>
internal sealed class TestCatalog(params TestAction[] actions)
    : CompiledCatalog(Encoding.UTF8.GetBytes(string.Join('\n', actions.Select(action => action.Name))))
{
    private readonly byte[][] _descriptors = [.. actions.Select(action => Encoding.UTF8.GetBytes(
        $$$"""{"name":"{{{action.Name}}}","title":"{{{action.Name}}}","group":"General","queue":"default","description":"","cancellable":true,{{{action.Limits}}}"contract_hash":"0123456789abcdef","parameters":{"type":"object","properties":{{{action.Properties}}},"required":[],"additionalProperties":false}}"""))];

    public Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? Services { get; init; }

    protected override bool AddsServices => Services is not null;

    protected override ReadOnlySpan<byte> DescriptorOf(int index) => _descriptors[index];

    protected override ValueTask InvokeAsync(int index, ActionInvocation invocation) => actions[index].Code(invocation);

    protected override void AddServices(
        Microsoft.Extensions.DependencyInjection.IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration) =>
        Services?.Invoke(services);
}

/// <param name="Properties">Schemas of its parameters as JSON.</param>
internal sealed record TestAction(string Name, Func<ActionInvocation, ValueTask> Code, string Properties = "{}")
{
    /// <summary>Further members of its descriptor, each followed by a comma.</summary>
    public string Limits { get; init; } = "";
}
