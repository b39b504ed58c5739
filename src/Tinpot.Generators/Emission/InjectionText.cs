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
        _ when injection.Default is not null => Defaulted(injection),
        InjectionKind.KeyedService => $"{RuntimeNames.Services}ServiceProviderKeyedServiceExtensions."
            + $"{(injection.Optional ? "GetKeyedService" : "GetRequiredKeyedService")}<{injection.TypeName}>(invocation.Services, {injection.Key}){Forgiven(injection)}",
        _ => $"{RuntimeNames.Services}ServiceProviderServiceExtensions."
            + $"{(injection.Optional ? "GetService" : "GetRequiredService")}<{injection.TypeName}>(invocation.Services){Forgiven(injection)}",
    };

    /// <summary>Asked for as an object: a cast to a value type would not bear that there is none.</summary>
    private static string Defaulted(InjectionModel injection)
    {
        string type = $"typeof({injection.TypeName})";
        string service = injection.Key is null
            ? $"invocation.Services.GetService({type})"
            : $"{RuntimeNames.Services}ServiceProviderKeyedServiceExtensions.GetKeyedService(invocation.Services, {type}, {injection.Key})";
        return $"(({injection.TypeName.TrimEnd('?')}?){service} ?? {injection.Default})";
    }

    /// <summary>A parameter with a default may be given null although its type does not say so.</summary>
    private static string Forgiven(InjectionModel injection) => injection.Optional ? "!" : "";
}
