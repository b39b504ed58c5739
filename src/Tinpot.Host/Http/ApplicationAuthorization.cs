using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tinpot.Http.Routing;
using Tinpot.Security;

namespace Tinpot.Http;

/// <summary>Whether the application around Tinpot decides who may use Tinpot's endpoints. The framework refuses to serve such an endpoint without its authorization middleware.</summary>
internal static class ApplicationAuthorization
{
    /// <summary>Whether an endpoint asks for authorization.</summary>
    public static bool Guards(Endpoint? endpoint) =>
        endpoint?.Metadata is { } metadata
        && metadata.GetMetadata<IAuthorizeData>() is not null
        && metadata.GetMetadata<IAllowAnonymous>() is null;

    /// <summary>Whether all endpoints of Tinpot's ask for it, but for the health checks; false when there are none.</summary>
    public static bool GuardsAll(IEnumerable<EndpointDataSource> sources)
    {
        Endpoint[] own = [.. sources.SelectMany(source => source.Endpoints).Where(IsGuarded)];
        return own.Length > 0 && own.All(Guards);
    }

    /// <summary>Whether any endpoint of Tinpot's is mapped, apart from the health checks.</summary>
    public static bool HasEndpoints(IEnumerable<EndpointDataSource> sources) => sources.SelectMany(source => source.Endpoints).Any(IsGuarded);

    private static bool IsGuarded(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpRoute>() is { Permission: not Permission.Probe };
}
