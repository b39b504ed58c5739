namespace Tinpot.Hosting;

/// <summary>The process answers; whoever reads this knows it already.</summary>
internal sealed class ProcessCheck : ILivenessCheck
{
    public string Name => "process";

    public string? Fault() => null;
}
