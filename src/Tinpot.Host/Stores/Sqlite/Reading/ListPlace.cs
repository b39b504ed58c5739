namespace Tinpot.Stores.Sqlite.Reading;

/// <summary>Where an execution stands in a list: by time of creation, where the list is one of a time, then by number.</summary>
internal readonly record struct ListPlace(long CreatedAt, long Seq) : IComparable<ListPlace>
{
    /// <summary>After every execution there is.</summary>
    public static ListPlace Newest { get; } = new(long.MaxValue, long.MaxValue);

    public int CompareTo(ListPlace other) =>
        CreatedAt != other.CreatedAt ? CreatedAt.CompareTo(other.CreatedAt) : Seq.CompareTo(other.Seq);
}
