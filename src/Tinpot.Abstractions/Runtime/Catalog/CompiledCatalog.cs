using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Runtime.Catalog;
using Tinpot.Schemas;

namespace Tinpot.Runtime;

/// <summary>
/// Base of generated catalogs. An action is a few bytes of literals until it is first used: only the names are
/// decoded at construction, so that ten thousand actions cost milliseconds.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledCatalog : IActionCatalog
{
    private readonly string[] _own;
    private readonly KeyValuePair<string, int>[] _aliases;
    private readonly JoinedCatalog[] _joined;
    private readonly CatalogIndex _index;
    private readonly CallNames _calls;
    private readonly ActionDescriptor?[] _descriptors;
    private readonly Lazy<SourceLines> _sources;
    private readonly Lazy<CallLines> _calledActions;

    /// <summary>A catalog of its own actions and those of the catalogs it references.</summary>
    /// <param name="names">Own names, separated by line feeds, in ordinal order; aliases of each follow it after spaces.</param>
    /// <param name="references">Catalogs of referenced assemblies; what those reference joins too, each once and as it joined there.</param>
    /// <exception cref="InvalidOperationException">Two joined catalogs have an action of one name or alias, or the names are out of order.</exception>
    protected CompiledCatalog(ReadOnlySpan<byte> names, params ReadOnlySpan<JoinedCatalog> references)
    {
        _own = CatalogIndex.Split(names, out _aliases);
        _joined = Join(references);
        _index = CatalogIndex.Merge(this, _own, _joined);
        _calls = new CallNames(_joined);
        _descriptors = new ActionDescriptor?[_index.Names.Count];
        _sources = new(() => new SourceLines(Sources));
        _calledActions = new(() => new CallLines(Calls));
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _index.Names;

    /// <summary>Per own action, in the order of the names: <c>file:line</c> and a line feed. Empty when unknown.</summary>
    protected virtual ReadOnlySpan<byte> Sources => default;

    /// <summary>
    /// Per own action, in the order of the names: the actions that its code calls, tabs between, and a line feed. Own names,
    /// <c>assembly:name</c> for another assembly's. Empty when no action calls any.
    /// </summary>
    protected virtual ReadOnlySpan<byte> Calls => default;

    /// <summary>Whether <see cref="AddServices"/> registers anything.</summary>
    protected virtual bool AddsServices => false;

    /// <summary>Whether this catalog or one that it joins registers services. Without any, a process need not prepare them before an action asks.</summary>
    public bool HasServices => AddsServices || Array.Exists(_joined, static join => join.Catalog.AddsServices);

    internal string[] Own => _own;

    internal KeyValuePair<string, int>[] OwnAliases => _aliases;

    /// <inheritdoc/>
    public ActionDescriptor? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _index.Find(name) is var position and >= 0 ? Describe(position) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<SchemaError> Check(ActionDescriptor action, ReadOnlySpan<byte> arguments)
    {
        ArgumentNullException.ThrowIfNull(action);
        return action.Parameters.HasCustomValidation && _index.Find(action.Name) is var position and >= 0
            ? SchemaChecker.Check(action.Parameters, arguments, _index.At(position).Join.Catalog.CheckValue)
            : SchemaChecker.Check(action.Parameters, arguments);
    }

    /// <summary>Reads the arguments and calls the action.</summary>
    /// <exception cref="ArgumentException">There is no action of that name.</exception>
    [StackTraceHidden]
    public ValueTask InvokeAsync(string name, ActionInvocation invocation)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_index.Find(name) is not (var position and >= 0))
            throw new ArgumentException($"There is no action '{name}'.", nameof(name));
        var (join, index) = _index.At(position);
        return join.Catalog.InvokeAsync(index, invocation);
    }

    /// <summary>The name of an action in this program, from its name in the assembly that declares it.</summary>
    /// <param name="assembly">Name of the declaring assembly; empty for this catalog's own.</param>
    /// <param name="action">Its name there.</param>
    /// <returns>The name with the prefix of its assembly, if it joined under one, whether or not the action was left out.</returns>
    public string NameOf(string assembly, string action) => assembly.Length == 0 ? action : _calls.Of(assembly, action);

    /// <summary>The descriptor of an action as the generator emitted it, in the names of the assembly that declares it, without source and calls.</summary>
    /// <returns>UTF-8 JSON, as <see cref="ActionDescriptor.Parse"/> takes it.</returns>
    /// <exception cref="ArgumentException">There is no action of that name.</exception>
    public ReadOnlySpan<byte> TextOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_index.Find(name) is not (var position and >= 0))
            throw new ArgumentException($"There is no action '{name}'.", nameof(name));
        var (join, index) = _index.At(position);
        return join.Catalog.DescriptorOf(index);
    }

    /// <summary>Registers the services of every joined catalog, each once; this one's own last, so that they win.</summary>
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        foreach (var join in _joined) join.Catalog.AddServices(services, configuration);
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

    /// <summary>The error that a type of the assembly finds in the value at the reader; null when it is valid.</summary>
    /// <param name="type">As schemas name it.</param>
    /// <param name="reader">May end anywhere.</param>
    /// <returns>An error whose path is relative to the value, and whose message is the reason alone.</returns>
    protected virtual SchemaError? CheckValue(string type, ref Utf8JsonReader reader) => null;

    private ActionDescriptor Describe(int position)
    {
        if (Volatile.Read(ref _descriptors[position]) is { } known) return known;
        var (join, index) = _index.At(position);
        var own = ActionDescriptor.Parse(join.Catalog.DescriptorOf(index)) with { Source = join.Catalog._sources.Value.At(index) };
        var descriptor = join.Describe(own, join.Catalog._own[index]) with { Calls = CalledBy(join, index) };
        // The first one wins, so that all callers get the same descriptor
        return Interlocked.CompareExchange(ref _descriptors[position], descriptor, null) ?? descriptor;
    }

    private IReadOnlyList<string> CalledBy(JoinedCatalog join, int index)
    {
        var called = new SortedSet<string>(StringComparer.Ordinal);
        Collect(join, index, called, []);
        return called.Count == 0 ? [] : [.. called];
    }

    /// <summary>An action that is not in this catalog is followed like other code, unless its assembly did not join.</summary>
    private void Collect(JoinedCatalog join, int index, SortedSet<string> called, HashSet<(JoinedCatalog, int)> passed)
    {
        if (!passed.Add((join, index))) return;
        foreach (var call in join.Catalog._calledActions.Value.At(join.Catalog.Calls, index))
        {
            var colon = call.LastIndexOf(':');
            var place = colon < 0 ? join : Array.Find(_joined, j => j.Assembly == call[..colon]);
            if (place is null) continue;
            var own = call[(colon + 1)..];
            if (place.Includes(own)) called.Add(place.NameOf(own));
            else if (Array.BinarySearch(place.Catalog._own, own, StringComparer.Ordinal) is var at and >= 0) Collect(place, at, called, passed);
        }
    }

    /// <summary>Everything referenced, directly or not, before what references it. What this one says of an assembly counts.</summary>
    private static JoinedCatalog[] Join(ReadOnlySpan<JoinedCatalog> references)
    {
        var joined = new List<JoinedCatalog>();
        foreach (var reference in references)
        {
            foreach (var inner in reference.Catalog._joined)
                if (!joined.Exists(j => j.Catalog == inner.Catalog)) joined.Add(inner);
            if (joined.FindIndex(j => j.Catalog == reference.Catalog) is var at and >= 0) joined[at] = reference;
            else joined.Add(reference);
        }
        return [.. joined];
    }
}
