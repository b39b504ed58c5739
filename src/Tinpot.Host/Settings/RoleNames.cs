namespace Tinpot.Settings;

/// <summary>The name of each role, which is also the command that starts a host in it. The commands themselves are in <c>Cli</c>.</summary>
internal static class RoleNames
{
    /// <summary>The role of a host that is started without a command.</summary>
    public const string Default = "serve";

    public static string Of(HostRole role) => role switch
    {
        HostRole.Api => "api",
        HostRole.Worker => "worker",
        _ => Default,
    };
}
