namespace Tinpot.Security;

/// <summary>Decides whether a principal has a permission.</summary>
internal interface IAuthorization
{
    /// <param name="principal">Who asks.</param>
    /// <param name="permission">What for.</param>
    /// <param name="resource">What it is about; null when the permission is asked for in general, as for a route.</param>
    AccessDecision Decide(Principal principal, Permission permission, ResourceScope? resource = null);
}
