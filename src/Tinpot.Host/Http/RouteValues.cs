using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tinpot.Executions;
using Tinpot.Http.Responses;
using Tinpot.Security;

namespace Tinpot.Http;

/// <summary>What the path of a request names.</summary>
internal static class RouteValues
{
    public static string RouteName(this HttpContext context) => (string)context.GetRouteValue("name")!;

    /// <exception cref="ProblemException">It is not an id (404, as for an id that does not exist).</exception>
    public static Guid RouteId(this HttpContext context)
    {
        string text = (string)context.GetRouteValue("id")!;
        return ExecutionIds.TryParse(text, out Guid id) ? id : throw new ProblemException(Problems.UnknownExecution(text));
    }

    /// <summary>The execution that the path names, for a caller who may see it.</summary>
    /// <exception cref="ProblemException">There is none (404).</exception>
    /// <exception cref="AccessDeniedException">The caller may not do with it what the route does.</exception>
    public static async Task<ExecutionRecord> FindExecutionAsync(this HttpContext context)
    {
        Guid id = context.RouteId();
        return await context.Access().FindAsync(id, context.Caller(), context.Route().Permission, context.RequestAborted)
            ?? throw new ProblemException(Problems.UnknownExecution(id.ToString()));
    }
}
