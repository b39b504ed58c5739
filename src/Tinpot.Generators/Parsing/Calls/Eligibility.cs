namespace Tinpot.Generators.Parsing.Calls;

/// <summary>Why a call is recorded, or is not.</summary>
internal enum Eligibility
{
    Eligible,

    /// <summary>The called method is not an action.</summary>
    NotAnAction,

    /// <summary>The compiler refuses to intercept local functions. The declaration is an error already.</summary>
    LocalFunction,

    /// <summary><c>base.M()</c>: an interceptor can only make a virtual call, which would recurse endlessly.</summary>
    BaseCall,

    /// <summary>Inside an expression tree, which would name the interceptor instead of the action.</summary>
    ExpressionTree,

    /// <summary>A call through a type parameter has no target to forward to.</summary>
    StaticAbstract,

    /// <summary>The compiler makes the call, as for a collection initializer: there is no invocation to intercept.</summary>
    CompilerMade,

    /// <summary>The compiler gives out no location, as for a called expression that is more than a name.</summary>
    NoLocation,

    /// <summary>Another file has the very same text, and locations are checksums of texts.</summary>
    TwinFile,

    /// <summary>The action's assembly announces none: a program, or built without the generator.</summary>
    Unannounced,

    /// <summary>Code generated here may not call the other assembly's action, or not carry its arguments.</summary>
    OutOfReach,
}
