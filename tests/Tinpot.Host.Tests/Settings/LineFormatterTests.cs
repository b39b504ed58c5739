using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Settings;

public sealed class LineFormatterTests
{
    [Theory]
    [InlineData(LogLevel.Information, "Tinpot.Hosting", "17:06:07 It works.")]
    [InlineData(LogLevel.Error, "Tinpot.Hosting", "17:06:07 ERROR It works.")]
    [InlineData(LogLevel.Warning, "Microsoft.Hosting", "17:06:07 WARNING Microsoft.Hosting: It works.")]
    public void Line_has_the_local_time_of_the_hosts_clock(LogLevel level, string category, string expected)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 15, 6, 7, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test"));
        var text = new StringWriter();

        new LineFormatter(clock).Write(new LogEntry<string>(level, category, 0, "It works.", null, (state, _) => state), null, text);

        Assert.Equal(expected + Environment.NewLine, text.ToString());
    }
}
