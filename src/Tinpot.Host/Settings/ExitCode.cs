namespace Tinpot.Settings;

/// <summary>How the process ends.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The action failed; the manifest is not current; or the host broke while it served.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the parameters are wrong.</summary>
    public const int Usage = 2;

    /// <summary>The host cannot start as it is set up; the command line is not at fault.</summary>
    public const int Start = 3;

    /// <summary>Cancelled, as a shell counts Ctrl-C.</summary>
    public const int Cancelled = 130;
}
