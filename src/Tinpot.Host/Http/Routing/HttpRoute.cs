using Microsoft.AspNetCore.Http;
using Tinpot.Security;

namespace Tinpot.Http.Routing;

/// <summary>
/// One route of Tinpot. The records are mapped, and stand in the metadata of their endpoints, where everything that
/// describes or tests the routes reads them.
/// </summary>
/// <param name="Method">The methods that it takes.</param>
/// <param name="Pattern">The path below the place where Tinpot is mapped.</param>
/// <param name="Permission">What a caller must be allowed to do.</param>
/// <param name="Summary">What it does, in one sentence without a full stop.</param>
/// <param name="Handler">Answers a request that passed the guards and the permission.</param>
internal sealed record HttpRoute(RouteMethod Method, string Pattern, Permission Permission, string Summary, RequestDelegate Handler)
{
    /// <summary>What a request consists of.</summary>
    public RouteRequest Request { get; init; } = RouteRequest.Plain;

    /// <summary>What it answers, apart from what the guards and failures of the host answer on every route.</summary>
    public IReadOnlyList<RouteAnswer> Answers { get; init; } = [];

    /// <summary>Everything that it may answer.</summary>
    public IEnumerable<RouteAnswer> AllAnswers =>
        Permission == Permission.Probe ? Answers : Answers.Concat(Request.HasBody ? RouteAnswer.OfBodies : []).Concat(RouteAnswer.OfEveryRoute);
}
