namespace SunoPS;

/// <summary>The HTTP method of a batch request. The ids are in a JSON body with either method.</summary>
public enum SunoBatchMethod
{
    /// <summary><c>POST</c>.</summary>
    Post,
    /// <summary><c>GET</c>, with a body.</summary>
    Get,
}
