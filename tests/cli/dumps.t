Options for dumps. What must hold for any size is tested by run_dumps.py.

=== any number of jobs
$ for j in 1 2 9; do textclean -j $j -i lines a.txt; done
--- file a.txt
A high -quality school.
The mill , he said.
--- stdout
A high-quality school.
The mill, he said.
A high-quality school.
The mill, he said.
A high-quality school.
The mill, he said.
=== numbers that are none
$ for o in --jobs=0 --jobs=x --jobs=2000 --max-errors=-1 --shard=0/3 --shard=4/3 --shard=1 --shard=1/ --in-place= --in-place=a/b; do
$   textclean $o a.txt
$ done
--- stderr
textclean: --jobs: '0' is not a number from 1 to 1024
Try 'textclean --help'.
textclean: --jobs: 'x' is not a number from 1 to 1024
Try 'textclean --help'.
textclean: --jobs: '2000' is not a number from 1 to 1024
Try 'textclean --help'.
textclean: --max-errors: '-1' is not a number
Try 'textclean --help'.
textclean: --shard: '0/3' is not I/N with I from 1 to N, as 3/16
Try 'textclean --help'.
textclean: --shard: '4/3' is not I/N with I from 1 to N, as 3/16
Try 'textclean --help'.
textclean: --shard: '1' is not I/N with I from 1 to N, as 3/16
Try 'textclean --help'.
textclean: --shard: '1/' is not I/N with I from 1 to N, as 3/16
Try 'textclean --help'.
textclean: --in-place: '' is not the end of a name, as .old
Try 'textclean --help'.
textclean: --in-place: 'a/b' is not the end of a name, as .old
Try 'textclean --help'.
--- status 2
=== options that do not go together
$ textclean --in-place -o b.txt a.txt; textclean --in-place -f jsonl a.txt; textclean --in-place --check a.txt
$ textclean --in-place; textclean --shard 1/2
--- stderr
textclean: --in-place does not go with --output
Try 'textclean --help'.
textclean: --in-place goes with --format text or --into only, and not with --check
Try 'textclean --help'.
textclean: --in-place goes with --format text or --into only, and not with --check
Try 'textclean --help'.
textclean: --in-place needs the names of files
Try 'textclean --help'.
textclean: --shard: standard input cannot be parted; name the file
--- status 2
=== figures of the run
$ textclean -q --stats stats.json a.jsonl no.txt; sed 's/"seconds":[0-9.]*/"seconds":S/; s/"rules":"[0-9a-f]*"/"rules":"*"/; s/"version":"[0-9.]*"/"version":"*"/' stats.json
--- file a.jsonl
{"text":"A high -quality school.  "}
no JSON
{"text":"The caf{{U+FFFD}} is closed."}
--- stdout
{"text":"A high-quality school."}
no JSON
{"text":"The caf� is closed."}
{"version":"*","rules":"*",
 "inputs":2,"failed_inputs":1,"records":3,"articles":2,
 "bytes_in":78,"bytes_out":75,
 "edits":2,"edits_by_rule":{"trailing-blank":1,"hyphen-blank":1},
 "flags":1,"flags_by_kind":{"replacement-character":1},
 "errors":1,"errors_by_code":{"not-json":1},
 "seconds":S}
