using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tinpot.Runtime;

/// <summary>
/// Base of generated catalogues. An action is a few bytes of literals until somebody asks for it: only the names are
/// decoded at construction, so that ten thousand actions cost milliseconds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledCatalog : IActionCatalog
{
    private readonly string[] _own;
    private readonly KeyValuePair<string, int>[] _aliases;
    private readonly CompiledCatalog[] _joined;
    private readonly CatalogIndex _index;
    private readonly ActionDescriptor?[] _descriptors;
    private readonly Lazy<SourceLines> _sources;

    /// <summary>A catalogue of its own actions and those of the catalogues it references.</summary>
    /// <param name="names">Own names, separated by line feeds, in ordinal order; aliases of each follow it after spaces.</param>
    /// <param name="references">Catalogues of referenced assemblies; what those reference joins too, each once.</param>
    /// <exception cref="InvalidOperationException">Two joined catalogues have an action of one name or alias, or the names are out of order.</exception>
    protected CompiledCatalog(ReadOnlySpan<byte> names, params ReadOnlySpan<CompiledCatalog> references)
    {
        _own = CatalogIndex.Split(names, out _aliases);
        _descriptors = new ActionDescriptor?[_own.Length];
        _joined = Join(references);
        _index = CatalogIndex.Merge(this, _own, _joined);
        _sources = new(() => new SourceLines(Sources));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _index.Names;

    /// <summary>Per own action, in the order of the names: <c>file:line</c> and a line feed. Empty when unknown.</summary>
    protected virtual ReadOnlySpan<byte> Sources => default;

    internal string[] Own => _own;

    internal KeyValuePair<string, int>[] OwnAliases => _aliases;

    /// <inheritdoc/>
    public ActionDescriptor? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _index.Find(name) is var (catalog, index) ? catalog.Describe(index) : null;
    }

    /// <summary>Reads the arguments and calls the action.</summary>
    /// <exception cref="ArgumentException">There is no action of that name.</exception>
    public ValueTask InvokeAsync(string name, ActionInvocation invocation)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _index.Find(name) is var (catalog, index)
            ? catalog.InvokeAsync(index, invocation)
            : throw new ArgumentException($"There is no action '{name}'.", nameof(name));
    }

    /// <summary>Registers the services of every joined catalogue, each once; this one's own last, so that they win.</summary>
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var catalog in _joined) catalog.AddServices(services, configuration);
        AddServices(services, configuration);
    }

    /// <summary>The descriptor literal of an own action.</summary>
    protected abstract ReadOnlySpan<byte> DescriptorOf(int index);

    /// <summary>Reads the arguments of an own action and calls it.</summary>
    protected abstract ValueTask InvokeAsync(int index, ActionInvocation invocation);

    /// <summary>Calls the <c>[ActionServices]</c> methods of the assembly.</summary>
    protected virtual void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    private ActionDescriptor Describe(int index)
    {
        if (Volatile.Read(ref _descriptors[index]) is { } known) return known;
        var descriptor = ActionDescriptor.Parse(DescriptorOf(index)) with { Source = _sources.Value.At(index) };
        // Whoever comes first wins, so that everybody sees one descriptor
        return Interlocked.CompareExchange(ref _descriptors[index], descriptor, null) ?? descriptor;
    }

    /// <summary>Everything referenced, directly or not, before what references it.</summary>
    private static CompiledCatalog[] Join(ReadOnlySpan<CompiledCatalog> references)
    {
        var joined = new List<CompiledCatalog>();
        foreach (var reference in references)
        {
            foreach (var catalog in reference._joined)
                if (!joined.Contains(catalog)) joined.Add(catalog);
            if (!joined.Contains(reference)) joined.Add(reference);
        }
        return [.. joined];
    }
}
