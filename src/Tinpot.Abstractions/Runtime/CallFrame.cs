using System.ComponentModel;
using System.Diagnostics;

namespace Tinpot.Runtime;

/// <summary>
/// Where intercepted calls of actions go: inside an execution each is recorded in a frame of its own, outside it is the
/// plain call. Every kind of action keeps its own semantics: what throws in place still throws in place, a task ends as
/// it would have ended, exceptions keep their stack, and the frame never leaks to the caller.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
[DebuggerStepThrough]
public static partial class CallFrame
{
    /// <summary>Calls an action that returns nothing.</summary>
    public static void Enter<TCall>(TCall call)
        where TCall : struct, INestedVoidCall
    {
        if (ActionExecution.Current is { } caller)
            Track(caller, call);
        else
            call.Invoke();
    }

    /// <summary>Calls an action that returns a value.</summary>
    public static TResult Enter<TCall, TResult>(TCall call)
        where TCall : struct, INestedValueCall<TResult> =>
        ActionExecution.Current is { } caller ? Track<TCall, TResult>(caller, call) : call.Invoke();

    /// <summary>Calls an action that returns a task.</summary>
    public static Task EnterAsync<TCall>(TCall call)
        where TCall : struct, INestedTaskCall =>
        ActionExecution.Current is { } caller ? TrackTask(caller, call) : call.Invoke();

    /// <summary>Calls an action that returns a task of a value.</summary>
    public static Task<TResult> EnterAsync<TCall, TResult>(TCall call)
        where TCall : struct, INestedTaskCall<TResult> =>
        ActionExecution.Current is { } caller ? TrackTask<TCall, TResult>(caller, call) : call.Invoke();

    /// <summary>Calls an action that returns a value task.</summary>
    public static ValueTask EnterValueTaskAsync<TCall>(TCall call)
        where TCall : struct, INestedValueTaskCall =>
        ActionExecution.Current is { } caller ? TrackValueTask(caller, call) : call.Invoke();

    /// <summary>Calls an action that returns a value task of a value.</summary>
    public static ValueTask<TResult> EnterValueTaskAsync<TCall, TResult>(TCall call)
        where TCall : struct, INestedValueTaskCall<TResult> =>
        ActionExecution.Current is { } caller ? TrackValueTask<TCall, TResult>(caller, call) : call.Invoke();

    /// <summary>
    /// Calls an action that returns a stream. The method is called in place, as it would be; recorded is each enumeration,
    /// from its first step to its end.
    /// </summary>
    public static IAsyncEnumerable<TItem> EnterStream<TCall, TItem>(TCall call)
        where TCall : struct, INestedStreamCall<TItem> =>
        ActionExecution.Current is { } caller ? TrackStream<TCall, TItem>(caller, call) : call.Invoke();
}
