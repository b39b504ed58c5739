using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Fleet;
using Tinpot.Http.Limits;
using Tinpot.Http.Routing;
using Tinpot.Security;

namespace Tinpot.Http;

/// <summary>What endpoints need, by name. Looked up per request: the store is opened after the routes are mapped.</summary>
internal static class RequestServices
{
    public static IExecutionClient Executions(this HttpContext context) =>
        context.RequestServices.GetRequiredService<IExecutionClient>();

    public static IFleet Fleet(this HttpContext context) =>
        context.RequestServices.GetRequiredService<IFleet>();

    public static IActionCatalog Catalog(this HttpContext context) =>
        context.RequestServices.GetRequiredService<IActionCatalog>();

    public static ActionInfoWriter ActionInfo(this HttpContext context) =>
        context.RequestServices.GetRequiredService<ActionInfoWriter>();

    public static ActionSubmitter Submitter(this HttpContext context) =>
        context.RequestServices.GetRequiredService<ActionSubmitter>();

    public static ExecutionAccess Access(this HttpContext context) =>
        context.RequestServices.GetRequiredService<ExecutionAccess>();

    public static LongResponses LongResponses(this HttpContext context) =>
        context.RequestServices.GetRequiredService<LongResponses>();

    public static TimeProvider Clock(this HttpContext context) =>
        context.RequestServices.GetRequiredService<TimeProvider>();

    public static TinpotOptions Options(this IServiceProvider services) =>
        services.GetRequiredService<TinpotOptions>();

    /// <summary>
    /// Cancelled when the server wants its connections back. That is after the worker has drained: until then, people
    /// may watch what keeps the host. The host's own stop signal comes before.
    /// </summary>
    public static CancellationToken Stopping(this HttpContext context) =>
        context.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested
        ?? context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Who asks: the user of the application that Tinpot is mapped into, if that has authenticated one.</summary>
    public static Principal Caller(this HttpContext context) => RequestUser.Of(context.User);

    /// <summary>The route of Tinpot that the request goes to.</summary>
    public static HttpRoute Route(this HttpContext context) => context.GetEndpoint()!.Metadata.GetRequiredMetadata<HttpRoute>();

    /// <exception cref="AccessDeniedException">The caller does not have the permission.</exception>
    public static void Authorize(this HttpContext context, Permission permission) =>
        context.RequestServices.GetRequiredService<IAuthorization>().Decide(context.Caller(), permission).ThrowIfDenied();
}