--- stderr
textclean: no.txt: cannot be opened: No such file or directory
=== too many errors
$ textclean --max-errors 1 a.jsonl b.jsonl
--- file a.jsonl
{"text":"One.  "}
1
{"text":"Two.  "}
2
{"text":"Three.  "}
--- file b.jsonl
{"text":"Four.  "}
--- stdout
{"text":"One."}
1
{"text":"Two."}
--- stderr
textclean: a.jsonl:2:1: a JSON object must stand here (passed on unchanged)
textclean: a.jsonl:4:1: a JSON object must stand here (reading ends here)
textclean: more than 1 record could not be cleaned, so the rest is left; see --max-errors
textclean: 2 records were not cleaned, passed on unchanged: 2 not-object
--- status 2
=== as many errors as are allowed
$ textclean --max-errors 1 a.jsonl
--- file a.jsonl
1
{"text":"Two.  "}
--- stdout
1
{"text":"Two."}
--- stderr
textclean: a.jsonl:1:1: a JSON object must stand here (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 not-object
=== shards of one file: whole lines, and numbers of the whole file
$ for i in 1 2 3; do textclean --shard $i/3 a.jsonl; echo; done
--- file a.jsonl
{"text":"The mill is closed.  "}
{"text":"The dam is open.  "}
{"text":7}
{"text":"The road is long.  "}
--- stdout
{"text":"The mill is closed."}
{"text":"The dam is open."}

{"text":7}

{"text":"The road is long."}

--- stderr
textclean: a.jsonl:3:9: the field is not a string; name another with --field (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 not-string
=== shards of one file: ids
$ for i in 1 2 3; do textclean --shard $i/3 -f sentences a.jsonl; done
--- file a.jsonl
{"text":"The mill is closed."}
{"text":"The dam is open."}
{"text":"The road is long."}
--- stdout
a.jsonl:1	1	en	The mill is closed.

a.jsonl:2	1	en	The dam is open.

a.jsonl:3	1	en	The road is long.

=== shards of a list: every N-th file
$ textclean --shard 1/2 a.txt b.txt c.txt; echo; textclean --shard 2/2 a.txt b.txt c.txt
--- file a.txt
One.
--- file b.txt
Two.
--- file c.txt
Three.
--- stdout
One.

Three.

Two.
=== files in place, and the old ones kept
$ textclean --in-place=.old a.txt b.txt; ls
--- file a.txt
A high -quality school.
--- file b.txt
Nothing to mend.
--- written a.txt
A high-quality school.
--- written a.txt.old
A high -quality school.
--- written b.txt
Nothing to mend.
--- stdout
a.txt
a.txt.old
b.txt
=== records in place
$ textclean --in-place a.jsonl
--- file a.jsonl
{ "text":"A high -quality school.", "n":1.0 }
5
--- written a.jsonl
{ "text":"A high-quality school.", "n":1.0 }
5
--- stderr
textclean: a.jsonl:2:1: a JSON object must stand here (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 not-object
=== a record in place that ends the reading leaves the file
$ textclean --in-place --on-error fail a.jsonl b.jsonl
--- file a.jsonl
{"text":"One.  "}
5
--- file b.jsonl
{"text":"One.  "}
--- written a.jsonl
{"text":"One.  "}
5
--- written b.jsonl
{"text":"One."}
--- stderr
textclean: a.jsonl:2:1: a JSON object must stand here (reading ends here)
textclean: 1 record was not cleaned, reading ends here: 1 not-object
--- status 2
=== in place, only regular files
$ mkfifo p; ln -s a.txt l; mkdir d; textclean --in-place p l d - no.txt a.txt
--- file a.txt
One.{{20}}
--- written a.txt
One.
--- stderr
textclean: p: is no regular file, so --in-place leaves it; name the file itself
textclean: l: is no regular file, so --in-place leaves it; name the file itself
textclean: d: there are no files to read in this directory
textclean: -: is no regular file, so --in-place leaves it; name the file itself
textclean: no.txt: cannot be opened: No such file or directory
--- status 2
=== a directory for the outputs
$ mkdir out; textclean -o out a.txt ./sub//b.txt; textclean -o new/deep/ -f flags --check sub/b.txt; find out new -type f | sort
--- file a.txt
One.{{20}}
--- file sub/b.txt
The caf{{U+FFFD}} is  closed.
--- written out/a.txt
One.
--- written out/sub/b.txt
The caf� is closed.
--- written new/deep/sub/b.txt
--- stdout
new/deep/sub/b.txt
out/a.txt
out/sub/b.txt
=== no place in the directory
$ mkdir out; textclean -o out ../a.txt - .; textclean -o out a.txt/
--- file a.txt
News.
--- stderr
textclean: ../a.txt: its name gives no place in the directory of --output; name a file, without '..'
textclean: -: its name gives no place in the directory of --output; name a file, without '..'
textclean: a.txt/: cannot be opened: Not a directory
--- status 2
=== a file where a directory is needed
$ textclean -o out/ a.txt b.txt; ls out
--- file out/a.txt/x
A directory.
--- file a.txt
News.
--- file b.txt
More.
--- stdout
a.txt
b.txt
--- stderr
textclean: out/a.txt: cannot be written: Is a directory
=== shards of sentences join to one run
$ for i in 1 2 3 4 5 6; do echo "{\"text\":\"Mill $i.\"}"; done > a.jsonl; textclean -f sentences a.jsonl > whole
$ for i in 1 2 3 4; do textclean -f sentences --shard $i/4 a.jsonl; done > joined; cmp whole joined && wc -l < joined
--- stdout
12
=== shards of a table: only the first has the names of the columns
$ for i in 1 2 3; do textclean --shard $i/3 a.tsv; echo "= $i"; done; textclean --shard 3/3 --column 3 a.tsv; textclean --shard 2/2 --column no a.tsv
--- file a.tsv
id	text
1	The mill .
2	A dam ,too.
3	A ferry ,too.
--- stdout
id	text
1	The mill.
= 1
2	A dam, too.
= 2
3	A ferry, too.
= 3
3	A ferry ,too.
--- stderr
textclean: a.tsv:4:16: there is no such column: the line has only 2 (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 no-column
textclean: a.tsv: there is no such column: the first line does not have the name of --column
--- status 2
=== shards of a file whose encoding is guessed
$ textclean --encoding auto --shard 1/2 a.jsonl; echo; textclean --encoding auto --shard 2/2 a.jsonl; echo; iconv -f UTF-8 -t GB18030 a.jsonl > b.jsonl; for i in 1 2; do textclean --encoding auto --shard $i/2 b.jsonl; echo "= $i"; done
--- file a.jsonl
{"text":"磨坊 ,水坝"}
{"text":"渡船 ,新桥"}
--- stdout
{"text":"磨坊，水坝"}

{"text":"渡船，新桥"}

{"text":"磨坊，水坝"}
{"text":"渡船，新桥"}
= 1
= 2
--- stderr
textclean: b.jsonl: only plain files in UTF-8 can be parted, so --shard 1 has all of it
textclean: b.jsonl: the encoding seems to be GB18030; --encoding names another
textclean: b.jsonl: the encoding seems to be GB18030; --encoding names another
