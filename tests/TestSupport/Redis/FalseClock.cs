using System.Diagnostics;
using System.Globalization;

namespace Tinpot.Tests.Redis;

/// <summary>Makes the clock of a process wrong from its start on; how long something takes stays true.</summary>
internal static class FalseClock
{
    // In front of the C library's functions
    private const string Source = """
        #define _GNU_SOURCE
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static long ahead;

        __attribute__((constructor)) static void begin(void)
        {
            const char *seconds = getenv("FALSE_CLOCK_SECONDS");
            ahead = seconds ? atol(seconds) : 0;
        }

        int clock_gettime(clockid_t clock, struct timespec *now)
        {
            int result = syscall(SYS_clock_gettime, clock, now);
            if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
                now->tv_sec += ahead;
            return result;
        }

        int gettimeofday(struct timeval *now, void *zone)
        {
            struct timespec precise;
            clock_gettime(CLOCK_REALTIME, &precise);
            now->tv_sec = precise.tv_sec;
            now->tv_usec = precise.tv_nsec / 1000;
            return 0;
        }

        time_t time(time_t *out)
        {
            struct timespec precise;
            clock_gettime(CLOCK_REALTIME, &precise);
            if (out)
                *out = precise.tv_sec;
            return precise.tv_sec;
        }
        """;

    private static readonly Lazy<string> Library = new(Compile);

    /// <summary>Variables for a process that is to take it to be so much later.</summary>
    public static (string Name, string Value)[] Ahead(TimeSpan time) =>
    [
        ("LD_PRELOAD", Library.Value),
        ("FALSE_CLOCK_SECONDS", time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
    ];

    private static string Compile()
    {
        string folder = Directory.CreateTempSubdirectory("tinpot-clock-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string source = Path.Combine(folder, "clock.c");
        string library = Path.Combine(folder, "clock.so");
        File.WriteAllText(source, Source);
        try
        {
            using Process compiler = Process.Start("clang", ["-shared", "-fPIC", "-O1", "-w", "-o", library, source]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : throw new InvalidOperationException($"clang ended with exit code {compiler.ExitCode}.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new InvalidOperationException("clang is missing; run eng/setup.sh.");
        }
    }
}
