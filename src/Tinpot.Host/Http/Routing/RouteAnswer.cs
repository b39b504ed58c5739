namespace Tinpot.Http.Routing;

/// <summary>One kind of answer of a route.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type of the body; null when there is none, or when it depends on what is asked for.</param>
/// <param name="Description">What it tells, in one sentence without a full stop.</param>
internal sealed record RouteAnswer(int Status, string? ContentType, string Description)
{
    private const string JsonType = "application/json", ProblemType = "application/problem+json";

    public static readonly RouteAnswer UnknownAction = Problem(404, "There is no such action");
    public static readonly RouteAnswer UnknownExecution = Problem(404, "There is no such execution");
    public static readonly RouteAnswer UnreadableExecution = Problem(410, "The record of the execution cannot be read");
    public static readonly RouteAnswer NotModified = new(304, null, "The client has this version already");
    public static readonly RouteAnswer UnknownAddress = Problem(404, "There is nothing at this address");
    public static readonly RouteAnswer WrongMethod = Problem(405, "The address takes other methods");

    /// <summary>What every route answers that reads a body.</summary>
    public static readonly IReadOnlyList<RouteAnswer> OfBodies =
    [
        Problem(400, "The body is not valid"),
        Problem(408, "The body did not arrive in time"),
        Problem(413, "The body is larger than the limit"),
        Problem(415, "The body is not JSON, or is compressed"),
    ];

    /// <summary>What the guards and failures of the host answer.</summary>
    public static readonly IReadOnlyList<RouteAnswer> OfEveryRoute =
    [
        Problem(403, "The caller may not do this, or the request came from another site, name or address than the host serves"),
        Problem(500, "The host failed"),
        Problem(501, "The transfer coding is not supported"),
        Problem(503, "The store, or a free connection, is not available at the moment"),
    ];

    public static RouteAnswer Json(string description) => Json(200, description);

    public static RouteAnswer Json(int status, string description) => new(status, JsonType, description);

    public static RouteAnswer Problem(int status, string description) => new(status, ProblemType, description);
}
