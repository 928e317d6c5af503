Libraries that are loaded when they are needed: a system may lack them, or have broken ones.

=== what needs no library is read without it
$ mkdir lib; : > lib/libarchive.so.13; for v in $(seq 60 99); do : > lib/libicui18n.so.$v; done
$ printf 'The mill ,too.\n' > a.txt; gzip -k a.txt; printf '河西镇的老磨坊,昨天失火。\n' | iconv -f UTF-8 -t GB18030 > b.txt
$ export LD_LIBRARY_PATH=lib
$ textclean a.txt; textclean --encoding GB18030 b.txt; textclean --format html -t en b.txt | grep -c Pinyin
$ textclean a.txt.gz a.txt; echo $?; textclean --encoding auto b.txt a.txt; echo $?
--- stdout
The mill, too.
河西镇的老磨坊，昨天失火。
0
The mill, too.
2
The mill, too.
2
--- stderr
textclean: a.txt.gz: needs a library that cannot be loaded: *libarchive.so.13: file too short; install it
textclean: b.txt: needs a library that cannot be loaded: *libicui18n.so.*: file too short; install it
--- status 0
=== one that lacks a function is told
$ mkdir lib; printf 'int archive_read_new;\n' | cc -shared -x c -o lib/libarchive.so.13 -
$ printf 'The mill ,too.\n' | gzip > a.gz; LD_LIBRARY_PATH=lib textclean a.gz
--- stderr
textclean: a.gz: needs a library that cannot be loaded: *undefined symbol: archive_read_free; install it
--- status 2
