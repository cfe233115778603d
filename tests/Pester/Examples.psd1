@{
    # What single examples need beyond what all have, by their names. Setup: script to run before. Location:
    # 'Repository' for its root as the current folder. Output: a pattern that the output has to match. Errors: the ids
    # of the errors that it is about. Replace: text of the code to replace. RunBy: the file of the test that runs it.

    'README.md: Install' = @{ Location = 'Repository' }
    'README.md: Install (2)' = @{ RunBy = 'Package.Tests.ps1' }
    # Media is at the connected host, the only one whose certificate goes unchecked.
    'README.md: First minute' = @{
        Replace = @{
            './out/SunoPS'                                       = '$modulePath'
            'http://127.0.0.1:8000 -ApiKey sk-local-gateway-key' = 'https://media.gateway.example -ApiKey $key'
        }
        Output  = '(?s)Success +a calm song about the sea.*Complete'
    }
    'README.md: Common tasks (2)' = @{
        Setup = '$tasks = Import-Csv songs.csv | Submit-SunoMusic | Wait-SunoTask'
    }
    'README.md: Common tasks (5)' = @{ Setup = '$null = Submit-SunoMusic -Description "a calm song"' }
    'recipes.md: From a table to the chosen songs (3)' = @{ RunBy = 'Recipes.Tests.ps1' }
    'errors.md: Handle the errors of a batch' = @{ Setup = '$ids += $unknownId' }
    'recipes.md: A poller that resumes' = @{ RunBy = 'Recipes.Tests.ps1' }
    'recipes.md: A dashboard' = @{ RunBy = 'Recipes.Tests.ps1' }
    'recipes.md: Two gateways compared' = @{ RunBy = 'Recipes.Tests.ps1' }
    'recipes.md: A batch, today, tomorrow and every night (2)' = @{ Output = '^$' }
    'recipes.md: A batch, today, tomorrow and every night (3)' =
        @{ Setup = '$null = Submit-SunoMusic "a calm song"' }
    'recipes.md: A batch, today, tomorrow and every night (4)' = @{
        Setup  = '"No,Name,Description", "2,b,a song", "1,a,like The Beatles" | Set-Content songs.csv'
        Output = '1 +a +Failure +Song[^\n]+\n *2 +b +Success'
    }
    'recipes.md: A batch, today, tomorrow and every night (5)' = @{
        Setup = 'Submit-SunoMusic "a calm song" | Select-Object TaskId | Export-Csv ids.csv'
    }

    'about_SunoPS_Excel.md: Reading what Excel saves' =
        @{ Setup = '"Name;Description", "calm;a calm song" | Set-Content songs.csv' }
    # A job in another process has no proxy of this one.
    'about_SunoPS_Jobs.md: Jobs in other processes' =
        @{ Replace = @{ "'https://gateway.example'" = '$baseUri' } }
    'about_SunoPS_Schedules.md: The script' = @{
        Setup   = '"Album,Name,Description", "a,calm,a calm song", "a,bad,like The Beatles" | Set-Content songs.csv'
        Replace = @{ '-Gateway OpenAIHub' = '-BaseUri https://media.gateway.example' }
        Output  = 'FailReason : Song Description contained artist name: .The Beatles'
    }
    # Only Windows has these commands.
    'about_SunoPS_Schedules.md: A scheduled task in Windows (2)' = @{
        Setup = 'function New-ScheduledTaskAction { param($Execute, $Argument, $WorkingDirectory) $Argument }
            function New-ScheduledTaskTrigger { param([switch] $Daily, [datetime] $At) $At }
            function Register-ScheduledTask { param($TaskName, $Action, $Trigger) "$TaskName $Action $Trigger" }'
    }
    'about_SunoPS_Secrets.md: In the environment' =
        @{ Setup = 'Disconnect-SunoApi; $env:SUNO_API_BASE_URI = "$baseUri/x-see"' }
    'about_SunoPS_Secrets.md: Another key' =
        @{ Setup = 'Connect-SunoApi -BaseUri $baseUri -ApiKey $key; $otherKey = $key' }
    'about_SunoPS.md: Errors' = @{ Setup = '$ids += $unknownId' }
    'about_SunoPS.md: Errors (2)' = @{ Setup = '$id = $unknownId'; Output = '^There is no task' }

    'Connect-SunoApi.md: Use another key' =
        @{ Setup = 'Connect-SunoApi -BaseUri $baseUri -ApiKey $key; $otherKey = $key' }
    'Connect-SunoApi.md: Use two gateways in turn' = @{ Setup = '$otherKey = $key' }
    'Test-SunoConnection.md: Compare several gateways' =
        @{ Setup = '$first = $second = Connect-SunoApi -BaseUri $baseUri -ApiKey $key -PassThru' }
    'Disconnect-SunoApi.md: Return to the settings of the environment' =
        @{ Setup = '$env:SUNO_API_BASE_URI = $baseUri' }
    'Get-SunoTask.md: Refresh tasks that are not complete' = @{ Setup = '$ids += $unfinishedId' }
    'Get-SunoTask.md: List the ids that the gateway does not know' = @{ Setup = '$ids += $unknownId' }
    'Get-SunoTaskBatch.md: Keep failed ids for a retry' = @{ Setup = 'Add-Content ids.txt $unknownId' }
    'Get-SunoTaskBatch.md: Fetch lyrics' = @{ Setup = '$ids = $lyricsIds' }
    # A task that is asked for the fourth time (once by every example) has clips that stream.
    'Save-SunoClip.md: Count failures by error' = @{
        Setup = '1..2 | ForEach-Object { $null = Get-SunoTask $unfinishedId }; $ids += $unfinishedId'
        Output = 'MediaNotReady'
    }
    # What is late after ten minutes has no place in a test; an id that is unknown comes the same way.
    'Wait-SunoTask.md: Limit the wait to ten minutes' = @{ Setup = '$ids += $unknownId' }

    # A journal with one song, or an empty one, which gives nothing.
    'about_SunoPS.md: The journal of submissions' =
        @{ Setup = '$null = Submit-SunoMusic -Description "a calm song"'; Output = '^$' }
    'Get-SunoSubmission.md: Finish today''s work in a new session' =
        @{ Setup = '$null = Submit-SunoMusic -Description "a calm song"' }
    'Get-SunoSubmission.md: Find submissions that may have been accepted' = @{ Output = '^$' }
    'Get-SunoSubmission.md: Resubmit refused entries' = @{ Output = '^$' }
    'Remove-SunoSubmission.md: Remove entries older than a year' = @{ Output = '^$' }

    # Nothing takes its time at the local gateway: what is submitted is done when it is asked for.
    'Join-SunoClip.md: Join two parts of a song' =
        @{ Setup = '$extension = $tasks[0].Clips[0]' }
    'Join-SunoClip.md: Preview the request' = @{ Setup = '$extension = $tasks[0].Clips[0]' }
    'Submit-SunoLyrics.md: Generate lyrics for each line of a file' =
        @{ Setup = '"rain", "sun" | Set-Content themes.txt' }
    'Submit-SunoMusic.md: Generate a song from lyrics' = @{ Setup = '"la la" | Set-Content song.txt' }
    'Submit-SunoAudio.md: Upload each address of a file' =
        @{ Setup = '"Name,Uri", "calm,https://example.com/calm.mp3" | Set-Content uploads.csv' }
    'Submit-SunoMusic.md: Submit failed songs again' = @{ Setup = '$tasks = @()'; Output = '^$' }
    'Submit-SunoMusic.md: Submit again what the gateway may not have accepted' = @{ Output = '^$' }
    'Submit-SunoMusic.md: Extend a clip' =
        @{ Setup = '$clip = $tasks[0].Clips[0]; $secondPart = "la la"' }
}
