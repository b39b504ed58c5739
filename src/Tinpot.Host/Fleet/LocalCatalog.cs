using System.Security.Cryptography;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Runtime;

namespace Tinpot.Fleet;

/// <summary>The catalog of this process, as others get it.</summary>
internal sealed class LocalCatalog
{
    private readonly Lazy<byte[]> _document;
    private readonly Lazy<string> _hash;
    private readonly Lazy<FleetActions> _actions;

    /// <remarks>Nothing is made before somebody asks: ten thousand actions are a second of work.</remarks>
    public LocalCatalog(CompiledCatalog catalog, TinpotOptions options, IsolationChoice isolation)
    {
        _document = new(() => CatalogDocument.Write(catalog, options, isolation));
        _hash = new(() => HashOf(_document.Value));
        _actions = new(() =>
        {
            ActionDescriptor[] all = [.. catalog.Actions()];
            return new FleetActions(all, new Dictionary<string, IReadOnlySet<string>> { [Hash] = CatalogDocument.NamesOf(all) });
        });
    }

    /// <summary>What is published.</summary>
    public byte[] Document => _document.Value;

    /// <summary>Names the document by its content, so that the same build on many hosts is one catalog.</summary>
    public string Hash => _hash.Value;

    public FleetActions Actions => _actions.Value;

    /// <summary>Names and aliases.</summary>
    public IReadOnlySet<string> Names => Actions.NamesOf[Hash];

    /// <summary>The name under which a document is published.</summary>
    public static string HashOf(byte[] document) => Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, 16));

    /// <summary>The lanes of these queues and groups that it has actions in.</summary>
    /// <param name="queues">null = all.</param>
    /// <param name="groups">null = all.</param>
    public IReadOnlyList<Lane> LanesOf(IReadOnlyList<string>? queues, IReadOnlyList<string>? groups) =>
        [.. Actions.All
            .Where(action => queues?.Contains(action.Queue) != false && groups?.Contains(action.Group) != false)
            .Select(action => new Lane(action.Queue, action.Group))
            .Distinct()
            .OrderBy(lane => lane.Queue, StringComparer.Ordinal).ThenBy(lane => lane.Group, StringComparer.Ordinal)];
}
