namespace Tinpot.Stores.Redis.Writing;

/// <summary>What became of an owner's report.</summary>
internal enum FinishReply
{
    /// <summary>It is stored, now or since it was first sent.</summary>
    Stored,

    /// <summary>The lease is not the execution's any more.</summary>
    Lost,
}
