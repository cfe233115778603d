using System.Globalization;

namespace SunoPS;

/// <summary>Members of a clip that only saving needs.</summary>
internal static class ClipMedia
{
    extension(SunoClip clip)
    {
        /// <summary>True while the gateway still generates the clip: its audio is a live stream or missing.</summary>
        public bool IsBeingMade =>
            clip.Status is SunoClipStatus.Submitted or SunoClipStatus.Queued or SunoClipStatus.Streaming;

        /// <summary>A key that no other clip has.</summary>
        public string Key =>
            clip.ClipId.Length > 0 ? "clip " + clip.ClipId
            : clip.TaskId.Length > 0 && clip.Index > 0
                ? string.Create(CultureInfo.InvariantCulture, $"task {clip.TaskId} {clip.Index}")
            : $"address {clip.AudioUrl ?? clip.VideoUrl ?? clip.ImageLargeUrl ?? clip.ImageUrl}";

        /// <summary>The address of a medium exactly as the gateway sent it; null if there is none.</summary>
        public string? AddressOf(SunoMedia media)
        {
            string? address = media switch
            {
                SunoMedia.Audio => clip.AudioUrl,
                SunoMedia.Video => clip.VideoUrl,
                _ => string.IsNullOrWhiteSpace(clip.ImageLargeUrl) ? clip.ImageUrl : clip.ImageLargeUrl,
            };
            return string.IsNullOrWhiteSpace(address) ? null : address!.Trim();
        }
    }
}
