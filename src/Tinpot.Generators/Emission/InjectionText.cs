using Tinpot.Generators.Model;

namespace Tinpot.Generators.Emission;

/// <summary>Where an injected value comes from, as a C# expression over <c>invocation</c>.</summary>
internal static class InjectionText
{
    public static string Of(InjectionModel injection) => injection.Kind switch
    {
        InjectionKind.Token => "invocation.Execution.Cancellation.Token",
        InjectionKind.Execution => "invocation.Execution",
        InjectionKind.Logger => "invocation.Execution.Logger",
        InjectionKind.Progress => "invocation.Execution.Progress",
        InjectionKind.KeyedService => $"{RuntimeNames.Services}ServiceProviderKeyedServiceExtensions."
            + $"{(injection.Optional ? "GetKeyedService" : "GetRequiredKeyedService")}<{injection.TypeName}>(invocation.Services, {injection.Key}){Forgiven(injection)}",
        _ => $"{RuntimeNames.Services}ServiceProviderServiceExtensions."
            + $"{(injection.Optional ? "GetService" : "GetRequiredService")}<{injection.TypeName}>(invocation.Services){Forgiven(injection)}",
    };

    /// <summary>A parameter with a default may be given null although its type does not say so.</summary>
    private static string Forgiven(InjectionModel injection) => injection.Optional ? "!" : "";
}
