using Tinpot.Api.Endpoints;
using Tinpot.Http.Routing;
using Tinpot.Security;

namespace Tinpot.Api.Routes;

/// <summary>The routes of actions.</summary>
internal static class ActionRoutes
{
    /// <summary>What a route answers that submits an execution, when it is not accepted.</summary>
    public static readonly IReadOnlyList<RouteAnswer> Refusals =
    [
        RouteAnswer.UnknownAction,
        RouteAnswer.Problem(422, "The idempotency key was used for another request, or the execution would wait for itself"),
        RouteAnswer.Problem(429, "The queue is full, or the concurrency limit of the action is reached"),
    ];

    public static IReadOnlyList<HttpRoute> All { get; } =
    [
        new(RouteMethod.Get, "/api/actions", Permission.View, "List all actions with their parameters", ListActions.HandleAsync)
        {
            Answers = [RouteAnswer.Json("The description of each action by name"), RouteAnswer.NotModified],
        },
        new(RouteMethod.Get, "/api/actions/{name}", Permission.View, "Describe one action", ShowAction.HandleAsync)
        {
            Answers = [RouteAnswer.Json("The description of the action"), RouteAnswer.UnknownAction],
        },
        new(RouteMethod.Post, "/api/actions/{name}/execute", Permission.Execute, "Start an action", Execute.HandleAsync)
        {
            Request = new(RouteBody.Submission),
            Answers = [RouteAnswer.Json("The execution was accepted"), .. Refusals],
        },
        new(RouteMethod.Post, "/api/actions/{name}/sync_execute", Permission.Execute, "Start an action and wait for its end", SyncExecute.HandleAsync)
        {
            Request = new(RouteBody.Submission, "timeout"),
            Answers =
            [
                RouteAnswer.Json("The execution has ended"),
                RouteAnswer.Json(202, "The execution was accepted and has not ended in the time given"),
                .. Refusals,
            ],
        },
        new(RouteMethod.Post, "/api/actions/{name}/validate", Permission.Execute, "Check a request to start an action without starting it", Validate.HandleAsync)
        {
            Request = new(RouteBody.Submission),
            Answers = [RouteAnswer.Json("The request would be accepted"), .. Refusals],
        },
    ];
}
