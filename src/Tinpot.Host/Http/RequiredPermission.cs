using Tinpot.Security;

namespace Tinpot.Http;

/// <summary>Endpoint metadata: the permission it asks for. An endpoint of ours without it does not exist: <see cref="GuardedRoutes"/> is the only way to map one.</summary>
internal sealed record RequiredPermission(Permission Permission);
