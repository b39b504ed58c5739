using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>Takes the output of one source; disposing it ends its unfinished line.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IOutputWriter : IDisposable
{
    /// <summary>Takes whole lines or parts.</summary>
    void Write(ReadOnlySpan<char> text);
}
