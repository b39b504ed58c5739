using System.Text;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Hosting;

/// <summary>A catalog written by hand: what the generator would emit for a few actions.</summary>
internal sealed class TestCatalog : CompiledCatalog
{
    private readonly TestAction[] _actions;

    public TestCatalog(params TestAction[] actions)
        : base(Encoding.UTF8.GetBytes(string.Join('\n', actions.Select(action => string.Join(' ', [action.Name, .. action.Aliases])).Order(StringComparer.Ordinal)))) =>
        _actions = [.. actions.OrderBy(action => action.Name, StringComparer.Ordinal)];

    protected override ReadOnlySpan<byte> DescriptorOf(int index) => _actions[index].Descriptor;

    protected override ValueTask InvokeAsync(int index, ActionInvocation invocation) => _actions[index].Body(invocation);
}
