using Microsoft.Extensions.Logging;

namespace Tinpot.Workers.Log;

/// <summary>The four levels of log events.</summary>
internal static class LogLevels
{
    public static ReadOnlySpan<byte> Debug => "DEBUG"u8;

    public static ReadOnlySpan<byte> Info => "INFO"u8;

    public static ReadOnlySpan<byte> Warning => "WARNING"u8;

    public static ReadOnlySpan<byte> Error => "ERROR"u8;

    public static ReadOnlySpan<byte> Of(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => Debug,
        LogLevel.Warning => Warning,
        LogLevel.Error or LogLevel.Critical => Error,
        _ => Info,
    };
}
