namespace Tinpot.Executions;

/// <summary>An error as stores keep it.</summary>
internal sealed class StoredError
{
    public string? Type { get; set; }

    public string? Message { get; set; }

    public string? Reason { get; set; }

    public string? Stack { get; set; }

    /// <summary>A reason that this version does not know is an exception of any kind.</summary>
    public ExecutionError Read() => new(
        Type ?? "", Message ?? "",
        Enum.TryParse(Reason, ignoreCase: true, out FailureReason known) && Enum.IsDefined(known) ? known : FailureReason.Exception,
        Stack);
}
