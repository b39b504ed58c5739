using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>A call of an action that returns <c>void</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedVoidCall : INestedCall
{
    /// <summary>Makes the call.</summary>
    void Invoke();
}

/// <summary>A call of an action that returns <typeparamref name="TResult"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedValueCall<TResult> : INestedCall<TResult>
{
    /// <summary>Makes the call.</summary>
    TResult Invoke();
}

/// <summary>A call of an action that returns <see cref="Task"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedTaskCall : INestedCall
{
    /// <summary>Makes the call.</summary>
    Task Invoke();
}

/// <summary>A call of an action that returns <see cref="Task{TResult}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedTaskCall<TResult> : INestedCall<TResult>
{
    /// <summary>Makes the call.</summary>
    Task<TResult> Invoke();
}

/// <summary>A call of an action that returns <see cref="ValueTask"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedValueTaskCall : INestedCall
{
    /// <summary>Makes the call.</summary>
    ValueTask Invoke();
}

/// <summary>A call of an action that returns <see cref="ValueTask{TResult}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedValueTaskCall<TResult> : INestedCall<TResult>
{
    /// <summary>Makes the call.</summary>
    ValueTask<TResult> Invoke();
}

/// <summary>A call of an action that returns a stream of <typeparamref name="TItem"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedStreamCall<TItem> : INestedCall<TItem>
{
    /// <summary>Makes the call.</summary>
    IAsyncEnumerable<TItem> Invoke();
}
