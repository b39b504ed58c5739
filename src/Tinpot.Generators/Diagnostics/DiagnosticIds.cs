namespace Tinpot.Generators.Diagnostics;

/// <summary>Rule numbers; fixed by hand and never reused.</summary>
internal static class DiagnosticIds
{
    public const string LanguageVersion = "TPT000";
    public const string UnsupportedType = "TPT001";
    public const string NotReachable = "TPT002";
    public const string Generic = "TPT003";
    public const string ByReference = "TPT004";
    public const string DuplicateName = "TPT005";
    public const string InvalidName = "TPT006";
    public const string UnsupportedPlace = "TPT007";
    public const string MisfitConstraint = "TPT008";
    public const string InvalidServices = "TPT009";
    public const string MethodGroup = "TPT010";
    public const string BaseCall = "TPT011";
    public const string DynamicCall = "TPT012";
    public const string ExpressionTree = "TPT013";
    public const string StaticAbstract = "TPT014";
    public const string UnrecordedCall = "TPT015";
    public const string IgnoredToken = "TPT020";
    public const string CommandLine = "TPT021";
    public const string LoggedSecret = "TPT022";
    public const string UnannouncedActions = "TPT016";
    public const string CallCycle = "TPT023";
    public const string VaryingScript = "TPT024";
    public const string NeedsContext = "TPT030";
    public const string BrokenContract = "TPT031";
    public const string UnreadableManifest = "TPT032";
    public const string UnusableActions = "TPT033";
    public const string BrokenDefault = "TPT040";
    public const string DoubledInjection = "TPT041";
    public const string InvalidAlias = "TPT042";
    public const string InvalidLimit = "TPT043";
    public const string InvalidKey = "TPT044";
    public const string LimitOfNoAction = "TPT045";
    public const string InvalidLane = "TPT046";
    public const string UnseenAction = "TPT047";
    public const string UncheckedRule = "TPT080";
    public const string UnreadAttribute = "TPT081";
    public const string Authorization = "TPT082";
    public const string UnservedProgram = "TPT083";
    public const string MissingService = "TPT084";
    public const string InternalFault = "TPT090";
}
