namespace Tinpot.Executions;

/// <summary>What follows from how long a lease lasts.</summary>
/// <param name="Lease">So long an execution belongs to its owner after the last renewal, by the clock of the store.</param>
internal sealed record LeaseTimes(TimeSpan Lease)
{
    /// <summary>Where leases never run out, this is how often is looked all the same.</summary>
    public static readonly LeaseTimes Standard = new(TimeSpan.FromSeconds(30));

    /// <summary>Two renewals may fail before it matters.</summary>
    public TimeSpan Renew => Lease / 3;

    /// <summary>How often is looked for what has no owner any more.</summary>
    public TimeSpan Reap => Lease / 6;

    /// <summary>What runs must be gone before the lease is, and has this time for it.</summary>
    public TimeSpan Margin => Lease / 6;

    /// <summary>After this time without a renewal an owner ends what it runs.</summary>
    public TimeSpan Held => Lease - Margin;

    public static LeaseTimes Of(IWorkSource source) => source.LeaseTime is { } lease ? new(lease) : Standard;
}
