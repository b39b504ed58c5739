namespace Tinpot.Security;

/// <summary>
/// Decides whether somebody may do something. There is no other place: the endpoints ask it, and the submitting, cancelling and
/// reading of executions do, because commands, code, running actions and schedules do not pass an endpoint.
/// </summary>
internal sealed class Authorization : IAuthorization
{
    /// <remarks>Every caller that passes the guards of the requests, or runs code in the host, may do everything.</remarks>
    public AccessDecision Decide(Principal principal, Permission permission, ResourceScope? resource = null) => AccessDecision.Allowed;
}
