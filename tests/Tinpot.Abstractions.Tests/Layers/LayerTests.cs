using Tinpot.Tests.Layers;

namespace Tinpot.Abstractions.Tests.Layers;

public sealed class LayerTests() : Layering(Rooms.Map, typeof(ActionAttribute).Assembly);
