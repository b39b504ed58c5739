using System.ComponentModel;
using System.Text.Json;

namespace Tinpot.Runtime;

/// <summary>A call of an action that is to be an execution of its own. Implemented by generated structs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISubmittedCall : INestedCall
{
    /// <summary>Writes the arguments as one JSON object, secrets in clear: what the execution is to run with.</summary>
    void WriteSubmission(Utf8JsonWriter writer);

    /// <summary>Runs the action in place.</summary>
    static abstract ValueTask RunAsync(ActionInvocation invocation);
}

/// <summary>Such a call of an action with a result.</summary>
/// <typeparam name="TResult">Type of what the call is awaited for.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISubmittedCall<TResult> : ISubmittedCall
{
    /// <summary>Reads the result; the reader stands on its first token.</summary>
    static abstract TResult ReadResult(ref Utf8JsonReader reader);
}
