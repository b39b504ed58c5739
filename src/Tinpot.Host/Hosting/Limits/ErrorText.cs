namespace Tinpot.Hosting.Limits;

/// <summary>Has the runtime load what the text of an exception with its stack needs.</summary>
internal static class ErrorText
{
    /// <summary>
    /// Returns at once. Without this it would be loaded when the first exception is logged, which may be when there are no
    /// descriptors for it, and then the runtime ends the process.
    /// </summary>
    public static void Prepare() => ThreadPool.UnsafeQueueUserWorkItem(static _ =>
    {
        try
        {
            throw new InvalidOperationException("Nothing is wrong.");
        }
        catch (InvalidOperationException error)
        {
            _ = error.ToString();
        }
    }, null);
}
