Threats: one test or more for each row of the table in tools/SECURITY.md that no other file has.

=== bidi controls are flagged and stay; a rule removes them, if wanted
$ printf 'Pay \342\200\256004\342\200\254 \342\201\246now\342\201\251 to the mill.\n' > a.txt
$ textclean -f flags -q a.txt; textclean -q a.txt | cmp - a.txt; textclean -q --rules +bidi-control a.txt
--- stdout
a.txt:1:5: bidi-control [en 1.00] <U+202E>
a.txt:1:9: bidi-control [en 1.00] <U+202C>
a.txt:1:11: bidi-control [en 1.00] <U+2066>
a.txt:1:15: bidi-control [en 1.00] <U+2069>
Pay 004 now to the mill.
=== invisible characters go, and stay where letters or pictures need them
$ printf 'The m\342\200\213i\302\255ll \363\240\201\201burned. \360\237\221\250\342\200\215\360\237\221\251 \340\244\225\340\245\215\342\200\215\340\244\267\n' | textclean -q | od -An -tx1
--- stdout
 54 68 65 20 6d 69 6c 6c 20 62 75 72 6e 65 64 2e
 20 f0 9f 91 a8 e2 80 8d f0 9f 91 a9 20 e0 a4 95
 e0 a5 8d e2 80 8d e0 a4 b7 0a
