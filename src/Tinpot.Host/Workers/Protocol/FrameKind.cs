namespace Tinpot.Workers.Protocol;

/// <summary>What a frame is; the byte after its length.</summary>
internal enum FrameKind : byte
{
    /// <summary>Host to child: run an action.</summary>
    Start = 1,

    /// <summary>Host to child: what runs should stop.</summary>
    Stop = 2,

    /// <summary>Host to child: how an execution ended that the child submitted.</summary>
    Answer = 3,

    /// <summary>Child to host, once and first of all.</summary>
    Hello = 16,

    Output = 17,
    WriterOpened = 18,
    WriterText = 19,
    WriterClosed = 20,
    Log = 21,
    Progress = 22,
    Item = 23,
    CallStarted = 24,
    CallFinished = 25,
    CallsCounted = 26,

    /// <summary>The action has ended; the child is free.</summary>
    End = 27,

    /// <summary>Something was written after the end.</summary>
    Late = 28,

    /// <summary>The request to stop was passed on, to the action and to what it started.</summary>
    Stopping = 29,

    /// <summary>Run an action as an execution of its own, and answer when it has ended.</summary>
    Submit = 30,

    /// <summary>The process is about to end by an exception that code of the execution threw that the frame's tag names.</summary>
    Crash = 31,
}
