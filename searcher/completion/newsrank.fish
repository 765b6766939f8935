# Completion of newsrank-search, newsrank-index and newsrank-eval for fish.
# Options are those that --help tells of, so they are never out of date.

# "NAMES", "VALUE" and "TEXT" of each option, tab between them.
function __newsrank_help
    $argv[1] --help 2>/dev/null | string replace -rf '^  ((?:-\w,)?--[a-z-]+(?:,--[a-z-]+)*)(?:\{\w+\})?(?: ([A-Z]+)(?![A-Za-z])\S*)?(?:.*?  +(\S.*))?.*$' '$1\t$2\t$3'
end

function __newsrank_options
    for line in (__newsrank_help (commandline -opc)[1])
        set -l parts (string split \t -- $line)
        for name in (string split , -- $parts[1])
            printf '%s\t%s\n' $name $parts[3]
        end
    end
end

function __newsrank_options_with_value
    for line in (__newsrank_help $argv[1])
        set -l parts (string split \t -- $line)
        test -n "$parts[2]"; and string split , -- $parts[1]
    end
end

# Whether a value of the option before is due.
function __newsrank_value_due
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[-1] (__newsrank_options_with_value $words[1])
end

function __newsrank_value_of
    contains -- (commandline -opc)[-1] $argv
end

# What the unfinished query may become, for its last word.
function __newsrank_queries
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l with_value (__newsrank_options_with_value $words[1])
    set -l databases
    set -l typed
    set -l i 2
    while test $i -le (count $words)
        if test "$words[$i]" = --db
            set i (math $i + 1)
            set -a databases --db (string replace -r '^~' $HOME -- $words[$i])
        else if string match -q -- '-*' $words[$i]
            contains -- $words[$i] $with_value; and set i (math $i + 1)
        else
            set -a typed $words[$i]
        end
        set i (math $i + 1)
    end
    set -l head (string join ' ' -- $typed '')
    test (count $typed) -eq 0; and set head ''
    for line in ($words[1] $databases --complete --format text -- "$head$current" 2>/dev/null)
        set -l parts (string split -m 1 \t -- $line)
        test "$parts[1]" = query; or continue
        set -l rest (string sub -s (math (string length -- "$head") + 1) -- $parts[2])
        test (string sub -l (string length -- "$head") -- $parts[2]) = "$head"; and echo $rest
    end
end

function __newsrank_folders
    __fish_complete_directories (commandline -ct)
end

for program in newsrank-search newsrank-index newsrank-eval
    complete -c $program -f
    complete -c $program -n 'not __newsrank_value_due; and string match -q -- "-*" (commandline -ct)' -a '(__newsrank_options)'
    complete -c $program -n '__newsrank_value_of --db' -a '(__newsrank_folders)'
    complete -c $program -n '__newsrank_value_of --profile' -F -a 'news prose'
    complete -c $program -n '__newsrank_value_of --batch --config --exclude --like --qrels --queries --suite --synonyms' -F
    complete -c $program -n '__newsrank_value_of --format' -a 'text json jsonl csv tsv markdown trec urls'
    complete -c $program -n '__newsrank_value_of --sort' -a 'relevance date quality heat'
    complete -c $program -n '__newsrank_value_of --color --colour --hyperlinks' -a 'auto always never'
    complete -c $program -n '__newsrank_value_of --published --removed' -a 'true false any'
    complete -c $program -n '__newsrank_value_of --type' -a 'article video'
    complete -c $program -n '__newsrank_value_of --facet' -a 'topic provider category type lang year month date quality'
    complete -c $program -n '__newsrank_value_of --split' -a 'even odd both all'
    complete -c $program -n '__newsrank_value_of -m --measure' -a 'map ndcg mrr p@10 r@10 ndcg@10 mrr@10'
end
complete -c newsrank-search -n 'not __newsrank_value_due; and not string match -q -- "-*" (commandline -ct)' -k -a '(__newsrank_queries)'
complete -c newsrank-index -n 'not __newsrank_value_due' -F
complete -c newsrank-eval -n 'not __newsrank_value_due' -F
