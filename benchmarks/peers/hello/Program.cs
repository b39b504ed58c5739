// The smallest program of .NET: how long it takes to start and to exit is the lowest possible cost of a new process.
Console.WriteLine("hello");
