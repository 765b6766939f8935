# Completion of newsrank-search, newsrank-index and newsrank-eval for bash.
# Options are those that --help tells of, so they are never out of date.

_newsrank_options() { # program
  "$1" --help 2>/dev/null | sed -nE 's/^  ((-[[:alpha:]],)?--[a-z-]+(,--[a-z-]+)*).*/\1/p' | tr ',' '\n'
}

_newsrank_options_with_value() { # program
  "$1" --help 2>/dev/null | sed -nE 's/^  ((-[[:alpha:]],)?--[a-z-]+(,--[a-z-]+)*) [A-Z]+([^A-Za-z].*)?$/\1/p' | tr ',' '\n'
}

# What the unfinished query may become, for its last word. Queries with characters of the shell or of readline are left alone.
_newsrank_queries() { # program current-word
  local -a databases=() typed=()
  local with_value word head kind text i
  with_value=$(_newsrank_options_with_value "$1")
  for ((i = 1; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ $word == --db ]]; then
      word=${COMP_WORDS[++i]}
      databases+=(--db "${word/#\~/$HOME}")
    elif [[ $word == -* ]]; then
      ! grep -qxF -e "$word" <<<"$with_value" || ((++i))
    else
      typed+=("$word")
    fi
  done
  head="${typed[*]:+${typed[*]} }"
  [[ $head$2 != *[\'\"\\\$\`:=\;\&\|\(\)\<\>]* ]] || return
  while IFS=$'\t' read -r kind text; do
    [[ $kind != query || $text != "$head$2"* ]] || COMPREPLY+=("${text#"$head"}")
  done < <("$1" "${databases[@]}" --complete --format text -- "$head$2" 2>/dev/null)
}

_newsrank_folders() { # current-word
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -d -- "$1")
}

_newsrank_files() { # current-word [words beside files]
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -W "${*:2}" -- "$1"; compgen -f -- "$1")
}

_newsrank_words() { # current-word words
  mapfile -t COMPREPLY < <(compgen -W "${*:2}" -- "$1")
}

_newsrank() { # program current-word previous-word
  COMPREPLY=()
  case "$3" in
    --db) _newsrank_folders "$2" && return ;;
    --profile) _newsrank_files "$2" news prose && return ;;
    --batch | --config | --exclude | --like | --qrels | --queries | --suite | --synonyms) _newsrank_files "$2" && return ;;
    --format) _newsrank_words "$2" text json jsonl csv tsv markdown trec urls && return ;;
    --sort) _newsrank_words "$2" relevance date quality heat && return ;;
    --color | --colour | --hyperlinks) _newsrank_words "$2" auto always never && return ;;
    --published | --removed) _newsrank_words "$2" true false any && return ;;
    --type) _newsrank_words "$2" article video && return ;;
    --facet) _newsrank_words "$2" topic provider category type lang year month date quality && return ;;
    --split) _newsrank_words "$2" even odd both all && return ;;
    -m | --measure) _newsrank_words "$2" map ndcg mrr p@10 r@10 ndcg@10 mrr@10 && return ;;
    -*) ! grep -qxF -e "$3" <<<"$(_newsrank_options_with_value "$1")" || return ;;
  esac
  if [[ $2 == -* ]]; then
    _newsrank_words "$2" "$(_newsrank_options "$1")"
  elif [[ ${1##*/} == newsrank-search ]]; then
    _newsrank_queries "$1" "$2"
  else
    _newsrank_files "$2"
  fi
}

complete -F _newsrank newsrank-search newsrank-index newsrank-eval
