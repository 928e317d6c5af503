Where articles come from: directories and lists.

=== a directory, in byte order of names, in all depths
$ mkdir -p d/e/empty; printf 'One .\n' > d/b.txt; printf 'Two .\n' > d/e/a.txt; printf 'Three .\n' > d/B.txt
$ printf 'Four .\n' > d/.hidden; printf 'Five .\n' > d/河.txt; ln -s ../b.txt d/e/link; mkfifo d/pipe
$ textclean -f sentences d | cut -f 1,4; echo ---; textclean -f sentences d/ d/e | grep . | cut -f 1 | paste -s
--- stdout
d/.hidden	Four.

d/B.txt	Three.

d/b.txt	One.

d/e/a.txt	Two.

d/河.txt	Five.

---
d/.hidden	d/B.txt	d/b.txt	d/e/a.txt	d/河.txt	d/e/a.txt
=== an empty directory, and one with nothing that is wanted
$ mkdir -p d/e; textclean d; echo $?; touch d/e/a.txt; textclean --include '*.md' d; textclean -q --exclude e d
--- stdout
0
--- stderr
textclean: d: there are no files to read in this directory
textclean: d: there are no files to read in this directory
=== some files only: by name, or by the path below the directory
$ mkdir -p d/2021 d/2022/raw; for f in 2021/a.txt 2021/a.md 2022/b.txt 2022/raw/c.txt; do echo "$f it is" > d/$f; done
$ textclean -f sentences --include '*.txt' --exclude raw d | grep . | cut -f 1 | paste -s
$ textclean -f sentences --include '2022/*' d | grep . | cut -f 1 | paste -s
$ textclean -f sentences --exclude '*/raw' --exclude '*.md' d | grep . | cut -f 1 | paste -s
$ textclean -f sentences --include '*.md' --include 'b*' d d/2021/a.txt | grep . | cut -f 1 | paste -s
--- stdout
d/2021/a.txt	d/2022/b.txt
d/2022/b.txt	d/2022/raw/c.txt
d/2021/a.txt	d/2022/b.txt
d/2021/a.md	d/2022/b.txt	d/2021/a.txt
=== symbolic links are followed if wanted, and loops are found
$ mkdir -p d/e other; echo Dam. > other/x.txt; ln -s ../other d/o; ln -s .. d/e/up; ln -s nowhere d/gone
$ textclean d; echo "$?"; textclean -L d; echo "$?"; textclean d/o
--- stdout
0
Dam.
2
Dam.
--- stderr
textclean: d: there are no files to read in this directory
textclean: d/e/up: cannot be opened: it leads back to a directory above it
textclean: d/gone: cannot be opened: No such file or directory
=== a directory that cannot be read does not end the work
$ mkdir -p d/a d/b; echo Dam. > d/b/x.txt; ln -s a d/z; textclean no d; echo $?
--- stdout
Dam.
2
--- stderr
textclean: no: cannot be opened: No such file or directory
=== a list of files, with directories and empty lines in it
$ mkdir d; echo One. > d/a.txt; echo Two. > 'b c.txt'; printf 'b c.txt\n\nd\n' > list
$ textclean --files-from list; echo ---; textclean d/a.txt --files-from list -f sentences | cut -f 1 | sed '/^$/d'
$ printf 'b c.txt\0d\0' | textclean -0 --files-from - -f sentences | cut -f 1 | sed '/^$/d'
--- stdout
Two.

One.
---
d/a.txt
b c.txt
d/a.txt
b c.txt
d/a.txt
=== an empty list, no list, a name in it that is not there
$ textclean --files-from /dev/null; echo $?; textclean --files-from no; echo $?
$ echo gone.txt | textclean --files-from -; echo $?; textclean --null x; textclean --files-from .
--- stdout
0
2
2
--- stderr
textclean: no: cannot be opened: No such file or directory
textclean: gone.txt: cannot be opened: No such file or directory
textclean: --null needs --files-from, whose names it parts
Try 'textclean --help'.
textclean: .: cannot be read: Is a directory
--- status 2
=== text that only seems packed
$ printf 'PK and BZh and News.\n' | textclean; printf 'BZh9News.\n' | textclean; printf 'Z' | textclean; echo; printf '(' | textclean
--- stdout
PK and BZh and News.
BZh9News.
Z
({{no LF}}
=== values that do not exist
$ for o in --max-unpacked=0 --max-unpacked=x --max-ratio=0.5 --max-ratio=-1; do textclean $o; done
--- stderr
textclean: --max-unpacked: '0' is not a size, as 500M or 2T
Try 'textclean --help'.
textclean: --max-unpacked: 'x' is not a size, as 500M or 2T
Try 'textclean --help'.
textclean: --max-ratio: '0.5' is not a number from 1
Try 'textclean --help'.
textclean: --max-ratio: '-1' is not a number from 1
Try 'textclean --help'.
--- status 2
=== two inputs with one place: the first stays
$ mkdir x y; textclean -o out/ a.txt ./a.txt x/../a.txt "$PWD/a.txt"; echo $?; find out -type f | wc -l
$ mkdir -p o; textclean -o o a.txt .//a.txt b.txt; echo $?; cat o/a.txt o/b.txt
--- file a.txt
The mill .
--- file b.txt
A dam ,too.
--- stdout
2
2
2
The mill.
A dam, too.
--- stderr
textclean: ./a.txt: another input had this place in the directory of --output; that output stays; give this one a name of its own
textclean: x/../a.txt: its name gives no place in the directory of --output; name a file, without '..'
textclean: .//a.txt: another input had this place in the directory of --output; that output stays; give this one a name of its own
=== what the command itself writes is not read
$ cp a.jsonl d.jsonl; mkdir d; mv a.jsonl d; textclean -q --errors d/errors.jsonl d > d/out.jsonl; echo $?; cat d/out.jsonl
$ textclean -q -i jsonl d/a.jsonl >> d/a.jsonl; echo $?
--- file a.jsonl
{"text":"The mill ."}
{"x":1}
--- stdout
2
{"text":"The mill."}
{"x":1}
2
--- stderr
textclean: d/errors.jsonl: is written by this very command, and so not read; write it to another directory, or --exclude it
textclean: d/out.jsonl: is written by this very command, and so not read; write it to another directory, or --exclude it
textclean: d/a.jsonl: is written by this very command, and so not read; write it to another directory, or --exclude it
=== the directory of --output, and what a killed command left, are passed over
$ mkdir -p d/out; mv a.txt d; echo rest > d/b.txt.textclean-Ab3dEf; for i in 1 2; do textclean -o d/out d; find d -type f | sort; done
--- file a.txt
The mill .
--- stdout
d/a.txt
d/b.txt.textclean-Ab3dEf
d/out/d/a.txt
d/a.txt
d/b.txt.textclean-Ab3dEf
d/out/d/a.txt
=== a text behind lines begins on a line of its own
$ printf '{"text":"The mill ."}' > a.jsonl; textclean b.txt a.jsonl b.txt a.jsonl; textclean a.jsonl b.txt
--- file b.txt
A dam ,too.
--- stdout
A dam, too.
{"text":"The mill."}

A dam, too.
{"text":"The mill."}{"text":"The mill."}
A dam, too.
