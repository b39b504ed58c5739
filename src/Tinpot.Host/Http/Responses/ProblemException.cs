namespace Tinpot.Http.Responses;

/// <summary>Ends the handling of a request with a problem document.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
