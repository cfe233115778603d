using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Validates task ids.</summary>
internal static class SunoTaskId
{
    public const int MaximumLength = 256;

    /// <summary>Finds the reason why an id is invalid, in words without the id; null if it can be sent.</summary>
    [MethodImpl(Hot.Loop)]
    public static string? FindFault(string? taskId)
    {
        if (string.IsNullOrWhiteSpace(taskId))
        {
            return "it is empty or blank";
        }

        if (taskId.Length > MaximumLength)
        {
            return $"it has {taskId.Length} characters; the maximum is {MaximumLength}";
        }

        for (int i = 0; i < taskId.Length; i++)
        {
            char c = taskId[i];
            bool isHalf = char.IsSurrogate(c) && !char.IsSurrogatePair(taskId, i)
                && (i == 0 || !char.IsSurrogatePair(taskId, i - 1));
            if (isHalf || char.IsControl(c))
            {
                string what = isHalf ? "half a surrogate pair" : "a control character";
                return $"its character {i + 1} is {what} (U+{(int)c:X4})";
            }
        }

        return null;
    }

    /// <summary>Trims blanks and a byte order mark; returns an empty string for null.</summary>
    internal static string Trim(string? taskId) => taskId?.Trim().Trim('\uFEFF').Trim() ?? "";

    /// <summary>Returns the error for an id that cannot be sent; null for a valid id.</summary>
    internal static SunoApiException? ErrorOf(string taskId) => FindFault(taskId) is { } fault
        ? SunoApiException.Invalid(
            $"The task id is invalid: {fault}. "
            + $"Give an id of 1 to {MaximumLength} characters, as the gateway returned it.")
        : null;
}
