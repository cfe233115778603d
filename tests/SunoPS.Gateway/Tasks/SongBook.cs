namespace SunoPS.Gateway;

/// <summary>
/// The songs that generated tasks rotate through. Together they have content that breaks careless readers and writers:
/// line breaks, quotation marks, commas, characters that are invalid in file names, and non-ASCII text.
/// </summary>
internal static class SongBook
{
    private static readonly Song[] Sung =
    [
        new(
            "Harbour Lights",
            ["dream pop", "female vocals", "92 bpm"],
            """
            [Verse]
            The ferry folds the evening in
            A silver seam on the water's skin
            You count the lamps along the pier
            I lose my place and find you here

            [Chorus]
            Harbour lights, harbour lights
            Carry me over the quiet nights
            Every wave that the north wind writes
            Reads your name in the harbour lights

            [Verse 2]
            The gulls have gone, the ropes are tied
            The town is turning on its side
            We keep the radio turned down low
            And let the late tide come and go
            """,
            "a calm song about a harbour at night"),
        new(
            "Say \"Goodnight\" First",
            ["country", "acoustic guitar", "story telling"],
            """
            [Verse]
            She said, "Don't call before the rain"
            I said, "The rain's already here"
            She wrote "goodbye" across the pane
            And drew a heart to make it clear

            [Chorus]
            So say "goodnight" first, and mean it slow
            A word's a door you can't un-close
            I'd stay till "morning", don't you know
            If "maybe" was the word you chose

            [Outro]
            (oh-oh) say "goodnight" first
            """),
        new(
            "城市之光",
            ["华语流行", "钢琴", "抒情"],
            """
            [主歌]
            走过霓虹闪烁的街
            雨水把倒影写成诗篇
            我在人海里听见
            你轻轻地说“再见”

            [副歌]
            城市之光，照亮远方
            每一扇窗，都有人在想
            若风能带走所有的忧伤
            请把歌声送到你身旁

            [尾声]
            城市之光，晚安，晚安
            """,
            "一首关于城市夜晚的抒情歌曲"),
        new(
            "Either/Or: A Love Song?",
            ["indie rock", "male vocals", "lo-fi & fuzzy"],
            """
            [Verse]
            It's either/or, it's now or then
            It's 50% of "who knows when"
            A <maybe> in a bracket drawn
            A plus, a minus \ then it's gone

            [Chorus]
            Either you, or no one: that's the law
            I've signed it twice, I've read it all
            Either me | or the man next door
            A love song? Yes. An either/or.
            """),
        new(
            "Café del Mañana",
            ["bossa nova", "español", "voz suave"],
            """
            [Estribillo]
            En el café del mañana
            El sol se sienta a mi lado ☀️
            La niña abre la ventana
            Y el mar nos deja un recado 🌊

            [Verso]
            ¿Qué será de aquel otoño?
            ¡Ay! Que el corazón extraña
            Un piano, un viejo retoño
            En el café del mañana
            """,
            "bossa nova para desayunar"),
    ];

    private static readonly Song Instrumental = new(
        "Paper Boats", ["lo-fi", "instrumental", "rainy", "78 bpm"], "", "lo-fi beats for a rainy afternoon");

    private static readonly Song[] All = [.. Sung, Instrumental];

    /// <summary>Returns the song of a music task.</summary>
    public static Song SongOf(long number) => All[number % All.Length];

    /// <summary>Returns the song of a lyrics task, never an instrumental.</summary>
    public static Song LyricsOf(long number) => Sung[number % Sung.Length];
}
