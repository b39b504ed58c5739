using Tinpot.Benchmarks;

// One benchmark so far; the next ones get names beside it
if (args is not ["catalogue-start", ..])
{
    Console.Error.WriteLine("Usage: Tinpot.Benchmarks catalogue-start [actions = 10000] [runs = 5]");
    return 2;
}
int actions = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 10_000;
int runs = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 5;
await using CatalogueStart benchmark = new(actions);
return await benchmark.RunAsync(runs);
