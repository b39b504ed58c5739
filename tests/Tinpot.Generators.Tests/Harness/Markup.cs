using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Tests.Harness;

/// <summary>A source in which <c>{|TPT010:code|}</c> says what is expected where; marks may nest.</summary>
internal sealed record Markup(string Text, ImmutableArray<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string source)
    {
        StringBuilder text = new();
        Stack<(string Id, int Start)> open = [];
        ImmutableArray<(string, TextSpan)>.Builder expected = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        for (int i = 0; i < source.Length; i++)
        {
            if (source.AsSpan(i).StartsWith("{|TPT", StringComparison.Ordinal))
            {
                open.Push((source.Substring(i + 2, 6), text.Length));
                i += 8;
            }
            else if (open.Count > 0 && source.AsSpan(i).StartsWith("|}", StringComparison.Ordinal))
            {
                (string id, int start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(source[i]);
            }
        }
        return new Markup(text.ToString(), expected.ToImmutable());
    }

    /// <summary>Fails unless the diagnostics are the marked ones, each at its place.</summary>
    public void Verify(IEnumerable<Diagnostic> diagnostics) => Assert.Equal(
        Expected.OrderBy(static e => e.Span.Start).ThenBy(static e => e.Span.End).Select(e => Describe(e.Id, e.Span)),
        diagnostics.Where(static d => !d.IsSuppressed)
            .OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Location.SourceSpan.End)
            .Select(d => Describe(d.Id, d.Location.SourceSpan)));

    private string Describe(string id, TextSpan span) =>
        $"{id} line {Text.AsSpan(0, span.Start).Count('\n') + 1}: {Text.Substring(span.Start, span.Length)}";
}
