namespace Tinpot.Http;

/// <summary>Endpoint metadata: the path inside the application under which Tinpot is mapped; empty, or <c>/ops</c>.</summary>
internal sealed record MountPath(string Value);
