using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>One way to run an action that does nothing: a program that is asked over its standard input, and what it answered.</summary>
internal sealed class Contender(string name, OwnedProcess program) : IDisposable
{
    private readonly Dictionary<int, List<Answer>> _answers = [];

    public string Name => name;

    /// <summary>The process that starts those which do the work, or does it itself.</summary>
    public int Parent { get; init; } = program.Id;

    /// <summary>A server that all of it depends on, counted apart.</summary>
    public int? Server { get; init; }

    /// <summary>How many times as many executions it is asked for as others, so that a measurement of short ones takes long enough.</summary>
    public int Factor { get; init; } = 1;

    /// <summary>What its times are compared with, when there is something.</summary>
    public Contender? Reference { get; init; }

    public IReadOnlyList<Answer> Answers(int callers) => _answers[callers];

    public Task WarmAsync(int callers, int executions) => AskAsync(callers, executions);

    public async Task MeasureAsync(int callers, int executions)
    {
        if (!_answers.TryGetValue(callers, out List<Answer>? answers))
            _answers[callers] = answers = [];
        answers.Add(await AskAsync(callers, executions));
    }

    public void Dispose()
    {
        program.Close();
        program.Dispose();
    }

    private async Task<Answer> AskAsync(int callers, int executions)
    {
        int run = callers * (Factor * executions / callers);
        (ProcessUse own, ProcessUse server) = Use();
        string answer = await program.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{callers} {run}"));
        (ProcessUse ownAfter, ProcessUse serverAfter) = Use();
        double[] figures = [.. answer.Split(' ').Select(static word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new Answer(figures[0], figures[1], figures[2])
        {
            Use = (ownAfter - own) / run,
            ServerUse = (serverAfter - server) / run,
        };
    }

    private (ProcessUse Own, ProcessUse Server) Use() => (
        ProcessUse.OfTrees(new HashSet<int> { program.Id, Parent }),
        Server is { } server ? ProcessUse.OfTrees([server]) : default);
}
