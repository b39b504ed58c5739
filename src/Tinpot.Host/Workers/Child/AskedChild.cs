namespace Tinpot.Workers.Child;

/// <summary>What a host asks of a process that is to be its child before <c>Main</c>.</summary>
/// <param name="Catalog">Name of the assembly whose catalog it must have.</param>
/// <param name="Arguments">The arguments of the program.</param>
internal sealed record AskedChild(string Catalog, string[] Arguments);
