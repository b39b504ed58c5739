using Tinpot.Tests.Layers;

namespace Tinpot.Generators.Tests.Layers;

public sealed class LayerTests() : Layering(Rooms.Map, typeof(TinpotGenerator).Assembly);
