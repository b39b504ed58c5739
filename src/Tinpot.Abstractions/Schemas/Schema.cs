namespace Tinpot.Schemas;

/// <summary>A node of a schema tree: what a JSON value must look like.</summary>
public sealed partial class Schema;
