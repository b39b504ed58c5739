namespace Tinpot.Workers.Child;

/// <summary>
/// Keeps interrupts away from code that is not an action's. An action can have <see cref="Thread.Interrupt"/> called for its thread at any
/// time, also after its end, and the next wait on that thread throws.
/// </summary>
internal static class Interrupts
{
    /// <summary>Takes back an interrupt that no wait has met yet.</summary>
    public static void Forget() => Withstand(static () => Thread.CurrentThread.Join(0));

    /// <summary>Waits for a while, and less when that is interrupted: interrupts may never end.</summary>
    public static void Sleep(int milliseconds)
    {
        try
        {
            Thread.Sleep(milliseconds);
        }
        catch (ThreadInterruptedException)
        {
            // Asked for by an action, and not meant for this
        }
    }

    /// <summary>Does something that may wait, again if an interrupt breaks it off.</summary>
    public static void Withstand(Action step)
    {
        while (true)
        {
            try
            {
                step();
                return;
            }
            catch (ThreadInterruptedException)
            {
                // Asked for by an action, and not meant for this
            }
        }
    }
}
