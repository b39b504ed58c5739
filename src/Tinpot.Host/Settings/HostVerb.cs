namespace Tinpot.Settings;

/// <summary>The verb that starts a host in each role.</summary>
internal static class HostVerb
{
    /// <summary>What happens without a verb.</summary>
    public const string Usual = "serve";

    public static string Of(HostRole role) => role switch
    {
        HostRole.Api => "api",
        HostRole.Worker => "worker",
        _ => Usual,
    };
}
