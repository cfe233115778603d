using System.Reflection;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>Build properties from the project file.</summary>
internal static class Metadata
{
    public static string Read(string key) => typeof(Metadata).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
