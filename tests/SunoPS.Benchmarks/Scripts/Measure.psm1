#Requires -Version 7.4

# Runs a script and measures its cost for this process.

Set-StrictMode -Version Latest

function Get-ProcessMemory {
    # The current memory of the process in MiB, and its peak since the last Reset-PeakMemory.
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $peak = $process.PeakWorkingSet64
    if ($IsLinux) {
        # .NET keeps the peak of the process; that of the kernel can be reset.
        $peak = 1KB * [long] ([IO.File]::ReadAllText('/proc/self/status') -replace '(?s).*VmHWM:\s*(\d+) kB.*', '$1')
    }

    [pscustomobject]@{ Now = $process.WorkingSet64 / 1MB; Peak = $peak / 1MB }
    $process.Dispose()
}

function Reset-PeakMemory {
    if ($IsLinux) {
        [IO.File]::WriteAllText('/proc/self/clear_refs', '5')
    }
}

function Measure-Script {
    # Items are the output of the script; a script that keeps nothing writes their number.
    param([Parameter(Mandatory)] [scriptblock] $Script, $Argument)

    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    [GC]::Collect()
    Reset-PeakMemory
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $processor = $process.TotalProcessorTime
    $allocated = [GC]::GetTotalAllocatedBytes()
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $items = @(& $Script $Argument)
    $wall = $clock.Elapsed
    $process.Refresh()
    [pscustomobject]@{
        WallMs       = $wall.TotalMilliseconds
        ProcessorMs  = ($process.TotalProcessorTime - $processor).TotalMilliseconds
        AllocatedMiB = ([GC]::GetTotalAllocatedBytes() - $allocated) / 1MB
        PeakMiB      = (Get-ProcessMemory).Peak
        Items        = $items.Count -eq 1 -and $items[0] -is [int] ? $items[0] : $items.Count
    }
    $process.Dispose()
}

Export-ModuleMember -Function Get-ProcessMemory, Measure-Script
