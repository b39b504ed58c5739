using System.Globalization;
using System.Net;
using System.Runtime;
using System.Runtime.CompilerServices;
using Tinpot;

namespace TestActions;

/// <summary>What an action may leave in its process, and what it finds there.</summary>
[ActionGroup("Warm")]
public static class WarmActions
{
    private static readonly List<object> Kept = [];
    private static int _loads;

    private static readonly AsyncLocal<string> Ambient = new();

    /// <summary>Changes everything that a process has once.</summary>
    [Action]
    public static int SpoilProcess()
    {
        string folder = Directory.CreateTempSubdirectory("tinpot-spoilt-").FullName;
        Directory.SetCurrentDirectory(folder);
        Directory.Delete(folder);
        Libc.SetUmask(0);
        Environment.SetEnvironmentVariable("X", "1");
        Environment.SetEnvironmentVariable("PATH", "/nowhere");
        Environment.SetEnvironmentVariable("HOME", null);
        CultureInfo.DefaultThreadCurrentCulture = new CultureInfo("de-DE");
        CultureInfo.DefaultThreadCurrentUICulture = new CultureInfo("de-DE");
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        ThreadPool.SetMinThreads(7, 7);
        ThreadPool.SetMaxThreads(64, 64);
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        Thread.CurrentThread.Name = "spoilt";
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        Ambient.Value = "left";
        Console.SetIn(new StringReader("left"));
        Console.SetError(TextWriter.Null);
        Console.SetOut(TextWriter.Null);
        return Environment.ProcessId;
    }

    /// <summary>Tells what a process has once, and what the thread has on which it begins.</summary>
    [Action]
    public static async Task<string[]> TellProcessState()
    {
        // Where it begins
        string ambient = $"{Thread.CurrentThread.Name} {Thread.CurrentThread.Priority} {SynchronizationContext.Current} {Ambient.Value}";
        Console.WriteLine("here");
        Console.Error.WriteLine("and here");
        string number = "";
        var thread = new Thread(() => number = 1.5.ToString());
        thread.Start();
        thread.Join();
        string culture = "";
        thread = new Thread(() => culture = CultureInfo.CurrentUICulture.Name);
        thread.Start();
        thread.Join();
        uint mask = Libc.SetUmask(0);
        Libc.SetUmask(mask);
        ThreadPool.GetMinThreads(out int least, out _);
        ThreadPool.GetMaxThreads(out int threads, out _);
        ShellResult shell = await Shell.RunAsync("pwd", []);
        return
        [
            $"folder {Environment.CurrentDirectory}", $"shell {shell.Output.Trim()}", $"number {number} {1.5}", $"X {Environment.GetEnvironmentVariable("X")}",
            $"PATH {Environment.GetEnvironmentVariable("PATH")}", $"HOME {Environment.GetEnvironmentVariable("HOME")}", $"umask {mask}",
            $"threads {least} {threads}", $"language {culture}", $"latency {GCSettings.LatencyMode}", $"thread {ambient}", $"input {Console.In.ReadLine()}",
        ];
    }

    /// <summary>Leaves something running or open, and returns its process.</summary>
    [Action]
    public static int LeaveBehind(string what, [Range(1, 100_000)] int count = 1)
    {
        for (int i = 0; i < count; i++)
            Leave(what);
        return Environment.ProcessId;
    }

    /// <summary>Changes by native code what the system keeps for the process, and returns the process.</summary>
    [Action]
    public static int SpoilSystem(string what)
    {
        switch (what)
        {
            case "closed_input":
                Libc.Close(0);
                break;
            case "closed_output":
                Libc.Close(1);
                break;
            case "closed_error":
                Libc.Close(2);
                break;
            case "led_output":
                Libc.DuplicateTo(0, 1);
                break;
            case "signal":
                Libc.Ignore(10);
                break;
            case "limit":
                Libc.LimitFiles(1 << 20);
                break;
            case "alarm":
                Libc.Alarm(1);
                break;
            default:
                throw new ArgumentException(what);
        }

        return Environment.ProcessId;
    }

    /// <summary>Does what many actions do, and leaves nothing that counts.</summary>
    [Action]
    public static async Task<int> UseWell(string what)
    {
        switch (what)
        {
            case "client":
                await LocalServer.Client.GetStringAsync(LocalServer.Address);
                break;
            case "assembly":
                LoadAssembly(_loads++);
                break;
            case "timer":
                Kept.AddRange(Kept.Count == 0 ? [new Timer(_ => { }, null, 1, 1)] : []);
                break;
            case "parallel":
                Parallel.For(0, 100, _ => Thread.SpinWait(1_000));
                break;
            case "threads":
                Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() => Thread.SpinWait(100)))];
                Array.ForEach(threads, thread => thread.Start());
                Array.ForEach(threads, thread => thread.Join());
                break;
            case "own_thread":
                var ended = new TaskCompletionSource();
                new Thread(ended.SetResult).Start();
                await ended.Task;
                break;
            case "shell":
                await Shell.RunAsync("true", []);
                break;
            case "deadline":
                using (var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1)))
                    await Task.Delay(1, deadline.Token);
                break;
            case "forgotten_file":
                // Its handle is closed when it is collected
                _ = File.OpenRead("/etc/passwd");
                break;
            case "nothing":
                break;
            default:
                throw new ArgumentException(what);
        }

        return Environment.ProcessId;
    }

    /// <summary>Uses what is in an assembly that nothing used before, from the fourth time on.</summary>
    private static object? LoadAssembly(int time) => time switch
    {
        3 => Xml(),
        4 => Mail(),
        5 => Zip(),
        6 => Web(),
        _ => null,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Xml() => new System.Xml.Linq.XElement("a");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Mail() => new System.Net.Mail.MailAddress("a@example.com");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Zip() => new System.IO.Compression.ZipArchive(new MemoryStream(), System.IO.Compression.ZipArchiveMode.Create);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Web() => System.Web.HttpUtility.UrlEncode("a b");

    private static void Leave(string what)
    {
        switch (what)
        {
            case "timer":
                Kept.Add(new Timer(_ => { }, null, 3_600_000, Timeout.Infinite));
                break;
            case "delay":
                _ = Task.Delay(TimeSpan.FromHours(1));
                break;
            case "thread":
                new Thread(() => Thread.Sleep(Timeout.Infinite)) { IsBackground = true }.Start();
                break;
            case "named_thread":
                new Thread(() => Thread.Sleep(Timeout.Infinite)) { IsBackground = true, Name = "left" }.Start();
                break;
            case "thread_of_the_pool":
                Task.Run(() => Leave("thread")).Wait();
                break;
            case "long_task":
                _ = Task.Factory.StartNew(() => Thread.Sleep(Timeout.Infinite), TaskCreationOptions.LongRunning);
                break;
            case "file":
                Kept.Add(File.OpenRead("/etc/passwd"));
                break;
            case "descriptor":
                Libc.Duplicate(0);
                break;
            case "pipe":
                Kept.Add(new System.IO.Pipes.AnonymousPipeServerStream());
                break;
            case "socket":
                for (int i = 0; i < 10; i++)
                    Kept.Add(new System.Net.Sockets.UdpClient(0));
                break;
            default:
                throw new ArgumentException(what);
        }
    }

    private static class LocalServer
    {
        public static HttpClient Client { get; } = new();

        public static string Address { get; } = Start();

        private static string Start()
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            string address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            listener.Start();
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    HttpListenerContext context = await listener.GetContextAsync();
                    context.Response.Close("ok"u8.ToArray(), willBlock: false);
                }
            });
            return address;
        }
    }
}
