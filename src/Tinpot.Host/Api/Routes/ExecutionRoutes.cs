using Tinpot.Api.Endpoints;
using Tinpot.Http.Routing;
using Tinpot.Security;

namespace Tinpot.Api.Routes;

/// <summary>The routes of executions.</summary>
internal static class ExecutionRoutes
{
    private static readonly RouteAnswer WrongQuery = RouteAnswer.Problem(400, "A query parameter is not valid");

    public static IReadOnlyList<HttpRoute> All { get; } =
    [
        new(RouteMethod.Get, "/api/executions", Permission.View, "List executions, newest first", ListExecutions.HandleAsync)
        {
            Request = new(RouteBody.None, "action", "group", "queue", "requested_by", "since", "until", "state", "search", "before", "limit"),
            Answers = [RouteAnswer.Json("One page of executions"), WrongQuery],
        },
        new(RouteMethod.Post, "/api/executions/cancel", Permission.Cancel, "Cancel several executions", CancelExecutions.HandleAsync)
        {
            Request = new(RouteBody.ExecutionIds),
            Answers = [RouteAnswer.Json("What became of each execution")],
        },
        new(RouteMethod.Get, "/api/executions/{id}", Permission.View, "Show one execution with its calls", ShowExecution.HandleAsync)
        {
            Answers = [RouteAnswer.Json("The execution"), RouteAnswer.UnknownExecution, RouteAnswer.UnreadableExecution],
        },
        new(RouteMethod.Get, "/api/executions/{id}/status", Permission.View, "Show the state and the result of an execution", ShowStatus.HandleAsync)
        {
            Answers = [RouteAnswer.Json("The state"), RouteAnswer.UnknownExecution, RouteAnswer.UnreadableExecution],
        },
        new(RouteMethod.Get, "/api/executions/{id}/stream", Permission.Logs, "Follow an execution until it ends", StreamExecution.HandleAsync)
        {
            Answers =
            [
                new(200, "text/event-stream", "The events of the execution"),
                new(204, null, "The client has all events of an execution that has ended"),
                RouteAnswer.Problem(400, "Last-Event-ID is not an event of this execution"),
                RouteAnswer.UnknownExecution,
                RouteAnswer.UnreadableExecution,
            ],
        },
        new(RouteMethod.Get, "/api/executions/{id}/logs", Permission.Logs, "Read the log of an execution", ReadLogs.HandleAsync)
        {
            Request = new(RouteBody.None, "format", "escapes", "after", "before", "from_line", "limit", "tail", "level", "search"),
            Answers =
            [
                new(200, "text/plain", "The lines"),
                new(200, "application/x-ndjson", "The events of the lines, one JSON object in each line"),
                WrongQuery,
                RouteAnswer.UnknownExecution,
                RouteAnswer.UnreadableExecution,
            ],
        },
        new(RouteMethod.Post, "/api/executions/{id}/cancel", Permission.Cancel, "Cancel an execution", CancelExecution.HandleAsync)
        {
            Request = new(RouteBody.Ignored),
            Answers =
            [
                RouteAnswer.Json("The execution is cancelled, or is asked to stop"),
                RouteAnswer.UnknownExecution,
                RouteAnswer.Problem(409, "The execution has ended"),
            ],
        },
        new(RouteMethod.Post, "/api/executions/{id}/rerun", Permission.Execute, "Start the action of an execution again", Rerun.HandleAsync)
        {
            Request = new(RouteBody.Submission),
            Answers =
            [
                RouteAnswer.Json("The new execution was accepted"),
                RouteAnswer.UnknownExecution,
                RouteAnswer.UnreadableExecution,
                .. ActionRoutes.Refusals,
            ],
        },
    ];
}
