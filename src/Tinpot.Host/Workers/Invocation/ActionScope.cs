using Microsoft.Extensions.DependencyInjection;

namespace Tinpot.Workers.Invocation;

/// <summary>The services of one execution, made when it first asks for one.</summary>
internal sealed class ActionScope(Lazy<ServiceProvider> services) : IAsyncDisposable
{
    private readonly Lazy<AsyncServiceScope> _scope = new(() => services.Value.CreateAsyncScope());

    public IServiceProvider Services => _scope.Value.ServiceProvider;

    public ValueTask DisposeAsync() => _scope.IsValueCreated ? _scope.Value.DisposeAsync() : ValueTask.CompletedTask;
}
