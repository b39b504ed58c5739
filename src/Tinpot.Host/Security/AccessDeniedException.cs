namespace Tinpot.Security;

/// <summary>A principal does not have a permission.</summary>
/// <param name="reason">Why, as a sentence for the one who asked.</param>
internal sealed class AccessDeniedException(string reason) : Exception(reason);
