namespace Tinpot.Runtime;

/// <summary>Reports to one call; in place, unlike <see cref="Progress{T}"/>, which would reorder.</summary>
internal sealed class CallProgress(ActionExecution call) : IProgress<double>
{
    public void Report(double value) => call.Report(value);
}
