using Tinpot.Tests.Layers;

namespace Tinpot.Host.Tests.Layers;

public sealed class LayerTests() : Layering(Rooms.Map, typeof(TinpotHost).Assembly);
