namespace Tinpot;

/// <summary>
/// Runs actions as executions of their own: <c>int removed = await Submit.CleanCache(days: 30);</c>. Every action has a
/// method here, of its own name and with its own parameters but for what the host hands in; it is generated where the action is
/// declared.
/// </summary>
/// <remarks>
/// <para>
/// The call is checked, stored and queued like any other execution, and may run on another worker; its result is
/// awaited. It has time limit, attempts, log and page of its own, where a plain call runs as part of its caller. While an
/// execution awaits others it gives its slot back.
/// </para>
/// <para>
/// A call that does not end in SUCCESS throws <see cref="ActionFailedException"/>. When the calling execution is to stop, what
/// it awaits is cancelled, and the await throws <see cref="OperationCanceledException"/>; when it ends without having awaited
/// something, that is cancelled too.
/// </para>
/// <para>
/// Outside an execution, as in a unit test, the action runs in place, with the same exceptions. It then has no services.
/// </para>
/// </remarks>
public static class Submit
{
}
