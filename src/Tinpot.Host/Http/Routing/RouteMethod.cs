namespace Tinpot.Http.Routing;

/// <summary>The methods that a route takes.</summary>
internal enum RouteMethod
{
    /// <summary>GET.</summary>
    Get,

    /// <summary>GET, and HEAD for clients that want the headers alone.</summary>
    GetOrHead,

    /// <summary>POST.</summary>
    Post,

    /// <summary>Every method, when no other route takes the request, the routes of the application included.</summary>
    Fallback,
}
