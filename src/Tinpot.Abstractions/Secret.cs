using System.Diagnostics;

namespace Tinpot;

/// <summary>A secret value: as a parameter it is stored encrypted, and masked wherever it is shown.</summary>
/// <typeparam name="T">Type of the value, any input type.</typeparam>
[DebuggerDisplay("***")]
public sealed class Secret<T>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly T _value;

    /// <summary>Hides a value.</summary>
    public Secret(T value) => _value = value;

    /// <summary>The value in clear. A method, so that serializers and debuggers do not stumble over it and reviewers find it.</summary>
    public T Reveal() => _value;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
