namespace Tinpot.Workers.Child;

/// <summary>
/// Tells the host whose exception ends the process: a timer, a thread or a task that an execution left behind carries that
/// execution with it.
/// </summary>
/// <remarks>
/// What is ambient where an exception is thrown is taken back before anybody learns that nobody catches it. So it is looked
/// at when it is thrown, and remembered on the thread.
/// </remarks>
internal sealed class CrashWatch(FrameSender sender)
{
    [ThreadStatic]
    private static WeakReference? _thrown;

    [ThreadStatic]
    private static ChildLog? _thrower;

    public void Install()
    {
        AppDomain.CurrentDomain.FirstChanceException += static (_, thrown) => Remember(thrown.Exception);
        AppDomain.CurrentDomain.UnhandledException += (_, fault) => Tell(fault.ExceptionObject);
    }

    private static void Remember(Exception exception)
    {
        if (ActionExecution.Current?.Sink is not ChildCallSink call)
            return;
        (_thrown ??= new WeakReference(null)).Target = exception;
        _thrower = call.Execution;
    }

    private void Tell(object exception)
    {
        try
        {
            ChildLog? log = ActionExecution.Current?.Sink is ChildCallSink call ? call.Execution
                : _thrown?.Target == exception ? _thrower
                : null;
            (log ?? new ChildLog(sender, tag: 0)).Crash($"an unhandled {exception.GetType()}");
        }
        catch (Exception)
        {
            // The process ends, which the host sees in any case
        }
    }
}
