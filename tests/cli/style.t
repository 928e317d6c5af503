House styles: --style. What they do to texts stands in spec/style.txt.

=== a style
$ textclean --style house.style a.txt
--- file house.style
# Hexi Daily
rules: -hyphen-blank
term: Mill  Street
--- file a.txt
A high -quality school in Mill  Street,  Hexi.
--- stdout
A high -quality school in Mill  Street, Hexi.
=== flags of its terms are not shown
$ textclean --check --style house.style a.txt
--- file house.style
term zh: 河西镇
--- file a.txt
The dam of 河西镇 was mended.
=== --rules goes on from it
$ textclean --style house.style --rules +hyphen-blank a.txt
--- file house.style
rules: -hyphen-blank, -blank-run
--- file a.txt
A high -quality school.
--- stdout
A high-quality school.
=== a style from standard input
$ textclean --style - a.txt
--- stdin
rules: none
--- file a.txt
A high -quality school.
--- stdout
A high -quality school.
=== a style that is not there
$ textclean --style house.style a.txt
--- file a.txt
News.
--- stderr
textclean: --style: house.style: cannot be opened: No such file or directory
--- status 2
=== a directory
$ textclean --style . a.txt
--- file a.txt
News.
--- stderr
textclean: --style: .: cannot be read: Is a directory
--- status 2
=== an error tells its line and byte, and nothing is written
$ textclean --style house.style -o b.txt a.txt; status=$?; ls; exit $status
--- file house.style
rules: -dash
trem: Mill
--- file a.txt
News.
--- stdout
a.txt
house.style
--- stderr
textclean: house.style:2:1: 'trem': there is no such keyword; there are rules, term, abbreviation, honorific, label, end, related, notice
--- status 2
=== an unknown rule
$ textclean --style house.style a.txt
--- file house.style
rules: -dash, +hyphen-blnk
--- file a.txt
News.
--- stderr
textclean: house.style:1:15: '+hyphen-blnk': there is no rule of this name
--- status 2
=== a long line without a colon
$ textclean --style house.style a.txt
--- file house.style
The dam of Hexi was mended on Sunday, and the town was glad, and the mill went on.
--- file a.txt
News.
--- stderr
textclean: house.style:1:1: 'The dam of Hexi was mended on Sunday, and the town was glad,...': a line is a comment (# ...) or KEYWORD: VALUE; this has no colon :
--- status 2
=== what is wrong cannot steer the terminal
$ textclean --style house.style a.txt
--- file house.style
term: a{{1B}}[2J
--- file a.txt
News.
--- stderr
textclean: house.style:1:8: '<U+001B>': a control character
--- status 2
=== the record tells that a style is in use
$ a=$(textclean -f jsonl a.txt | cut -d, -f 9-) b=$(textclean -f jsonl --style house.style a.txt | cut -d, -f 9-); [ "$a" != "$b" ]
--- file house.style
term: Mill
--- file a.txt
News.
