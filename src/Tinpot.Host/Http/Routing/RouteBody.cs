namespace Tinpot.Http.Routing;

/// <summary>What the body of a request is.</summary>
internal enum RouteBody
{
    /// <summary>It is not read.</summary>
    None,

    /// <summary>Optional: the parameters of an action, and when and with what priority it runs.</summary>
    Submission,

    /// <summary>A list of execution ids.</summary>
    ExecutionIds,

    /// <summary>Nothing is taken from it, but what is sent must be JSON within the limit.</summary>
    Ignored,
}
