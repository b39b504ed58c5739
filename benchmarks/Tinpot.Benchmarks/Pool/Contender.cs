using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>One way to run an action that does nothing: a program that is asked over its standard input, and what it answered.</summary>
internal sealed class Contender(string name, OwnedProcess program) : IDisposable
{
    private readonly Dictionary<int, List<Answer>> _answers = [];

    public string Name => name;

    /// <summary>The process that starts those which do the work, or does it itself.</summary>
    public int Parent { get; init; } = program.Id;

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
        string answer = await program.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{callers} {executions}"));
        double[] figures = [.. answer.Split(' ').Select(static word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new Answer(figures[0], figures[1], figures[2]);
    }
}

/// <param name="Rate">Executions a second.</param>
/// <param name="Median">Microseconds from submission to the known end, p50.</param>
/// <param name="Late">The same, p99.</param>
internal readonly record struct Answer(double Rate, double Median, double Late);
