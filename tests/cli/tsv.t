A column of a table, and a JSON object a file.

=== a column by number; the others stay byte for byte
$ textclean -i tsv --column 2
--- stdin
1	A high -quality school.	 -x ,y .{{FF}}
2		
3	Clean.	{{0D}}

x	Last ,too.{{no LF}}
--- stdout
1	A high-quality school.	 -x ,y .{{FF}}
2	{{09}}
3	Clean.	{{0D}}

x	Last, too.{{no LF}}
=== a column by name: the first line is its head
$ textclean --column body a.tsv; textclean --column body -f sentences a.tsv
--- file a.tsv
{{EFBBBF}}id	body
body .	The mill .
--- stdout
{{U+FEFF}}id	body
body .	The mill.
a.tsv:2	1	en	The mill.

=== the first column, behind a byte order mark
$ textclean --column 1 a.tsv
--- file a.tsv
{{EFBBBF}}The mill .	x .
--- stdout
{{U+FEFF}}The mill.	x .
=== a usual name in the first line is found, and told if it is not text
$ textclean a.tsv b.tsv
--- file a.tsv
url	text	content
u .	The mill .	c .
--- file b.tsv
maintext	content
The mill .	c .
--- stdout
url	text	content
u .	The mill.	c .
maintext	content
The mill.	c .
--- stderr
textclean: b.tsv: the text is taken from the field 'maintext'; --column names another
=== no usual name, or not the one that was asked for
$ textclean a.tsv; echo $?; textclean --column body -i tsv a.tsv; echo $?
--- file a.tsv
id	summary
1	The mill .
--- stdout
2
2
--- stderr
textclean: a.tsv: there is no such column: the first line has no usual name; --column N or --column NAME tells which it is
textclean: a.tsv: there is no such column: the first line does not have the name of --column
=== an empty file
$ textclean --column body -i tsv /dev/null; echo $?
--- stdout
0
=== escapes
$ textclean -i tsv --column 1
--- stdin
Title of a day\n\nThe mill .\tIt C:\dam \\x \q \
Clean \\ here \n.
Clean. A\\B
--- stdout
Title of a day\n\nThe mill. It C:\dam \x \q \
Clean \ here\n.
Clean. A\\B
=== without escapes
$ textclean -i tsv --column 1 --raw-cells
--- stdin
The C:\temp ,it \n is\\.
One.&#10;Two ,three.
--- stdout
The C:\temp, it \n is\\.
One. Two, three.
=== a line that has not so many cells
$ textclean -i tsv --column 3 --errors e; cat e; printf 'a\n' | textclean -i tsv --column 2 -f jsonl -q; printf 'a\n' | textclean -i tsv --column 2 --on-error fail; echo $?
--- stdin
1	2	A mill .
1	2 .
--- stdout
1	2	A mill.
1	2 .
{"file":"-","code":"no-column","line":2,"byte":6,"message":"there is no such column: the line has only 2"}
{"id":"-:1","error":{"code":"no-column","line":1,"byte":2,"message":"there is no such column: the line has only 1"}}
2
--- stderr
textclean: -:2:6: there is no such column: the line has only 2 (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 no-column
textclean: -:1:2: there is no such column: the line has only 1 (reading ends here)
textclean: 1 record was not cleaned, reading ends here: 1 no-column
=== flags tell the line; the column counts in the cell
$ textclean --check=all a.tsv
--- file a.tsv
id	text
1	The the mill.
--- stdout
a.tsv:2:1: repeated-word [en 0.90] The the
--- status 1
=== options that do not fit
$ textclean --column 0 x; textclean --column 1 --column 2 x; textclean --column '' x; textclean --column 12345678901 x
$ textclean --column 1 -i lines x; textclean --into x -i tsv x; printf 'text\nA.\n' > a.tsv; textclean --into x a.tsv
--- stderr
textclean: --column: '0' is no name, and numbers begin at 1
Try 'textclean --help'.
textclean: --column: only one can be cleaned at a time
Try 'textclean --help'.
textclean: --column: '' is no name, and numbers begin at 1
Try 'textclean --help'.
textclean: --column: there is no line with 12345678901 columns
Try 'textclean --help'.
textclean: --column goes with --input tsv only
Try 'textclean --help'.
textclean: --into needs records: --input jsonl or json
Try 'textclean --help'.
textclean: a.tsv: --into needs JSON, and this is none; see --input
--- status 2
=== a large line passes in parts
$ printf 'a\t%.0s' $(seq 3000) | tr -d '\n' > a; textclean -i tsv --column 2 --max-record 1K a | cmp - a
--- stderr
textclean: a:1:1: larger than --max-record; raise that limit (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 too-large
=== JSON: an object of many lines, whose other bytes stay
$ textclean a.json
--- file a.json
{
  "id" : 7, "maintext":
     "The mill .  It burned ,he said.",
  "n": 1.10
}
--- stdout
{
  "id" : 7, "maintext":
     "The mill. It burned, he said.",
  "n": 1.10
}
--- stderr
textclean: a.json: the text is taken from the field 'maintext'; --field names another
=== JSON: the id, the line of a flag, the result as a field
$ textclean -f sentences a.json; textclean --check=all a.json; textclean --into x a.json | grep -o '"x":{"id":[^,]*,'; textclean -i json -f sentences < a.json
--- file a.json
{
  "text": "The the mill."
}
--- stdout
a.json	1	en	The the mill.

a.json:2:1: repeated-word [en 0.90] The the
"x":{"id":"a.json",
-	1	en	The the mill.

=== JSON: several files, and one that is none
$ textclean -i json a b c; echo $?; textclean -q -i json -f jsonl b; printf ' \n' | textclean -i json; textclean -i json /dev/null
--- file a
{"text":"The mill ."}{{no LF}}
--- file b
{"text":
 "The mill .",
 x}
--- file c
[1]
--- stdout
{"text":"The mill."}
{"text":
 "The mill .",
 x}
[1]
0
{"id":"b","error":{"code":"not-json","line":3,"byte":2,"message":"not JSON: a key in double quotes must stand here"}}
{{20}}
--- stderr
textclean: b:3:2: not JSON: a key in double quotes must stand here (passed on unchanged)
textclean: c:1:1: a JSON object must stand here (passed on unchanged)
textclean: 2 records were not cleaned, passed on unchanged: 1 not-json, 1 not-object
=== JSON: larger than the limit
$ textclean -i json --max-record 20 a; textclean -q -i json --max-record 20 -f jsonl a
--- file a
{"text":"The mill . It burned."}
--- stdout
{"text":"The mill . It burned."}
{"id":"a","error":{"code":"too-large","line":1,"byte":1,"message":"larger than --max-record; raise that limit"}}
--- stderr
textclean: a:1:1: larger than --max-record; raise that limit (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 too-large
=== JSON: a name that ends in .json is enough where a brace comes first
$ printf '{"text":"The mill ."\n}' > a.json; printf '[1,\n2]\n' > b.json; textclean a.json b.json
--- stdout
{"text":"The mill."
}
[1,
2]
