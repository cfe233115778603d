using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SunoPS.Shared;

/// <summary>Runs a program to its end, or ends it together with everything that it has started.</summary>
internal static class ChildProcess
{
    /// <summary>
    /// How long output may still come when its program has ended: something that it started can hold the pipe open.
    /// </summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs a program whose output goes where that of this process goes. It has the terminal of this process, without
    /// which a PowerShell cannot draw its progress bar; or no input where there is none.
    /// </summary>
    /// <param name="startInfo">What to run.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async Task<int> RunAsync(ProcessStartInfo startInfo, CancellationToken cancellationToken)
    {
        using var running = new RunningProcess(startInfo, hasInput: !Console.IsInputRedirected);
        await running.WaitAsync(cancellationToken);
        return running.ExitCode;
    }

    /// <summary>Runs a program and keeps what it writes. It has no input.</summary>
    /// <param name="startInfo">What to run.</param>
    /// <param name="limit">The longest that it may take.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    /// <exception cref="OperationCanceledException">It was ended by the caller.</exception>
    public static async Task<ChildResult> CaptureAsync(
        ProcessStartInfo startInfo, TimeSpan limit, CancellationToken cancellationToken)
    {
        startInfo.RedirectStandardOutput = true;
        startInfo.RedirectStandardError = true;
        startInfo.StandardOutputEncoding = Encoding.UTF8;
        startInfo.StandardErrorEncoding = Encoding.UTF8;

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        using var running = new RunningProcess(startInfo, hasInput: false);
        var output = new StringBuilder();
        Task reading = Task.WhenAll(ReadAsync(running.Output, output), ReadAsync(running.Error, output));
        int? exitCode = null;
        try
        {
            await running.WaitAsync(timeout.Token);
            exitCode = running.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Out of time: the result says so by having no exit code.
        }

        await Task.WhenAny(reading, Task.Delay(OutputGrace, cancellationToken));
        lock (output)
        {
            return new ChildResult(exitCode, output.ToString().Trim());
        }
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder output)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (output)
                {
                    output.AppendLine(line);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The pipe was given up, see OutputGrace.
        }
    }

    private sealed class RunningProcess : IDisposable
    {
        private readonly Process _process;

        public RunningProcess(ProcessStartInfo startInfo, bool hasInput)
        {
            startInfo.UseShellExecute = false;
            startInfo.RedirectStandardInput = !hasInput;
            _process = Process.Start(startInfo)!;
            AppDomain.CurrentDomain.ProcessExit += OnExit;
            if (!hasInput)
            {
                _process.StandardInput.Close();
            }
        }

        public StreamReader Output => _process.StandardOutput;

        public StreamReader Error => _process.StandardError;

        public int ExitCode => _process.ExitCode;

        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            try
            {
                await _process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Kill();
                await _process.WaitForExitAsync(CancellationToken.None);
                throw;
            }
        }

        public void Dispose()
        {
            AppDomain.CurrentDomain.ProcessExit -= OnExit;
            Kill();
            _process.Dispose();
        }

        private void OnExit(object? sender, EventArgs args) => Kill();

        private void Kill()
        {
            try
            {
                if (!_process.HasExited)
                {
                    _process.Kill(entireProcessTree: true);
                }
            }
            catch (Exception exception) when (
                exception is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It ended by itself in the meantime.
            }
        }
    }
}
