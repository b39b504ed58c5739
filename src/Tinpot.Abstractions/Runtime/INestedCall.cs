using System.ComponentModel;
using System.Text.Json;

namespace Tinpot.Runtime;

/// <summary>A call of an action from code: its name, its arguments and how to make it. Implemented by generated structs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedCall
{
    /// <summary>Name of the called action, as its assembly calls it.</summary>
    static abstract string Action { get; }

    /// <summary>Name of the assembly that declares it, since the program may put a prefix before its names; empty for the program's own.</summary>
    static virtual string Assembly => "";

    /// <summary>Writes the arguments as one JSON object, secrets masked.</summary>
    void WriteArguments(Utf8JsonWriter writer);
}

/// <summary>A call whose action returns a value, in whatever wrapping.</summary>
/// <typeparam name="TResult">Type of the value; of an item when the action streams.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface INestedCall<TResult> : INestedCall
{
    /// <summary>Writes the result as one JSON value, secrets masked.</summary>
    static abstract void WriteResult(Utf8JsonWriter writer, TResult result);
}
