using System.Collections;

namespace SunoPS.Client.Tests.Connections;

/// <summary>No form of output shows the secrets of a connection.</summary>
public sealed class KeySecrecyTests
{
    private const string Key = "sk-0123456789abcdef";
    private const string Password = "p4ssw0rd-of-the-proxy";

    private readonly SunoConnection _connection = new(
        SunoGateway.Ecovai, Key,
        new SunoConnectionOptions { Proxy = new Uri($"http://me:{Password}@proxy.example:8080") });

    [Fact]
    public void As_text_it_is_the_gateway_and_its_address() =>
        Assert.Equal("Ecovai (https://api.ecovai.cn/)", _connection.ToString());

    [Fact]
    public void As_JSON_it_has_no_secret()
    {
        string json = JsonSerializer.Serialize(_connection);

        Assert.Contains("\"ApiKeyHint\":\"****cdef\"", json, StringComparison.Ordinal);
        AssertNoSecret(json);
    }

    [Fact]
    public void No_nested_property_of_a_connection_or_a_client_has_a_secret()
    {
        foreach (object shown in (object[])[_connection, new SunoClient(_connection)])
        {
            string[] texts = [.. TextsOf(shown)];

            Assert.Contains("****cdef", texts);
            Assert.All(texts, AssertNoSecret);
        }
    }

    /// <summary>Returns what a formatter prints: all public properties, four levels deep.</summary>
    private static IEnumerable<string> TextsOf(object? value, int depth = 0)
    {
        IEnumerable<object?> inner = value switch
        {
            null or string => [],
            _ when depth == 4 || value.GetType().IsPrimitive => [],
            IEnumerable items => items.Cast<object?>(),
            _ => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => property.GetValue(value)),
        };
        return inner.SelectMany(item => TextsOf(item, depth + 1)).Prepend($"{value}");
    }

    private static void AssertNoSecret(string text)
    {
        Assert.DoesNotContain("0123456789", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
    }
}
