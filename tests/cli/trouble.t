What goes wrong, and how it is told.

=== an unknown option
$ textclean --colour
--- stderr
textclean: unknown option '--colour', or the beginning of several
Try 'textclean --help'.
--- status 2
=== an unknown letter
$ textclean -z
--- stderr
textclean: unknown option '-z'
Try 'textclean --help'.
--- status 2
=== an argument is missing
$ textclean a.txt --format
--- stderr
textclean: option '--format' needs an argument
Try 'textclean --help'.
--- status 2
=== an argument where there is none
$ textclean --quiet=yes
--- stderr
textclean: option '--quiet' takes no argument
Try 'textclean --help'.
--- status 2
=== values that do not exist
$ for o in --format=xml --input=csv --target=fr --offsets=chars --max-record=0 --max-record=1T \
$   --max-record=512M --min-score=2 --min-score=nan --on-error=skip --check=typo --color=blue \
$   --summary=no --rules=typo --rules=-hyphen-blank,typo; do textclean $o; done
--- stderr
textclean: --format: 'xml' is none of: text jsonl sentences flags tsv xliff html json
Try 'textclean --help'.
textclean: --input: 'csv' is none of: auto text lines jsonl json tsv
Try 'textclean --help'.
textclean: --target: 'fr' is not en, zh or auto
Try 'textclean --help'.
textclean: --offsets: 'chars' is none of: bytes codepoints utf16
Try 'textclean --help'.
textclean: --max-record: '0' is not a size up to 256M
Try 'textclean --help'.
textclean: --max-record: '1T' is not a size up to 256M
Try 'textclean --help'.
textclean: --max-record: '512M' is not a size up to 256M
Try 'textclean --help'.
textclean: --min-score: '2' is not a number from 0 to 1
Try 'textclean --help'.
textclean: --min-score: 'nan' is not a number from 0 to 1
Try 'textclean --help'.
textclean: --on-error: 'skip' is none of: pass drop fail
Try 'textclean --help'.
textclean: --check: there is no kind of flag 'typo'; there are: all untranslated unbalanced-quote empty-quote repeated-word repeated-sentence fragment truncated mojibake replacement-character ill-formed bidi-control mixed-script-word markup-residue split-word lost-character unsettled
Try 'textclean --help'.
textclean: --color: 'blue' is none of: auto always never
Try 'textclean --help'.
textclean: --summary: 'no' is none of: auto always never
Try 'textclean --help'.
textclean: --rules: there is no rule 'typo'; --list-rules shows all
Try 'textclean --help'.
textclean: --rules: there is no rule 'typo'; --list-rules shows all
Try 'textclean --help'.
--- status 2
=== options that do not go together
$ textclean --body --format jsonl; textclean --body --into x; textclean --into x --format text
$ textclean --into x --input text; textclean --into text --field text; textclean --into /a
--- stderr
textclean: --body does not go with --format jsonl and --into, whose records stay whole
Try 'textclean --help'.
textclean: --body does not go with --format jsonl and --into, whose records stay whole
Try 'textclean --help'.
textclean: --into goes with --format jsonl only
Try 'textclean --help'.
textclean: --into needs records: --input jsonl or json
Try 'textclean --help'.
textclean: --into: KEY is a field that --field reads
Try 'textclean --help'.
textclean: --into: KEY must not begin with a slash
Try 'textclean --help'.
--- status 2
=== --into needs records
$ textclean --into x
--- stdin
A text.
--- stderr
textclean: -: --into needs JSON, and this is none; see --input
--- status 2
=== a file that does not exist, and the work goes on
$ textclean no.txt a.txt
--- file a.txt
News.
--- stdout
News.
--- stderr
textclean: no.txt: cannot be opened: No such file or directory
--- status 2
=== a directory
$ mkdir d; textclean d a.txt
--- file a.txt
News.
--- stdout
News.
--- stderr
textclean: d: there are no files to read in this directory
=== names are shown safely
$ textclean "$(printf 'no\033[31m\n.txt')"
--- stderr
textclean: no<U+001B>[31m<U+000A>.txt: cannot be opened: No such file or directory
--- status 2
=== a full disk
$ echo News. | textclean > /dev/full
--- stderr
textclean: standard output: cannot be written: No space left on device; make room there, or write elsewhere
--- status 2
=== a full disk, for the output by name
$ echo News. | textclean -o /dev/full
--- stderr
textclean: /dev/full: cannot be written: No space left on device; make room there, or write elsewhere
--- status 2
=== a full disk, for records
$ echo '{"text":"a"}' | textclean -i jsonl -f jsonl > /dev/full
--- stderr
textclean: standard output: cannot be written: No space left on device; make room there, or write elsewhere
--- status 2
=== a full disk, for help
$ textclean --help > /dev/full
--- stderr
textclean: standard output: cannot be written: No space left on device; make room there, or write elsewhere
--- status 2
=== a full disk, for errors
$ echo '{"text":5}' | textclean -i jsonl -q --errors /dev/full
--- stdout
{"text":5}
--- stderr
textclean: /dev/full: cannot be written: No space left on device; make room there, or write elsewhere
--- status 2
=== standard output is closed
$ echo News. | textclean >&-
--- stderr
textclean: standard output: cannot be written: Bad file descriptor
--- status 2
=== a closed stream does not lend its number to a file
$ textclean no.txt a.txt -o b.txt 2>&-; textclean a.txt -o b.txt >&-; cat b.txt
$ textclean <&-
--- file a.txt
News.
--- stdout
News.
--- stderr
textclean: -: cannot be read: Bad file descriptor
--- status 2
=== a pipe that is closed ends the command without a word
$ yes News. | { textclean -i lines; echo $? >&2; } | head -n 1
--- stdout
News.
--- stderr
141
=== the output file is replaced when all is done, and keeps its mode
$ chmod 640 a.txt; textclean a.txt -o a.txt; stat -c %a a.txt; ls
--- file a.txt
A high -quality school.
--- written a.txt
A high-quality school.
--- stdout
640
a.txt
=== a new output file
$ umask 027; textclean -o b.txt a.txt; stat -c %a b.txt; ls
--- file a.txt
News.
--- written b.txt
News.
--- stdout
640
a.txt
b.txt
=== after trouble the output file is as it was
$ textclean no.txt a.txt -o b.txt; s=$?; ls; exit $s
--- file a.txt
News.
--- file b.txt
Old.
--- written b.txt
Old.
--- stdout
a.txt
b.txt
--- stderr
textclean: no.txt: cannot be opened: No such file or directory
--- status 2
=== a check that finds something still writes its file
$ textclean --check -o b.txt a.txt; s=$?; ls; exit $s
--- file a.txt
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- written b.txt
a.txt:1:34: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
--- stdout
a.txt
b.txt
--- status 1
=== an output behind a link
$ ln -s real.txt link.txt; textclean -o link.txt a.txt; ls; readlink link.txt
--- file a.txt
News.
--- file real.txt
Old.
--- written real.txt
News.
--- stdout
a.txt
link.txt
real.txt
real.txt
=== an output in no directory
$ textclean -o no/b.txt a.txt
--- file a.txt
News.
--- stderr
textclean: no/b.txt: cannot be written: No such file or directory
--- status 2
=== a signal leaves nothing behind
$ exec 2> /dev/null; mkfifo in; sleep 60 > in & writer=$!
$ textclean -i lines -o b.txt in & reader=$!
$ until ls b.txt.textclean-* > /dev/null 2>&1; do sleep 0.1; done
$ kill $reader; wait $reader; echo $?; kill $writer; ls
--- stdout
143
in
=== results come while the input is still open
$ { echo One.; for i in $(seq 200); do
$   test -s out && break; sleep 0.1; done; test -s out && echo Two.; } | textclean -i lines > out
$ cat out
--- stdout
One.
Two.
=== the locale does not matter
$ for l in C tr_TR.UTF-8 zh_CN.GB18030; do LC_ALL=$l textclean -f flags --check a.txt; done
--- file a.txt
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- stdout
a.txt:1:34: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
a.txt:1:34: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
a.txt:1:34: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
--- status 1
=== an operand before options, whatever POSIXLY_CORRECT says
$ POSIXLY_CORRECT=1 textclean a.txt -f sentences
--- file a.txt
News.
--- stdout
a.txt	1	en	News.

=== the help fits a terminal
$ textclean --help | awk 'length($0) > 80'; textclean --help | head -n 1
--- stdout
Usage: textclean [OPTION]... [FILE|DIRECTORY|-]...
=== the version
$ textclean --version | sed 's/[0-9][0-9.]*/N/'
--- stdout
textclean N
Unicode N
License: MIT
=== the rules as JSON: an array of objects, ill-formed text in hex
$ textclean --list-rules --format json | head -n 1; textclean --list-rules -f json | tail -n 1 | tail -c 3
--- stdout
[{"id":"ill-formed","group":"unicode","languages":"*","default":true,"doc":"Replaces each ill-formed part by U+FFFD; can not be switched off.","before_hex":"61ff62","after":"a�b","spares":"a U+FFFD that the source has","keep":"a�b 𠮷"},
}]
=== rules go with no other format, and json with rules only
$ textclean --list-rules --format jsonl; textclean --format json; textclean --list-rules -f text | head -n 1
--- stdout
NAME                  GROUP    LANGS  DEFAULT
--- stderr
textclean: --list-rules goes with --format text or json only
Try 'textclean --help'.
textclean: --format json goes with --list-rules only; jsonl gives records
Try 'textclean --help'.
=== an unknown rule, and the nearest one
$ for l in hyphen-blnk +puntc,x -all,-halftofull news,defalt zzz +; do textclean --rules="$l" a.txt; done
--- file a.txt
News.
--- stderr
textclean: --rules: there is no rule 'hyphen-blnk'; did you mean 'hyphen-blank'?
Try 'textclean --help'.
textclean: --rules: there is no rule '+puntc'; did you mean '+punct'?
Try 'textclean --help'.
textclean: --rules: there is no rule '-halftofull'; did you mean '-half-to-full'?
Try 'textclean --help'.
textclean: --rules: there is no rule 'defalt'; did you mean 'default'?
Try 'textclean --help'.
textclean: --rules: there is no rule 'zzz'; --list-rules shows all
Try 'textclean --help'.
textclean: --rules: there is no rule '+'; --list-rules shows all
Try 'textclean --help'.
--- status 2
=== of two rules that undo each other the later one acts
$ textclean --rules +bracket-to-half a.txt; textclean --rules all,+close-han-latin a.txt; textclean --rules close-han-latin,all a.txt
--- file a.txt
河西（旧称磨坊村）的 GDP增长了，共有 3家企业。
--- stdout
河西(旧称磨坊村)的 GDP增长了，共有 3家企业。
河西（旧称磨坊村）的GDP增长了，共有3家企业。
河西（旧称磨坊村）的 GDP 增长了，共有 3 家企业。
=== the rules are listed
$ textclean --list-rules | head -n 1; textclean --list-rules | grep -A 3 '^hyphen-blank '
$ textclean --list-rules | grep -A 2 -e '^ill-formed ' -e '^nfc ' | grep -e '->'
--- stdout
NAME                  GROUP    LANGS  DEFAULT
hyphen-blank          news     en     on
    Closes a compound that lost its form: a blank before the hyphen, none behind.
    "a high -quality school" -> "a high-quality school"
    Spares a dash, a minus sign, a line between two places: "The mill - and the Hexi -Quarry line - froze at -5 degrees."
    "a<FF>b" -> "a�b"
    "cafe<U+0301>" -> "café"
