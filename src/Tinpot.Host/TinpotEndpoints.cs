using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Tinpot.Hosting;

namespace Tinpot;

/// <summary>Puts Tinpot's routes into a program.</summary>
public static class TinpotEndpoints
{
    /// <summary>
    /// Maps the API and the console. Guards and permissions are those of these endpoints; the application's own routes
    /// are not touched.
    /// </summary>
    /// <param name="endpoints">The application; its services must hold what <see cref="TinpotServices.AddTinpot"/> adds.</param>
    /// <param name="path">Where they live in it: empty, or a path such as <c>/ops</c>.</param>
    /// <exception cref="ArgumentException">The path has no leading slash, or one at its end.</exception>
    /// <returns>Adds conventions to all of them, such as <c>RequireAuthorization()</c>, except to <c>/health</c> and <c>/ready</c>, which orchestrators ask without credentials.</returns>
    /// <exception cref="InvalidOperationException"><see cref="TinpotServices.AddTinpot"/> was not called.</exception>
    public static IEndpointConventionBuilder MapTinpot(this IEndpointRouteBuilder endpoints, string path = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length > 0 && (path[0] != '/' || path[^1] == '/'))
            throw new ArgumentException($"'{path}' must be empty or a path such as /ops.", nameof(path));

        return HostEndpoints.Map(endpoints, path);
    }
}
