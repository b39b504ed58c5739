using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>
/// Marks a program with its generated catalog. A child process finds it by this attribute, before the program's <c>Main</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public abstract class ProgramCatalogAttribute : Attribute
{
    /// <summary>The one catalog of the program.</summary>
    public abstract CompiledCatalog Catalog { get; }
}
