using Tinpot.Packages.Tests;

[assembly: AssemblyFixture(typeof(PackageFeed))]
