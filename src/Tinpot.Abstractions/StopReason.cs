namespace Tinpot;

/// <summary>Why a running action was asked to stop.</summary>
public enum StopReason
{
    /// <summary>It was not asked.</summary>
    None,

    /// <summary>It was cancelled.</summary>
    Cancel,

    /// <summary>Its time was up.</summary>
    Timeout,

    /// <summary>The host is shutting down.</summary>
    Shutdown,
}
