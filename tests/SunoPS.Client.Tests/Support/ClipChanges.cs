using System.Reflection;

namespace SunoPS.Client.Tests;

/// <summary>Makes clips of clips, as <c>with</c> does of records.</summary>
internal static class ClipChanges
{
    /// <summary>A copy of a clip with changes.</summary>
    public static SunoClip With(this SunoClip clip, Action<SunoClip> change)
    {
        var copy = new SunoClip();
        foreach (PropertyInfo property in typeof(SunoClip).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(copy, property.GetValue(clip));
        }

        change(copy);
        return copy;
    }
}
