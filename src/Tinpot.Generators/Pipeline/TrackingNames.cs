namespace Tinpot.Generators.Pipeline;

/// <summary>Names of the pipeline's steps, for the tests of their run reasons.</summary>
internal static class TrackingNames
{
    // Changes when the text outside of bodies does
    public const string Shape = "Tinpot.Shape";
    public const string Declared = "Tinpot.Declared";

    public const string Actions = "Tinpot.Actions";
    public const string Services = "Tinpot.Services";
    public const string Project = "Tinpot.Project";
    public const string AcceptedActions = "Tinpot.AcceptedActions";
    public const string ActionTypes = "Tinpot.ActionTypes";
    public const string Catalog = "Tinpot.Catalog";
    public const string TypeChecks = "Tinpot.TypeChecks";
    public const string EntryPoint = "Tinpot.EntryPoint";
    public const string Program = "Tinpot.Program";
    public const string Language = "Tinpot.Language";
    public const string CalledNames = "Tinpot.CalledNames";

    // The branch of lines: changes when an action moves
    public const string Lines = "Tinpot.Lines";
    public const string CatalogLines = "Tinpot.CatalogLines";

    // The branch of call sites: a location is a checksum of its whole file, so any edit of the file changes it
    public const string TreeIndex = "Tinpot.TreeIndex";
    public const string CallSites = "Tinpot.CallSites";
    public const string Interceptors = "Tinpot.Interceptors";
    public const string ForeignCalls = "Tinpot.ForeignCalls";
    public const string CallGraph = "Tinpot.CallGraph";
}
