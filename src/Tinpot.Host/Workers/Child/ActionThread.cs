namespace Tinpot.Workers.Child;

/// <summary>The thread on which a child's actions begin, one after another: it is there before it is needed.</summary>
internal sealed class ActionThread
{
    private const string Name = "Tinpot action";

    private readonly Thread _thread;

    /// <param name="run">What it does; between two actions too.</param>
    public ActionThread(Action run)
    {
        // Nothing that is ambient where this is made may be so in an action
        _thread = new Thread(() => run()) { IsBackground = true, Name = Name };
        _thread.UnsafeStart();
    }

    public bool IsCurrent => Thread.CurrentThread == _thread;

    /// <summary>Takes back what an action may have set on this thread; what is ambient in it ends with it anyway.</summary>
    public void PutBack()
    {
        if (_thread.Priority != ThreadPriority.Normal)
            _thread.Priority = ThreadPriority.Normal;
        _thread.IsBackground = true;
        if (_thread.Name != Name)
            _thread.Name = Name;
    }
}
