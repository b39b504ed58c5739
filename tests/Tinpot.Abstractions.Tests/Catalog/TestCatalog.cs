using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Catalog;

/// <summary>A catalog as generated code writes it.</summary>
internal class TestCatalog(byte[] names, string sources, params JoinedCatalog[] references) : CompiledCatalog(names, references)
{
    private readonly byte[] _sources = Encoding.UTF8.GetBytes(sources);
    private int _parsed;

    internal TestCatalog(string[] names, params JoinedCatalog[] references)
        : this(Encoding.UTF8.GetBytes(string.Join('\n', names)), "", references)
    {
    }

    internal int Parsed => _parsed;

    internal string CalledActions { get; init; } = "";

    protected override ReadOnlySpan<byte> Calls => Encoding.UTF8.GetBytes(CalledActions);

    internal List<int> Invoked { get; } = [];

    internal List<string>? Services { get; init; }

    internal string Label { get; init; } = "";

    protected override ReadOnlySpan<byte> Sources => _sources;

    protected override ReadOnlySpan<byte> DescriptorOf(int index)
    {
        Interlocked.Increment(ref _parsed);
        return Encoding.UTF8.GetBytes($$"""
            {"name":"n{{index}}","title":"N","group":"General","queue":"default","description":"D","cancellable":true,"deprecated":true,
             "contract_hash":"0123456789abcdef","parameters":{"type":"object","properties":{},"additionalProperties":false},
             "result":{"type":"integer","format":"int32"},"later":[1]}
            """);
    }

    protected override ValueTask InvokeAsync(int index, ActionInvocation invocation)
    {
        Invoked.Add(index);
        return ValueTask.CompletedTask;
    }

    protected override void AddServices(IServiceCollection services, IConfiguration configuration) => Services?.Add(Label);

    public override string ToString() => Label;
}
