using System.Collections.Concurrent;

namespace Tinpot.Workers.Child;

/// <summary>The thread on which a child's actions begin, one after another: it is there before it is needed.</summary>
internal sealed class ActionThread
{
    private readonly BlockingCollection<Action> _work = [];

    public ActionThread()
    {
        // Nothing that is ambient where this is made may be so in an action
        Thread = new Thread(Run) { IsBackground = true, Name = "Tinpot action" };
        Thread.UnsafeStart();
    }

    public Thread Thread { get; }

    public void Begin(Action work) => _work.Add(work);

    private void Run()
    {
        while (true)
        {
            Take()();
            // What an action set on this thread is not the next one's
            Thread.Priority = ThreadPriority.Normal;
        }
    }

    private Action Take()
    {
        while (true)
        {
            try
            {
                return _work.Take();
            }
            catch (ThreadInterruptedException)
            {
                // An action that has ended asked for it. The process does not end for that, and the next action is not interrupted
            }
        }
    }
}
