Where articles come from: directories, lists, packed files and archives.

=== a directory, in byte order of names, in all depths
$ mkdir -p d/e/empty; printf 'One .\n' > d/b.txt; printf 'Two .\n' > d/e/a.txt; printf 'Three .\n' > d/B.txt
$ printf 'Four .\n' > d/.hidden; printf 'Five .\n' > d/河.txt; ln -s ../b.txt d/e/link; mkfifo d/pipe
$ textclean -f sentences d | cut -f 1,4; echo ---; textclean -f sentences d/ d/e | cut -f 1 | paste -s
--- stdout
d/.hidden	Four.

d/B.txt	Three.

d/b.txt	One.

d/e/a.txt	Two.

d/河.txt	Five.
---
d/.hidden		d/B.txt		d/b.txt		d/e/a.txt		d/河.txt		d/e/a.txt
=== an empty directory, and one with nothing that is wanted
$ mkdir -p d/e; textclean d; echo $?; touch d/e/a.txt; textclean --include '*.md' d; textclean -q --exclude e d
--- stdout
0
--- stderr
textclean: d: there are no files to read in this directory
textclean: d: there are no files to read in this directory
=== some files only: by name, or by the path below the directory
$ mkdir -p d/2021 d/2022/raw; for f in 2021/a.txt 2021/a.md 2022/b.txt 2022/raw/c.txt; do echo "$f it is" > d/$f; done
$ textclean -f sentences --include '*.txt' --exclude raw d | cut -f 1 | paste -s
$ textclean -f sentences --include '2022/*' d | cut -f 1 | paste -s
$ textclean -f sentences --exclude '*/raw' --exclude '*.md' d | cut -f 1 | paste -s
$ textclean -f sentences --include '*.md' --include 'b*' d d/2021/a.txt | cut -f 1 | paste -s
--- stdout
d/2021/a.txt		d/2022/b.txt
d/2022/b.txt		d/2022/raw/c.txt
d/2021/a.txt		d/2022/b.txt
d/2021/a.md		d/2022/b.txt		d/2021/a.txt
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
=== packed files are known by their first bytes
$ python3 -c 'import bz2, gzip, lzma
$ a, b = b"The mill .\n", b"It burned ,he said.\n"
$ for name, pack in ("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress):
$     open(name, "wb").write(pack(a) + pack(b))
$ open("zst", "wb").write(b"\x5A\x2A\x4D\x18\x03\0\0\0abc")'
$ printf 'The mill .\n' | zstd -q >> zst; printf 'It burned ,he said.\n' | zstd -q >> zst
$ for f in gz bz2 xz zst; do echo "$f"; textclean $f; textclean < $f; cat $f | textclean; done
--- stdout
gz
The mill.
It burned, he said.
The mill.
It burned, he said.
The mill.
It burned, he said.
bz2
The mill.
It burned, he said.
The mill.
It burned, he said.
The mill.
It burned, he said.
xz
The mill.
It burned, he said.
The mill.
It burned, he said.
The mill.
It burned, he said.
zst
The mill.
It burned, he said.
The mill.
It burned, he said.
The mill.
It burned, he said.
=== the kind of input is that of the name without .gz
$ printf 'not JSON\n' | gzip > a.jsonl.gz; textclean a.jsonl.gz
$ printf 'x\ttext\n1\tThe mill .\n' | zstd -q > a.tsv.zst; textclean a.tsv.zst
$ printf '{"text":"The mill ."\n}' | xz > a.json.xz; textclean a.json.xz -f sentences
--- stdout
not JSON
x	text
1	The mill.
a.json.xz	1	en	The mill.
--- stderr
textclean: a.jsonl.gz:1:1: not JSON: a value must stand here (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 not-json
=== packed and empty
$ printf '' | gzip > a.gz; printf '' | zstd -q > a.zst; printf '' | bzip2 > a.bz2; textclean a.gz a.zst a.bz2; echo $?
--- stdout
0
=== entries of archives have labels; what is no file in them is left out
$ mkdir -p 2022/河; printf 'The mill .\n' > 2022/河/a.txt; printf '{"text":"A dam ,too."}\n' > 2022/b.jsonl
$ ln -s /etc/passwd 2022/link; ln 2022/b.jsonl 2022/same; mkfifo 2022/pipe
$ tar --sort=name -cf a.tar 2022; tar --sort=name -czf a.tar.gz 2022; tar --sort=name -cf b.tar --format=pax 2022
$ python3 -c 'import zipfile
$ with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as z:
$     z.writestr("../../e.txt", "The mill .")
$     z.writestr("河/\x1b[31m.txt", "A dam ,too.")
$     z.writestr("d/", "")'
$ for f in a.tar a.tar.gz b.tar a.zip; do echo "== $f"; textclean -f sentences $f; done
$ textclean -f flags --check=all a.zip; cat a.zip | textclean; echo; textclean -q -f sentences - < a.tar.gz | head -n 1
--- stdout
== a.tar
a.tar:2022/b.jsonl:1	1	en	A dam, too.

a.tar:2022/河/a.txt	1	en	The mill.
== a.tar.gz
a.tar.gz:2022/b.jsonl:1	1	en	A dam, too.

a.tar.gz:2022/河/a.txt	1	en	The mill.
== b.tar
b.tar:2022/b.jsonl:1	1	en	A dam, too.

b.tar:2022/河/a.txt	1	en	The mill.
== a.zip
a.zip:../../e.txt	1	en	The mill.

a.zip:河/{{1B}}[31m.txt	1	en	A dam, too.
The mill.

A dam, too.
-:2022/b.jsonl:1	1	en	A dam, too.
=== an archive without entries
$ tar -czf a.tgz -T /dev/null; python3 -c 'import zipfile; zipfile.ZipFile("a.zip", "w").close()'; textclean a.tgz a.zip; echo $?
--- stdout
0
=== a file that was cut off: what came before is read
$ python3 -c 'import gzip, random
$ r = random.Random(5)
$ text = "".join("{\"id\":%d,\"text\":\"The mill . %x\"}\n" % (i, r.getrandbits(200)) for i in range(9000))
$ packed = gzip.compress(text.encode())
$ open("a.jsonl.gz", "wb").write(packed[:len(packed) // 2])
$ open("b.gz", "wb").write(packed[:100])
$ open("c.gz", "wb").write(packed[:9000] + b"garbage" * 99 + packed[9700:])'
$ textclean a.jsonl.gz > out; echo $?; head -n 1 out | cut -c 1-30; test $(wc -l < out) -gt 3000 && echo many; tail -c 3 out
$ textclean b.gz; echo $?; textclean c.gz > out; echo $?
--- stdout
2
{"id":0,"text":"The mill. f1b0
many
"}
2
2
--- stderr
textclean: a.jsonl.gz: the packed data is damaged or cut off: truncated gzip input; only what came before was read
textclean: b.gz: the packed data is damaged or cut off: truncated gzip input; only what came before was read
textclean: c.gz: the packed data is damaged or cut off: gzip decompression failed; only what came before was read
=== garbage behind the end is no data
$ { printf 'The mill .\n' | gzip; echo garbage; } > a.gz; textclean a.gz
--- stdout
The mill.
=== an archive that was cut off
$ printf 'The mill .\n' > a.txt; printf 'A dam ,too.\n' > b.txt; tar -cf a.tar a.txt b.txt; head -c 1540 a.tar > c.tar; textclean c.tar; echo $?
--- stdout
The mill.
2
--- stderr
textclean: c.tar:b.txt: the packed data is damaged or cut off: Truncated tar archive; only what came before was read
=== limits against bombs
$ head -c 99000000 /dev/zero | tr '\0' a | gzip -9 > a.gz; head -c 99000000 /dev/zero | tr '\0' a | zstd -q > a.zst
$ textclean -i lines a.gz a.zst; echo $?
$ textclean -i lines -q --max-unpacked 1M a.gz; echo $?; textclean -i lines -q --max-ratio 99999 a.gz a.zst | wc -c
--- stdout
2
2
198000001
--- stderr
textclean: a.gz: unpacks to more than --max-ratio times its size; if you trust the file, raise that limit
textclean: a.zst: unpacks to more than --max-ratio times its size; if you trust the file, raise that limit
textclean: a.gz: unpacks to more than --max-unpacked; if you trust the file, raise that limit
=== records before a limit are put out
$ yes '{"text":"The mill ."}' | head -n 200000 | gzip > a.gz; textclean --max-unpacked 500K a.gz | sort | uniq -c | awk '{ print ($1 > 5000), $2, $3 }'
--- stdout
1 {"text":"The mill."}
--- stderr
textclean: a.gz: unpacks to more than --max-unpacked; if you trust the file, raise that limit
=== packed twice
$ echo News. | gzip | gzip > a.gz; echo News. | xz > b.txt.xz; tar -cf a.tar b.txt.xz; textclean a.gz; echo $?; textclean a.tar; echo $?
--- stdout
2
2
--- stderr
textclean: a.gz: is packed again inside of what is packed; unpack it once first
textclean: a.tar:b.txt.xz: is packed again inside of what is packed; unpack it once first
=== an entry with a password, between others
$ python3 -c 'import zipfile
$ with zipfile.ZipFile("a.zip", "w") as z:
$     for name in "abc":
$         z.writestr(name, "The mill .\n")
$ data = bytearray(open("a.zip", "rb").read())
$ for mark, flags in (b"PK\3\4", 6), (b"PK\1\2", 8):
$     at = data.index(mark, data.index(mark) + 1)
$     data[at + flags] |= 1
$ open("a.zip", "wb").write(data)'
$ textclean a.zip; echo $?
--- stdout
The mill.

The mill.
2
--- stderr
textclean: a.zip:b: is encrypted; unpack it first
=== text that only seems packed
$ printf 'PK and BZh and News.\n' | textclean; printf 'BZh9News.\n' | textclean; printf 'Z' | textclean; echo; printf '(' | textclean
--- stdout
PK and BZh and News.
BZh9News.
Z
({{no LF}}
=== errors are written down too
$ printf 'x' | gzip | head -c 15 > a.gz; textclean -q --errors e a.gz; cat e
--- stdout
{"file":"a.gz","code":"damaged","line":null,"byte":null,"message":"the packed data is damaged or cut off; only what came before was read"}
--- stderr
textclean: a.gz: the packed data is damaged or cut off; only what came before was read
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
