using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Invocation;

/// <summary>How programs that actions run with <see cref="Shell"/> are treated.</summary>
/// <param name="Withhold">Takes out of their environment what is the host's alone.</param>
/// <param name="Signalled">A stop reaches them without <see cref="Shell"/>.</param>
internal sealed record ProgramRules(Action<IDictionary<string, string?>> Withhold, bool Signalled)
{
    /// <summary>A child has no more than it may pass on, and sends its whole group the signal.</summary>
    public static ProgramRules InChild { get; } = new(static _ => { }, Signalled: true);

    /// <param name="allowed">Names that are passed on in spite of it.</param>
    public static ProgramRules InWorker(IReadOnlyCollection<string> allowed) =>
        new(environment => ChildEnvironment.Scrub(environment, allowed), Signalled: false);
}
