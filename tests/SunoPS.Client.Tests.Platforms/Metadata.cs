using System.Reflection;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>What the project file says of the build.</summary>
internal static class Metadata
{
    public static string Read(string key) => typeof(Metadata).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
