using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>Which of the two standard streams something was written to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum OutputKind
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}
