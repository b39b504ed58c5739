using Microsoft.Extensions.DependencyInjection;

namespace Tinpot.Workers.Invocation;

/// <summary>Services of which a missing one is told with what to do: an application's services look as if they were the actions'.</summary>
internal sealed class ExplainedServices(Func<IServiceProvider> services) : IKeyedServiceProvider, ISupportRequiredService
{
    private const string Advice =
        "Register it in a static method with [ActionServices]. Actions cannot use the services of the application or the host, "
        + "because actions run in separate processes. The application can call the same method to have the service in both.";

    public object? GetService(Type serviceType) => Explain(() => services().GetService(serviceType));

    public object GetRequiredService(Type serviceType) =>
        GetService(serviceType) ?? throw new InvalidOperationException($"The action needs a service of type {serviceType}, which is not registered for actions. {Advice}");

    public object? GetKeyedService(Type serviceType, object? serviceKey) => Explain(() => Keyed.GetKeyedService(serviceType, serviceKey));

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        GetKeyedService(serviceType, serviceKey)
        ?? throw new InvalidOperationException($"The action needs a service of type {serviceType} with the key '{serviceKey}', which is not registered for actions. {Advice}");

    private IKeyedServiceProvider Keyed => (IKeyedServiceProvider)services();

    /// <summary>A service that is there may need one that is not. The container tells that in its message only.</summary>
    private static object? Explain(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (InvalidOperationException error) when (error.Message.StartsWith("Unable to resolve service", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{error.Message} {Advice}", error);
        }
    }
}
