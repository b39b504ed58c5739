namespace Tinpot.Http.Routing;

/// <summary>What a request to a route consists of, apart from its path.</summary>
/// <param name="Body">What its body is.</param>
/// <param name="Query">The names of its query parameters; each is optional.</param>
internal sealed record RouteRequest(RouteBody Body, params IReadOnlyList<string> Query)
{
    /// <summary>Neither a body nor query parameters.</summary>
    public static readonly RouteRequest Plain = new(RouteBody.None);

    /// <summary>Whether a body is read.</summary>
    public bool HasBody => Body != RouteBody.None;
}
