using Tinpot.Schemas;

namespace Tinpot.Actions;

/// <summary>A request to run an action was refused; nothing was stored.</summary>
public sealed class ActionRejectedException : Exception
{
    internal ActionRejectedException(string message, IReadOnlyList<SchemaError>? errors = null)
        : base(message) => Errors = errors ?? [];

    /// <summary>Everything that is wrong with the parameters; empty when something else was refused.</summary>
    public IReadOnlyList<SchemaError> Errors { get; }
}
