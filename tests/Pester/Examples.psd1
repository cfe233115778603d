@{
    # What single examples need beyond what all have, by their names. Setup: script to run before. Location:
    # 'Repository' for its root as the current folder. Output: what the output has to match. Errors: the ids of the
    # errors that it is about.

    'README.md: Install'                                                                = @{ Location = 'Repository' }
    'README.md: Install (2)'                                                            = @{
        Setup = 'Compress-Archive (Split-Path $modulePath) "SunoPS-$((Test-ModuleManifest $modulePath).Version).zip"'
    }
    'README.md: Errors'                                                                 = @{ Setup = '$ids += $unknownId' }

    'about_SunoPS.md: Where the key comes from (2)' =
        @{ Setup = 'Disconnect-SunoApi; $env:SUNO_API_BASE_URI = "$baseUri/x-see"' }
    'about_SunoPS.md: Scheduled scripts' = @{ Setup = 'Add-Content ids.txt $unknownId'; Errors = 'TaskNotFound' }
    'about_SunoPS.md: Errors' = @{ Setup = '$ids += $unknownId' }
    'about_SunoPS.md: Errors (2)' = @{ Setup = '$id = $unknownId'; Output = '^There is no task' }

    'Connect-SunoApi.md: Use another key' = @{ Setup = 'Connect-SunoApi -BaseUri $baseUri -ApiKey $key; $otherKey = $key' }
    'Disconnect-SunoApi.md: Go back to the settings of the environment' =
        @{ Setup = '$env:SUNO_API_BASE_URI = $baseUri' }
    'Get-SunoTask.md: Refresh tasks that were not done' = @{ Setup = '$ids += $unfinishedId' }
    'Get-SunoTask.md: See which ids the gateway does not know' = @{ Setup = '$ids += $unknownId' }
    'Get-SunoTaskBatch.md: Keep what failed for a later try' = @{ Setup = 'Add-Content ids.txt $unknownId' }
    'Get-SunoTaskBatch.md: Fetch lyrics' = @{ Setup = '$ids = $lyricsIds' }
    # A task that is asked for the fourth time (once by every example) has clips that stream.
    'Save-SunoClip.md: Count what failed, and why' = @{
        Setup = '1..2 | ForEach-Object { $null = Get-SunoTask $unfinishedId }; $ids += $unfinishedId'
        Output = 'MediaNotReady'
    }
    # What is late after ten minutes has no place in a test; an id that is unknown comes the same way.
    'Wait-SunoTask.md: Wait ten minutes at most' = @{ Setup = '$ids += $unknownId' }

    # A journal with one song, or an empty one, which gives nothing.
    'README.md: What people do with it (8)' = @{ Setup = '& $doneAtOnce; $null = Submit-SunoMusic -Description "a calm song"' }
    'about_SunoPS.md: The journal of submissions' =
        @{ Setup = '& $doneAtOnce; $null = Submit-SunoMusic -Description "a calm song"'; Output = '^$' }
    'Get-SunoSubmission.md: Finish the work of today in a new session' =
        @{ Setup = '& $doneAtOnce; $null = Submit-SunoMusic -Description "a calm song"' }
    'Get-SunoSubmission.md: Find submissions that may have been accepted' = @{ Output = '^$' }
    'Get-SunoSubmission.md: Submit again what was refused' = @{ Output = '^$' }
    'Remove-SunoSubmission.md: Remove the entries of more than a year ago' = @{ Output = '^$' }

    # Nothing takes its time at the local gateway: what is submitted is done when it is asked for.
    'README.md: What people do with it (5)' =
        @{ Setup = '"Name,Description", "calm,a calm song" | Set-Content songs.csv; & $doneAtOnce' }
    'Join-SunoClip.md: Join the second part of a song with the first' =
        @{ Setup = '$secondPart = $tasks[0].Clips[0]; & $doneAtOnce' }
    'Join-SunoClip.md: See what would be sent' = @{ Setup = '$secondPart = $tasks[0].Clips[0]' }
    'Submit-SunoLyrics.md: Lyrics, and a song of them'                                  = @{ Setup = '& $doneAtOnce' }
    'Submit-SunoLyrics.md: One for each line of a file' =
        @{ Setup = '"rain", "sun" | Set-Content themes.txt; & $doneAtOnce' }
    'Submit-SunoMusic.md: From a description'                                           = @{ Setup = '& $doneAtOnce' }
    'Submit-SunoMusic.md: From lyrics' = @{ Setup = '"la la" | Set-Content song.txt; & $doneAtOnce' }
    'Submit-SunoMusic.md: Every row of a CSV file' = @{
        Setup = '"Name,Description", "calm,a calm song", "none," | Set-Content songs.csv'
        Errors = 'InvalidArgument'
    }
    'Submit-SunoMusic.md: See what would be sent' =
        @{ Setup = '"Name,Description", "calm,a calm song" | Set-Content songs.csv' }
    'Submit-SunoMusic.md: Go on from a clip' =
        @{ Setup = '$clip = $tasks[0].Clips[0]; $secondPart = "la la"; & $doneAtOnce' }
}
