Packed files and archives.

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
=== errors are written down too
$ printf 'x' | gzip | head -c 15 > a.gz; textclean -q --errors e a.gz; cat e
--- stdout
{"file":"a.gz","code":"damaged","line":null,"byte":null,"message":"the packed data is damaged or cut off; only what came before was read"}
--- stderr
textclean: a.gz: the packed data is damaged or cut off; only what came before was read
=== packed, and another encoding in each entry
$ printf '河西镇的老磨坊昨天夜里失火。何秋白说,大坝没有受损。\n' > a.txt; iconv -f UTF-8 -t GBK a.txt > b.txt; iconv -f UTF-8 -t UTF-16 a.txt > c.txt
$ tar -czf a.tgz a.txt b.txt c.txt; textclean --encoding auto -f jsonl a.tgz | grep -o '^{"id":"[^"]*"\|"encoding":"[^"]*"'
--- stdout
{"id":"a.tgz:a.txt"
{"id":"a.tgz:b.txt"
"encoding":"GB18030"
{"id":"a.tgz:c.txt"
"encoding":"UTF-16LE"
--- stderr
textclean: a.tgz:b.txt: the encoding seems to be GB18030; --encoding names another
=== cut off in its header, and nothing packed inside goes out as lines
$ echo News. | bzip2 | head -c 11 > a.bz2; textclean -i lines a.bz2; echo $?
$ printf 'News.\n' | gzip > n.gz; tar -cf a.tar n.gz; textclean -i lines a.tar; echo $?
--- stdout
2
2
--- stderr
textclean: a.bz2: the packed data is damaged or cut off: it ends in its header; only what came before was read
textclean: a.tar:n.gz: is packed again inside of what is packed; unpack it once first
=== unpacking that may take more memory than 128 MiB is refused, in whichever block it stands
$ python3 -c 'import lzma
$ def xz(text, size, check=-1, *more):
$     return lzma.compress(text, check=check, filters=[*more, {"id": lzma.FILTER_LZMA2, "dict_size": size << 20}])
$ big = xz(b"{\"text\":\"A dam ,too.\"}\n", 129)
$ small = b"{\"text\":\"The mill .\"}\n"
$ noise = b"".join(b"%d\n" % (i ** 9 % 1000003 * i) for i in range(90000))
$ heads = [b"", xz(small, 128), xz(small, 1, lzma.CHECK_SHA256), xz(small, 1, lzma.CHECK_NONE), xz(b"", 1) + b"\0" * 12,
$     xz(small * 3, 1, lzma.CHECK_CRC32, {"id": lzma.FILTER_DELTA, "dist": 3}, {"id": lzma.FILTER_X86}),
$     xz(noise, 1), xz(b"".join(bytes([i * i * j % 251]) for i in range(999) for j in range(300)), 1)]
$ for i, head in enumerate(heads):
$     open("%d.xz" % i, "wb").write(head + big)
$     open("good%d.xz" % i, "wb").write(head + xz(small, 2))'
$ xz -dc good6.xz | xz -q --block-size=300000 > 8.xz; xz -dc good6.xz | xz -q -T2 --block-size=70000 > 9.xz
$ cat 0.xz >> 8.xz; cat 0.xz >> 9.xz
$ for i in 0 1 2 3 4 5 6 7 8 9; do textclean -q -i lines $i.xz > out || tail -c 1 out | od -An -c; done
$ for i in 0 1 2 3 4 5; do textclean -q -i lines good$i.xz; done; xz -t good6.xz good7.xz; textclean -q -i lines good6.xz good7.xz | wc -c
--- stdout
  \n
  \n
  \n
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
{"text":"The mill."}
1543611
--- stderr
textclean: 0.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 1.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 2.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 3.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 4.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 5.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 6.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 7.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 8.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: 9.xz: may need more than 128 MiB of memory to be unpacked; unpack it first
=== the same of zstd, and of rare ways in zip
$ yes 'The mill .' | head -n 99999 | zstd -q --long=28 > a.zst; textclean a.zst | head -n 1
$ yes 'The mill .' | head -n 99999 | zstd -q --long=27 > b.zst; textclean -i lines b.zst | head -n 1
$ python3 -c 'import zipfile
$ with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_LZMA) as z:
$     z.writestr("a.txt", "The mill .")
$     z.writestr("b.txt", "A dam ,too.", zipfile.ZIP_DEFLATED)'
$ textclean a.zip; echo $?
--- stdout
The mill.
A dam, too.2
--- stderr
textclean: a.zst: may need more than 128 MiB of memory to be unpacked; unpack it first
textclean: a.zip:a.txt: may need more than 128 MiB of memory to be unpacked; unpack it first
=== archives into a directory: labels are names like others, and never lead out of it
$ python3 -c 'import tarfile, io
$ with tarfile.open("a.tar", "w") as t:
$     for name in "x/a.txt", "../../e.txt", "/etc/f.txt", "x/./a.txt", "x/../b.txt", "x//c.txt", "x/c.txt":
$         info = tarfile.TarInfo(name); info.size = 10; t.addfile(info, io.BytesIO(b"The mill ."))'
$ textclean -o out/ -j 2 a.tar; echo $?; find . -type f | sort
--- stdout
2
./a.tar
./out/a.tar:/etc/f.txt
./out/a.tar:x/a.txt
./out/a.tar:x/c.txt
--- stderr
textclean: a.tar:../../e.txt: its name gives no place in the directory of --output; name a file, without '..'
textclean: a.tar:x/./a.txt: another input had this place in the directory of --output; that output stays; give this one a name of its own
textclean: a.tar:x/../b.txt: its name gives no place in the directory of --output; name a file, without '..'
textclean: a.tar:x/c.txt: another input had this place in the directory of --output; that output stays; give this one a name of its own
=== packed files and other encodings are not written in place
$ printf 'The mill .\n' | gzip > a.gz; printf 'The mill .\n' | iconv -t UTF-16 > b.txt; printf 'A dam ,too.\n' > c.txt
$ cp a.gz b.txt c.txt ..; textclean --in-place a.gz b.txt c.txt; echo $?; cmp a.gz ../a.gz; cmp b.txt ../b.txt; cat c.txt
$ textclean --in-place --encoding GBK c.txt
--- stdout
2
A dam, too.
--- stderr
textclean: a.gz: is packed or not in UTF-8, so --in-place leaves it; --output DIRECTORY writes a copy that is plain
textclean: b.txt: is packed or not in UTF-8, so --in-place leaves it; --output DIRECTORY writes a copy that is plain
textclean: --in-place goes with files in UTF-8 only, and so not with --encoding
Try 'textclean --help'.
--- status 2
=== one packed file is not parted
$ for i in 1 2 3 4; do echo "{\"text\":\"Mill $i .\"}"; done > a.jsonl; gzip -k a.jsonl
$ for f in a.jsonl a.jsonl.gz; do for i in 1 2; do echo "$f $i"; textclean --shard $i/2 $f; done; done
--- stdout
a.jsonl 1
{"text":"Mill 1."}
{"text":"Mill 2."}
a.jsonl 2
{"text":"Mill 3."}
{"text":"Mill 4."}
a.jsonl.gz 1
{"text":"Mill 1."}
{"text":"Mill 2."}
{"text":"Mill 3."}
{"text":"Mill 4."}
a.jsonl.gz 2
--- stderr
textclean: a.jsonl.gz: only plain files in UTF-8 can be parted, so --shard 1 has all of it
