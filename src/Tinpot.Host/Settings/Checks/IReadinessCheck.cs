namespace Tinpot.Settings.Checks;

/// <summary>
/// Something that must work before this process may be sent work. Services register it, or are hosted services that implement
/// it; <c>/ready</c> asks all.
/// </summary>
internal interface IReadinessCheck : IHostCheck;
