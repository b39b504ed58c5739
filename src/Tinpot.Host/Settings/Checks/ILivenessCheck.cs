namespace Tinpot.Settings.Checks;

/// <summary>
/// Something inside this process whose failure only a restart can mend. What is outside, the store above all, never counts here:
/// an orchestrator restarts on <c>/health</c>, and a restart during an outage of the store ends running work for nothing.
/// </summary>
internal interface ILivenessCheck : IHostCheck;
