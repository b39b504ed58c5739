using Tinpot.Api.Endpoints;
using Tinpot.Http;
using Tinpot.Security;

namespace Tinpot.Api;

/// <summary>The route table.</summary>
internal static class ApiRoutes
{
    public static void Map(GuardedRoutes routes)
    {
        routes.Get("/api/actions", Permission.View, ListActions.HandleAsync);
        routes.Get("/api/actions/{name}", Permission.View, ShowAction.HandleAsync);
        routes.Post("/api/actions/{name}/execute", Permission.Execute, Execute.HandleAsync);
        routes.Post("/api/actions/{name}/sync_execute", Permission.Execute, SyncExecute.HandleAsync);
        routes.Post("/api/actions/{name}/validate", Permission.Execute, Validate.HandleAsync);

        routes.Get("/api/executions", Permission.View, ListExecutions.HandleAsync);
        routes.Post("/api/executions/cancel", Permission.Cancel, CancelExecutions.HandleAsync);
        routes.Get("/api/executions/{id}", Permission.View, ShowExecution.HandleAsync);
        routes.Get("/api/executions/{id}/status", Permission.View, ShowStatus.HandleAsync);
        routes.Get("/api/executions/{id}/stream", Permission.Logs, StreamExecution.HandleAsync);
        routes.Get("/api/executions/{id}/logs", Permission.Logs, ReadLogs.HandleAsync);
        routes.Post("/api/executions/{id}/cancel", Permission.Cancel, CancelExecution.HandleAsync);
        routes.Post("/api/executions/{id}/rerun", Permission.Execute, Rerun.HandleAsync);

        routes.Get("/api/workers", Permission.View, ListWorkers.HandleAsync);
        routes.Get("/api/queues", Permission.View, ListQueues.HandleAsync);
        routes.Get("/api/health", Permission.View, ShowHealth.HandleAsync);

        routes.Otherwise("/api/{**path}", Permission.View, UnknownRoute.HandleAsync);

        MapProbes(routes);
    }

    /// <summary>What an orchestrator asks, and all that a worker answers.</summary>
    public static void MapProbes(GuardedRoutes routes)
    {
        routes.Probe("/health", Health.HandleAsync);
        routes.Probe("/ready", Ready.HandleAsync);
        routes.Otherwise("/health", Permission.View, UnknownRoute.HandleAsync);
        routes.Otherwise("/ready", Permission.View, UnknownRoute.HandleAsync);
    }
}
