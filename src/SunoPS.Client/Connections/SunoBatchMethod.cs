namespace SunoPS;

/// <summary>The HTTP method of a batch request; its ids are in a JSON body either way.</summary>
public enum SunoBatchMethod
{
    /// <summary><c>POST</c>.</summary>
    Post,

    /// <summary><c>GET</c>, with a body.</summary>
    Get,
}
