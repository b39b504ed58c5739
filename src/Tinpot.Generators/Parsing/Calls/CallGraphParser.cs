using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Files;

namespace Tinpot.Generators.Parsing.Calls;

/// <summary>
/// Follows the mentions of actions back through members that are none, to the actions whose code they are. Only names of
/// members that lead to an action are looked for, and only where a file mentions them is anything bound: the cost is that
/// of the real ways to actions, not that of the program.
/// </summary>
/// <remarks>
/// A mention counts as a call: of a method (as a delegate too), a property, a field, a type that is made or used. Not seen:
/// which override or implementation a virtual or interface call runs (its static target counts), members of other
/// assemblies that call back, operators, indexers, conversions, what <c>foreach</c>, <c>using</c> and <c>await</c> call, reflection.
/// </remarks>
internal sealed class CallGraphParser
{
    private readonly ImmutableArray<TreeIndex> _trees;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, string> _actions = [];
    private readonly Dictionary<string, HashSet<string>> _calls = [];
    private readonly Dictionary<string, List<CodeMemberModel>> _mentions = [];
    private readonly HashSet<string> _looked = [];
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private Stack<CodeMemberModel> _unseen = new();

    private CallGraphParser(ImmutableArray<TreeIndex> trees, Compilation compilation, CancellationToken cancellation)
    {
        _trees = trees;
        _compilation = compilation;
        _cancellation = cancellation;
    }

    /// <summary>Per action, in the order given, what it calls: names, or <c>assembly:name</c>.</summary>
    /// <param name="actions">Id and name of each.</param>
    public static EquatableArray<EquatableArray<string>> Parse(
        IReadOnlyList<(string Id, string Name)> actions, IEnumerable<CallEdgeModel> edges, ImmutableArray<TreeIndex> trees, Compilation compilation, CancellationToken cancellation)
    {
        CallGraphParser parser = new(trees, compilation, cancellation);
        foreach ((string id, string name) in actions)
            parser._actions[id] = name;
        foreach (CallEdgeModel edge in edges)
            parser.Add(edge.From, edge.To);
        while (parser._unseen.Count > 0)
            parser.Follow();
        return actions.Select(a => parser.CalledBy(a.Id)).ToEquatableArray();
    }

    private void Add(CodeMemberModel from, string to)
    {
        if (!_calls.TryGetValue(from.Id, out HashSet<string>? calls))
        {
            _calls.Add(from.Id, calls = []);
            // What is seen for the first time leads to an action; who mentions it does too. An action is where that ends
            if (!_actions.ContainsKey(from.Id))
                _unseen.Push(from);
        }
        calls.Add(to);
    }

    private void Follow()
    {
        Stack<CodeMemberModel> members = _unseen;
        _unseen = new Stack<CodeMemberModel>();
        Look([.. members.SelectMany(static m => NamesOf(m)).Where(_looked.Add)]);
        foreach (CodeMemberModel member in members)
        {
            if (_mentions.TryGetValue(member.Id, out List<CodeMemberModel>? callers))
                foreach (CodeMemberModel caller in callers)
                    Add(caller, member.Id);
        }
    }

    private static IEnumerable<string> NamesOf(CodeMemberModel member) =>
        member.Id.StartsWith("type ", StringComparison.Ordinal) ? [member.Name, TreeIndex.UnnamedCreation] : [member.Name];

    private void Look(HashSet<string> names)
    {
        if (names.Count == 0)
            return;
        HashSet<int> hashes = [.. names.Select(TreeIndex.HashOf)];
        foreach (TreeIndex tree in _trees)
        {
            if (!tree.MayMention(hashes) || !_compilation.ContainsSyntaxTree(tree.Tree))
                continue;
            foreach (SyntaxNode node in tree.Tree.GetRoot(_cancellation).DescendantNodes())
            {
                if (TreeIndex.MentionedName(node) is { } name && names.Contains(name))
                    Mention(node, tree.Tree);
            }
        }
    }

    private void Mention(SyntaxNode node, SyntaxTree tree)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!_models.TryGetValue(tree, out SemanticModel? model))
            _models.Add(tree, model = _compilation.GetSemanticModel(tree));
        SymbolInfo info = model.GetSymbolInfo(node, _cancellation);
        foreach (ISymbol symbol in info.Symbol is not null ? [info.Symbol] : info.CandidateReason is CandidateReason.LateBound ? info.CandidateSymbols : [])
        {
            if (CodeMembers.Mentioned(symbol) is not { } member)
                continue;
            if (!_mentions.TryGetValue(member.Id, out List<CodeMemberModel>? callers))
                _mentions.Add(member.Id, callers = []);
            callers.AddRange(CodeMembers.Around(node, model, _cancellation));
        }
    }

    private EquatableArray<string> CalledBy(string action)
    {
        if (!_calls.ContainsKey(action))
            return [];
        SortedSet<string> called = new(StringComparer.Ordinal);
        HashSet<string> passed = [action];
        Stack<string> open = new([action]);
        while (open.Count > 0)
        {
            if (!_calls.TryGetValue(open.Pop(), out HashSet<string>? calls))
                continue;
            foreach (string call in calls)
            {
                if (_actions.TryGetValue(call, out string? name))
                    called.Add(name);
                else if (call.IndexOf(':') >= 0)
                    called.Add(call);
                else if (passed.Add(call))
                    open.Push(call);
            }
        }
        return called.ToEquatableArray();
    }
}