=== letters of another script that look alike are flagged, never replaced
$ printf 'Pay with P\320\260ymill now.\n' > a.txt; textclean -q -f flags a.txt; textclean -q --rules all a.txt | cmp - a.txt
--- stdout
a.txt:1:10: mixed-script-word [ru 0.90] Pаymill
=== ill-formed bytes: no record is lost, each maximal part is one U+FFFD, all are flagged
$ printf 'A \300\257 \355\240\200 \364\220\200\200 \360\237\230 \377 mill.\n' > a.txt; textclean -q a.txt; textclean -q --check=ill-formed a.txt | cut -d: -f1-4
$ printf '{"text":"A \300\257 mill ,too."}\n' > a.jsonl; textclean -q a.jsonl | cmp - a.jsonl
--- stdout
A �� ��� ���� � � mill.
a.txt:1:3: ill-formed [en 1.00] ��
a.txt:1:6: ill-formed [en 1.00] ���
a.txt:1:10: ill-formed [en 1.00] ����
a.txt:1:15: ill-formed [en 1.00] �
a.txt:1:17: ill-formed [en 1.00] �
=== escapes of a terminal: shown text and names
$ f=$(printf 'a\033]0;title\a\302\2331m.txt'); printf 'The \033[31m mill \302\233 burned  twice, and left. strength. 磨坊昨天夜里失火了，\033[2J大坝还在。\n' > "$f"
$ textclean -f flags --check=all "$f" "$f.no" 2>&1 | od -An -c | grep -c -e 033 -e 233
$ textclean -f flags --check=untranslated "$f"
--- stdout
0
a<U+001B>]0;title<U+0007><U+009B>1m.txt:1:53: untranslated [zh 0.99] 磨坊昨天夜里失火了，[2J大坝还在
--- status 1
=== on a terminal all controls are shown: of the text, and of ids
$ printf '{"id":"x\\u001b[31m","text":"A \342\200\256mill\342\200\254."}\n' | textclean -q --rules none -f sentences
--- terminal
--- stdout
x<U+001B>[31m	1	en	A <U+202E>mill<U+202C>.

=== a name with a line end makes no line of its own: messages, flags, sentences, errors
$ f=$(printf 'a\ntextclean: all is well.txt'); printf '{"text":5}\n{"text":"The mill burned down. 磨坊昨天夜里失火了，大坝还在。"}\n' > "$f"
$ textclean -i jsonl -q --errors e -f flags "$f"; textclean -i jsonl -q -f sentences "$f" | wc -l; wc -l < e; textclean "$f.no"
--- stdout
a<U+000A>textclean: all is well.txt:2:1: untranslated [en 0.95] The mill burned down
3
1
--- stderr
textclean: a<U+000A>textclean: all is well.txt.no: cannot be opened: No such file or directory
--- status 2
=== nothing but records comes out for a hostile id
$ printf '{"id":"x\\ny\\u001b[31m\\t=1+1","text":"One. Two."}\n' > a.jsonl; textclean -q -f sentences a.jsonl; textclean -q -f flags --check=all a.jsonl; textclean -q -f jsonl a.jsonl | wc -l
--- stdout
x\ny{{1B}}[31m\t=1+1	1	en	One.
x\ny{{1B}}[31m\t=1+1	2	en	Two.

1
=== cells are no formulas in a table for spreadsheets
$ printf 'The mill burned. =1+1 磨坊失火了，@SUM(A1) 大坝还在。\n\n=cmd 磨坊昨天夜里失火了，大坝还在。\n' > '=a.txt'; textclean -q -f tsv -t en ./=a.txt '=a.txt' | cut -f 1,6,7 | sed 's/\t/|/g'
--- stdout
file|before|text
./=a.txt|The mill burned. =1+1 |磨坊失火了，@SUM(A1) 大坝还在
./=a.txt|'=cmd |磨坊昨天夜里失火了，大坝还在
'=a.txt|The mill burned. =1+1 |磨坊失火了，@SUM(A1) 大坝还在
'=a.txt|'=cmd |磨坊昨天夜里失火了，大坝还在
=== XML with a DOCTYPE, entities, or 257 levels is refused
$ printf 'The mill.\n' > a.txt; h='<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
$ printf '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>%s&b;</xliff>' "$h" > laughs.xlf; textclean apply a.txt laughs.xlf; echo $?
$ printf '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>%s&a;</xliff>' "$h" > file.xlf; textclean apply a.txt file.xlf; echo $?
$ printf '%s<file original="a"><body>' "$h" > deep.xlf; for i in 1 2 3 4 5 6 7 8 9 10; do printf "%30s" | sed 's/ /<group>/g' >> deep.xlf; done; textclean apply a.txt deep.xlf; echo $?
--- stdout
2
2
2
--- stderr
textclean: laughs.xlf:1:13: has a DOCTYPE, which XLIFF needs not and which is refused
textclean: file.xlf:1:13: has a DOCTYPE, which XLIFF needs not and which is refused
textclean: deep.xlf:1:1871: its elements are nested too deep
=== entries of an archive: names are labels, links and devices are passed over, nothing is written
$ python3 -c 'import io, tarfile
$ with tarfile.open("a.tar", "w") as t:
$     for name in "../up.txt", "/tmp/textclean-threat.txt", "d/../../x.txt":
$         i = tarfile.TarInfo(name); i.size = 11; t.addfile(i, io.BytesIO(b"The mill .\n"))
$     for name, kind, to in ("l", tarfile.SYMTYPE, "/etc/passwd"), ("h", tarfile.LNKTYPE, "../up.txt"), ("c", tarfile.CHRTYPE, ""), ("p", tarfile.FIFOTYPE, ""):
$         i = tarfile.TarInfo(name); i.type = kind; i.linkname = to; t.addfile(i)'
$ mkdir in out; mv a.tar in; cd in; textclean -q -f sentences a.tar | cut -f 1; textclean -q -o ../out/ a.tar; cd ..; find . -type f | sort; ls /tmp/textclean-threat.txt 2> /dev/null
--- stdout
a.tar:../up.txt

a.tar:/tmp/textclean-threat.txt

a.tar:d/../../x.txt

./in/a.tar
./out/a.tar:../up.txt
./out/a.tar:/tmp/textclean-threat.txt
--- stderr
textclean: a.tar:d/../../x.txt: its name gives no place in the directory of --output; name a file, without '..'
--- status 2
=== in place, a symbolic link is not replaced by a file
$ mkdir d e; printf 'The mill ,too.\n' > e/a.txt; ln -s ../e/a.txt d/l.txt; textclean -q --in-place d; test -L d/l.txt && cat e/a.txt; textclean -q --in-place d/l.txt; test -L d/l.txt && cat e/a.txt
--- stdout
The mill ,too.
The mill ,too.
--- stderr
textclean: d/l.txt: is no regular file, so --in-place leaves it; name the file itself
=== a link put in the way of an output is not followed out of the directory
$ mkdir out; printf 'The mill ,too.\n' > a.txt; printf 'kept\n' > victim; ln -s ../victim out/a.txt; textclean -q -o out/ a.txt; cat victim
$ mkdir sub else; ln -s ../else out/sub; cp a.txt sub; textclean -q -o out/ sub/a.txt; ls else; mkdir real; ln -s real named; textclean -q -o named/ a.txt; ls real
--- stdout
kept
a.txt
--- stderr
textclean: out/a.txt: cannot be written: Too many levels of symbolic links
textclean: out/sub/a.txt: cannot be written: Not a directory
=== two that write the same file at once: it is one of both results, whole
$ i=0; while [ $i -lt 3000 ]; do echo "The mill ,too $i."; i=$((i + 1)); done > a.txt; sed 's/ ,/, /' a.txt > want
$ for i in 1 2 3 4; do textclean -q -i lines --in-place a.txt 2> /dev/null & done; wait; cmp a.txt want; ls
--- stdout
a.txt
want
=== a file that grows or shrinks while it is read
$ yes 'The mill ,too.' | head -n 200000 > a.txt; { sleep 0.02; : > a.txt; } & textclean -q -i lines a.txt > out; s=$?; wait; test $s -le 2 && awk 'index("The mill, too.", $0) != 1' out
$ head -n 1 want > b.txt; { for i in 1 2 3; do cat want >> b.txt; done; } & textclean -q -i lines b.txt > out; wait; sort -u out
--- file want
The mill ,too.
--- stdout
The mill, too.
=== names that look like options
$ printf 'The mill ,too.\n' > ./--help; printf 'A dam ,too.\n' > ./-o; textclean -- --help; textclean ./-o; printf '%s\0' --help -o | textclean -q --null --files-from -
--- stdout
The mill, too.
A dam, too.
The mill, too.

A dam, too.
=== nothing is read that is not named: no configuration beside the article, at home, or in the environment
$ for f in .textcleanrc textclean.conf textclean.style .textclean.style house.style; do echo 'rules: none' > $f; done
$ mkdir .config .config/textclean; echo 'rules: none' > .config/textclean/style; printf 'The mill ,too.\n' > a.txt
$ HOME=$PWD XDG_CONFIG_HOME=$PWD/.config TEXTCLEAN_STYLE=house.style TEXTCLEAN_RULES=none ICU_DATA=/nowhere textclean a.txt
--- stdout
The mill, too.
=== an unfinished file is no more open to others than the finished one
$ umask 027; mkfifo in; sleep 60 > in & writer=$!
$ textclean -i lines -o b.txt in & reader=$!
$ until ls b.txt.textclean-* > /dev/null 2>&1; do sleep 0.1; done; stat -c %a b.txt.textclean-*
$ exec 2> /dev/null; kill $reader $writer; wait
--- stdout
640
=== a disk that fills up: the file that was there stays
$ yes 'The mill ,too.' | head -n 20000 > a.txt; printf 'old\n' > b.txt; (ulimit -f 8; trap '' XFSZ; textclean -q -i lines -o b.txt a.txt); echo $?; cat b.txt; ls
--- stdout
2
old
a.txt
b.txt
--- stderr
textclean: b.txt: cannot be written: File too large
=== a directory that may not be written to
$ mkdir d; printf 'The mill ,too.\n' > d/a.txt; chmod 555 d; cp "$(command -v textclean)" tc; chmod 755 .
$ run=; test "$(id -u)" != 0 || run='setpriv --reuid 65534 --regid 65534 --clear-groups'
$ $run ./tc -q --in-place d; chmod 755 d; ls d; cat d/a.txt
--- stdout
a.txt
The mill ,too.
--- stderr
textclean: d/a.txt: cannot be written: Permission denied
=== 4 GiB that are not there are too much for an article, and told at once
$ truncate -s 4294967300 big; textclean -q big; textclean -q -i jsonl --max-record 1M --errors e big | head -c 4 | od -An -c; cut -c 1-50 e
--- stdout
  \0  \0  \0  \0
--- stderr
textclean: big: larger than --max-record; raise that limit
