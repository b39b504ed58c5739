namespace Tinpot.Generators.Model;

/// <summary>A member with code of its own.</summary>
/// <param name="Id">Identifies it within the compilation.</param>
/// <param name="Name">The name by which code mentions it.</param>
internal sealed record CodeMemberModel(string Id, string Name);

/// <summary>A member's code mentions an action.</summary>
/// <param name="To">The <see cref="ActionModel.Id"/> of one of this assembly's, <c>assembly:name</c> of another's.</param>
internal sealed record CallEdgeModel(CodeMemberModel From, string To);

/// <summary>The calls of actions in a file.</summary>
internal sealed record FileCallsModel(EquatableArray<CallSiteModel> Sites, EquatableArray<CallEdgeModel> Edges);

/// <summary>The actions that each action calls, directly or through other methods.</summary>
/// <param name="Calls">In the order of the catalog, in ordinal order each: names, <c>assembly:name</c> of other assemblies' actions.</param>
internal sealed record CallGraphModel(string Namespace, EquatableArray<EquatableArray<string>> Calls)
{
    public bool IsEmpty => Calls.All(static c => c.Count == 0);
}
