using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Members of a clip that only saving needs.</summary>
internal static class ClipMedia
{
    /// <summary>Unique in any file system: long, or short without capitals and not the number of a clip.</summary>
    private static readonly Regex UniqueIdPattern =
        new(@"^([A-Za-z0-9_-]{16,64}|(?![0-9]{1,9}\z)[a-z0-9_-]{1,15})\z");

    public static string Digest(string text) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 10)).ToLowerInvariant();

    extension(SunoClip clip)
    {
        /// <summary>True while the gateway still generates the clip: its audio is a live stream or missing.</summary>
        public bool IsBeingMade =>
            clip.Status is SunoClipStatus.Submitted or SunoClipStatus.Queued or SunoClipStatus.Streaming;

        /// <summary>The state as a word: that of the gateway if it is unknown here; null without any.</summary>
        public string? StatusWord => clip.Status == SunoClipStatus.Unknown ? clip.RawStatus : clip.Status.ToString();

        /// <summary>Unique: a gateway can give two clips one id, and change the signature of an address.</summary>
        public string Key =>
            clip.Place + "\n" + (clip.ClipId.Length > 0 ? clip.AnyAddress.Split('?')[0] : clip.AnyAddress);

        /// <summary>The id if it is unique and every system allows it unchanged in file names; else a digest.</summary>
        public string UniqueId => clip.HasUniqueId ? clip.ClipId : Digest(
            clip.TaskId.Length > 0 && (clip.ClipId.Length > 0 || clip.Index > 0) ? clip.Place : clip.Key);

        /// <summary>The address of a medium exactly as the gateway sent it; null if there is none.</summary>
        public string? AddressOf(SunoMedia media)
        {
            string? address = media switch
            {
                SunoMedia.Audio => clip.AudioUrl,
                SunoMedia.Video => clip.VideoUrl,
                SunoMedia.Image => string.IsNullOrWhiteSpace(clip.ImageLargeUrl) ? clip.ImageUrl : clip.ImageLargeUrl,
                SunoMedia.Lyrics => null,
            };
            return string.IsNullOrWhiteSpace(address) ? null : address!.Trim();
        }

        /// <summary>True if a file name with the clip's id can only belong to this clip.</summary>
        public bool IsIdentifiedBy(string name)
        {
            // A short id next to other letters or digits could be a part of them. A long one may stand anywhere: no
            // name has a NUL.
            string end = clip.ClipId.Length < 16 ? @"[\p{L}\p{Nd}]" : "\0";
            return clip.HasUniqueId && Regex.IsMatch(name, $"(?<!{end}){clip.ClipId}(?!{end})");
        }

        private bool HasUniqueId => UniqueIdPattern.IsMatch(clip.ClipId);

        /// <summary>The clip in its task, which keeps its place when addresses change.</summary>
        private string Place => clip.TaskId + "\n" + (clip.ClipId.Length > 0 ? clip.ClipId : $"{clip.Index}");

        private string AnyAddress => clip.AudioUrl ?? clip.VideoUrl ?? clip.ImageLargeUrl ?? clip.ImageUrl ?? "";
    }
}
