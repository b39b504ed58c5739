using System.Collections.Concurrent;

namespace Tinpot.Workers;

/// <summary>The thread on which a child's actions begin, one after another: it is there before it is needed.</summary>
internal sealed class ActionThread
{
    private readonly BlockingCollection<Action> _work = [];

    public ActionThread()
    {
        // Nothing that is ambient where this is made may be so in an action
        var thread = new Thread(Run) { IsBackground = true, Name = "Tinpot action" };
        thread.UnsafeStart();
    }

    public void Begin(Action work) => _work.Add(work);

    private void Run()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
            work();
    }
}
