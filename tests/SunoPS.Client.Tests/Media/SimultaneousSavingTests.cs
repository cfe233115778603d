using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SunoPS.Client.Tests.Media;

/// <summary>
/// Several processes save the same clips to the same folder at the same time, from a host that truncates responses.
/// </summary>
public sealed class SimultaneousSavingTests : MediaTests
{
    /// <summary>Set to 1 for the full size: 8 processes, 40 clips, 20 rounds.</summary>
    private const string FullSizeVariable = "SUNOPS_FULL_SAVING_TEST";

    private static readonly bool IsFullSize = Environment.GetEnvironmentVariable(FullSizeVariable) == "1";

    [Fact(Timeout = 10 * Deadlock)]
    public async Task Every_file_with_its_final_name_is_whole()
    {
        ClientBuild.SkipForDesktop("The other processes have the build for PowerShell 7.");
        (int processes, int clips, int rounds) = IsFullSize ? (8, 40, 20) : (3, 12, 3);
        Host = Host with { Bytes = 48 * 1024, CutRate = 0.3 };
        Worker[] workers = [.. Enumerable.Range(0, processes).Select(_ => Owned(new Worker()))];
        int files = 0;
        int failed = 0;
        for (int round = 0; round < rounds; round++)
        {
            Host = Host with { Seed = round };
            string folder = Path.Combine(Folder, $"{round}");
            string answer = AnswerWith(clips);
            int[] failures = await Task.WhenAll(workers.Select(worker => worker.SaveAsync(folder, answer, clips)));
            failed += failures.Sum();

            string[] songs = Directory.GetFiles(folder, "Song*");
            files += songs.Length;
            Assert.All(songs, path => Assert.Equal(Content(IdOf(path)), File.ReadAllBytes(path)));

            // A later run downloads failed files; then no file is missing.
            Host = Host with { CutRate = 0 };
            await workers[0].SaveAsync(folder, answer, clips);
            Host = Host with { CutRate = 0.3 };
            songs = Directory.GetFiles(folder, "Song*");
            Assert.Equal(clips, songs.Length);
            Assert.All(songs, path => Assert.Equal(Content(IdOf(path)), File.ReadAllBytes(path)));
        }

        Assert.True(failed > 0);
        Assert.InRange(files, 1, clips * rounds);
        TestContext.Current.SendDiagnosticMessage(
            $"{processes} processes, {clips} clips, {rounds} rounds: "
            + $"{files} files under cuts, all whole; {failed} attempts cut off.");
    }

    private static string IdOf(string path) => Path.GetFileNameWithoutExtension(path)["Song ".Length..];

    private string AnswerWith(int clips) => JsonSerializer.Serialize(new
    {
        code = "success",
        data = new
        {
            task_id = "t-1",
            status = "SUCCESS",
            data = Enumerable.Range(0, clips).Select(number => new
            {
                id = $"c-{number}",
                title = "Song",
                status = "complete",
                audio_url = Address($"c-{number}", ".mp3"),
            }),
        },
    });

    private sealed class Worker : IDisposable
    {
        private readonly Process _process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "SunoPS.SaveWorker" + (OperatingSystem.IsWindows() ? ".exe" : "")))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        /// <summary>Saves the clips of a response to a folder.</summary>
        /// <returns>Number of failed files.</returns>
        public async Task<int> SaveAsync(string folder, string answer, int clips)
        {
            await _process.StandardInput.WriteLineAsync($"{folder}\t{answer}");
            await _process.StandardInput.FlushAsync(Cancel);
            string[] counts = (await _process.StandardOutput.ReadLineAsync(Cancel))!.Split('\t');
            int failed = int.Parse(counts[1], CultureInfo.InvariantCulture);
            Assert.Equal("", counts[2]);
            Assert.Equal(clips, int.Parse(counts[0], CultureInfo.InvariantCulture) + failed);
            return failed;
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
