What the formats look like.

=== sentences, of two files
$ textclean --format sentences a.txt b.txt
--- file a.txt
The school is new. It is large.
--- file b.txt
学校很新。学校很大。
--- stdout
a.txt	1	en	The school is new.
a.txt	2	en	It is large.

b.txt	1	zh	学校很新。
b.txt	2	zh	学校很大。

=== sentences of lines
$ textclean --format sentences --input lines a.txt
--- file a.txt
One is here. Two is here.

Three is here.
--- stdout
a.txt:1	1	en	One is here.
a.txt:1	2	en	Two is here.

a.txt:3	1	en	Three is here.

=== sentences of several fields
$ textclean -f sentences --field title --field text a.jsonl
--- file a.jsonl
{"id":"a","title":"A title","text":"One is here. Two is here."}
--- stdout
a#title	1	en	A title

a#text	1	en	One is here.
a#text	2	en	Two is here.

=== the record of an English article
$ textclean --format jsonl a.txt
--- file a.txt
A high -quality school.
--- stdout
{"id":"a.txt","target":"en","offset_unit":"codepoint","text":"A high-quality school.\n","paragraphs":[{"span":[0,22],"source":[0,23],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[0,23],"source":[0,24]}],"sentences":[{"lang":"en","span":[0,22],"source":[0,23]}],"flags":[],"edits":[{"rule":"hyphen-blank","before":" ","after":"","span":[6,6],"source":[6,7]}],"summary":{"letters":18,"untranslated_letters":0,"untranslated_share":0.000,"edits":1,"flags":0},"textclean":{"version":"*","rules":"*"}}
=== the record in bytes, code points and UTF-16
$ for u in bytes codepoints utf16; do textclean -f jsonl --offsets $u a.txt |
$   grep -o '"offset_unit":"[^"]*"\|"edits":.*,"summary"'; done
--- file a.txt
学😀校 high -quality 😀 -quality
--- stdout
"offset_unit":"byte"
"edits":[{"rule":"hyphen-blank","before":" ","after":"","span":[15,15],"source":[15,16]}],"summary"
"offset_unit":"codepoint"
"edits":[{"rule":"hyphen-blank","before":" ","after":"","span":[8,8],"source":[8,9]}],"summary"
"offset_unit":"utf16"
"edits":[{"rule":"hyphen-blank","before":" ","after":"","span":[9,9],"source":[9,10]}],"summary"
=== flags tell the place in the source
$ textclean --format flags --check a.txt
--- file a.txt
A short title of the day

The school opened  on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- stdout
a.txt:3:35: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
--- status 1
=== flags of a record: its line, and the column in the text
$ textclean --check a.jsonl
--- file a.jsonl

{"text":"The school is new.\nThe \u0073chool opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too."}
--- stdout
a.jsonl:2:53: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
--- status 1
=== a flag's text is safe to show, and cut
$ textclean --format flags --check=bidi-control,untranslated a.txt
--- file a.txt
The school {{U+202E}} opened on Monday, and it has room for nine hundred pupils, says the mayor.
--- stdout
a.txt:1:12: bidi-control [en 1.00] <U+202E>
--- status 1
=== nothing to check
$ textclean --check a.txt
--- file a.txt
The school is new.
=== a check with another format
$ textclean --check --format text a.txt
--- file a.txt
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- stdout
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- status 1
=== a check of a kind that is not there
$ textclean --check=repeated-sentence,mojibake a.txt
--- file a.txt
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
=== a score that no flag has
$ textclean --check --min-score 1 a.txt
--- file a.txt
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
=== colors
$ textclean --check --color always a.txt
--- file a.txt
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- stdout
{{1B}}[1ma.txt:1:34:{{1B}}[0m {{1B}}[33muntranslated{{1B}}[0m [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
--- status 1
=== a summary
$ textclean --summary always a.txt
--- file a.txt
The high -quality school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- stdout
The high-quality school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- stderr

a.txt: 1 edit, 1 flag: 1 untranslated
a.txt:1:48: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
=== a summary of records
$ textclean --summary always a.jsonl
--- file a.jsonl
{"text":"The high -quality school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too."}
{"text":"The school is new."}
--- stdout
{"text":"The high-quality school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too."}
{"text":"The school is new."}
--- stderr
a.jsonl: 2 articles, 1 edit, 1 flag: 1 untranslated
=== on a terminal the summary comes by itself
$ textclean a.txt
--- file a.txt
The high -quality school is new.{{no LF}}
--- terminal
--- stdout
The high-quality school is new.

a.txt: 1 edit, no flags
=== on a terminal no text steers it
$ textclean --input lines --rules none a.txt
--- file a.txt
Red {{1B}}[31m text, {{U+202E}}turned{{U+202C}}.
--- terminal
--- stdout
Red <U+001B>[31m text, <U+202E>turned<U+202C>.
a.txt: 1 article, 0 edits, 3 flags: 1 unbalanced-quote, 2 bidi-control
=== colors on a terminal
$ textclean --check a.txt; NO_COLOR=1 textclean --check a.txt; TERM=dumb textclean --check a.txt
--- file a.txt
The school opened on Monday, and 学校举办了开学典礼，全体师生参加了活动。 Parents came too.
--- terminal
--- stdout
{{1B}}[1ma.txt:1:34:{{1B}}[0m {{1B}}[33muntranslated{{1B}}[0m [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
a.txt:1:34: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
a.txt:1:34: untranslated [zh 0.98] 学校举办了开学典礼，全体师生参加了活动
--- status 1
