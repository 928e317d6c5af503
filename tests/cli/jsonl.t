JSON lines: one line in is one line out, and only the text changes.

=== only the value of the text changes
$ textclean --input jsonl
--- stdin
{"id" : 1.10, "big":123456789012345678901234567890,"a":1,"a":2,"u":"\/\u4e2d", "text":"A high -quality school." ,"z":[1E5,-0]}
--- stdout
{"id" : 1.10, "big":123456789012345678901234567890,"a":1,"a":2,"u":"\/\u4e2d", "text":"A high-quality school." ,"z":[1E5,-0]}
=== a text that is clean keeps its escapes
$ textclean --input jsonl
--- stdin
{"text":"A \u0073chool\/college."}
--- stdout
{"text":"A \u0073chool\/college."}
=== escapes that are written
$ textclean --input jsonl
--- stdin
{"text":"A \u0022high\u0022 -quality \\ school.\n\nNext\ttab.  "}
--- stdout
{"text":"A \"high\" -quality \\ school.\n\nNext tab."}
=== surrogate pairs
$ textclean --input jsonl
--- stdin
{"text":"A \ud83d\ude00 smile.  "}
--- stdout
{"text":"A 😀 smile."}
=== a key written with escapes
$ textclean --input jsonl
--- stdin
{"te\u0078t":"A school.  "}
--- stdout
{"te\u0078t":"A school."}
=== every value of a key that comes twice is cleaned
$ textclean --input jsonl
--- stdin
{"text":"One.  ","text":"Two.  "}
--- stdout
{"text":"One.","text":"Two."}
=== empty lines, CR LF, no LF at the end
$ textclean --input jsonl
--- stdin
{"text":"One.  "}{{0D}}
{{0D}}

{{20}}{{20}}
{"text":"Two.  "}{{no LF}}
--- stdout
{"text":"One."}{{0D}}
{{0D}}

 {{20}}
{"text":"Two."}{{no LF}}
=== a byte order mark stays
$ textclean a.jsonl
--- file a.jsonl
{{EFBBBF}}{"text":"One.  "}
--- stdout
{{U+FEFF}}{"text":"One."}
=== found by its first line, which as a text would get blanks behind its commas
$ textclean a.json
--- file a.json
{"id":"a","text":"One.  "}
{"id":"b","text":"Two.  "}
--- stdout
{"id":"a","text":"One."}
{"id":"b","text":"Two."}
=== an array or a number is no record, so the file is a text
$ textclean a.json
--- file a.json
[1, 2]
--- stdout
[1, 2]
=== bad records are passed on, told and counted
$ textclean a.jsonl --errors e.jsonl
--- file a.jsonl
not JSON
{"text":"One.  "}
{"text":3}
{"title":"x"}
{"text":null}
[1]
{"text":"\ud800 lone  "}
{"text":"bad {{FF}} byte  "}
{"text":"unclosed
{"text":"One.",}
{"text":"Two.  "}
--- written e.jsonl
{"file":"a.jsonl","code":"not-json","line":1,"byte":1,"message":"not JSON: a value must stand here"}
{"file":"a.jsonl","code":"not-string","line":3,"byte":9,"message":"the field is not a string; name another with --field"}
{"file":"a.jsonl","code":"no-field","line":4,"byte":1,"message":"no field with a text; name it with --field"}
{"file":"a.jsonl","code":"no-field","line":5,"byte":1,"message":"no field with a text; name it with --field"}
{"file":"a.jsonl","code":"not-object","line":6,"byte":1,"message":"a JSON object must stand here"}
{"file":"a.jsonl","code":"lone-surrogate","line":7,"byte":9,"message":"the text has half of a surrogate pair; no UTF-8 exists for it"}
{"file":"a.jsonl","code":"bad-utf8","line":8,"byte":14,"message":"not JSON: these bytes are not UTF-8; convert the file to UTF-8"}
{"file":"a.jsonl","code":"not-json","line":9,"byte":18,"message":"not JSON: it ends too early"}
{"file":"a.jsonl","code":"not-json","line":10,"byte":16,"message":"not JSON: a key in double quotes must stand here"}
--- stdout
not JSON
{"text":"One."}
{"text":3}
{"title":"x"}
{"text":null}
[1]
{"text":"\ud800 lone  "}
{"text":"bad {{FF}} byte  "}
{"text":"unclosed
{"text":"One.",}
{"text":"Two."}
--- stderr
textclean: a.jsonl:1:1: not JSON: a value must stand here (passed on unchanged)
textclean: a.jsonl:3:9: the field is not a string; name another with --field (passed on unchanged)
textclean: a.jsonl:4:1: no field with a text; name it with --field (passed on unchanged)
textclean: a.jsonl:5:1: no field with a text; name it with --field (passed on unchanged)
textclean: a.jsonl:6:1: a JSON object must stand here (passed on unchanged)
textclean: a.jsonl:7:9: the text has half of a surrogate pair; no UTF-8 exists for it (passed on unchanged)
textclean: a.jsonl:8:14: not JSON: these bytes are not UTF-8; convert the file to UTF-8 (passed on unchanged)
textclean: a.jsonl:9:18: not JSON: it ends too early (passed on unchanged)
textclean: a.jsonl:10:16: not JSON: a key in double quotes must stand here (passed on unchanged)
textclean: 9 records were not cleaned, passed on unchanged: 3 not-json, 1 bad-utf8, 1 not-object, 2 no-field, 1 not-string, 1 lone-surrogate
=== as records, bad ones are errors
$ textclean --format jsonl -q a.jsonl
--- file a.jsonl
{"id":"a","text":3}
{"id":[1,{"x":2}],"text":"\udc00"}
nothing
{"id":"b","text":""}
--- stdout
{"id":"a","error":{"code":"not-string","line":1,"byte":18,"message":"the field is not a string; name another with --field"}}
{"id":[1,{"x":2}],"error":{"code":"lone-surrogate","line":2,"byte":26,"message":"the text has half of a surrogate pair; no UTF-8 exists for it"}}
{"id":"a.jsonl:3","error":{"code":"not-json","line":3,"byte":1,"message":"not JSON: a value must stand here"}}
{"id":"b","target":"en","offset_unit":"codepoint","text":"","paragraphs":[],"runs":[],"sentences":[],"flags":[],"edits":[],"summary":{"letters":0,"untranslated_letters":0,"untranslated_share":0.000,"edits":0,"flags":0},"textclean":{"version":"*","rules":"*"}}
=== dropped
$ textclean --on-error drop a.jsonl
--- file a.jsonl
{"text":3}
{"text":"One.  "}
--- stdout
{"text":"One."}
--- stderr
textclean: a.jsonl:1:9: the field is not a string; name another with --field (dropped)
textclean: 1 record was not cleaned, dropped: 1 not-string
=== failing ends the reading of that input
$ textclean --on-error fail a.jsonl b.jsonl
--- file a.jsonl
{"text":"One.  "}
{"text":3}
{"text":"Two.  "}
--- file b.jsonl
{"text":"Three.  "}
--- stdout
{"text":"One."}
{"text":"Three."}
--- stderr
textclean: a.jsonl:2:9: the field is not a string; name another with --field (reading ends here)
textclean: 1 record was not cleaned, reading ends here: 1 not-string
--- status 2
=== messages stop after ten
$ for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo $i; done | textclean --input jsonl
--- stdout
1
2
3
4
5
6
7
8
9
10
11
12
--- stderr
textclean: -:1:1: a JSON object must stand here (passed on unchanged)
textclean: -:2:1: a JSON object must stand here (passed on unchanged)
textclean: -:3:1: a JSON object must stand here (passed on unchanged)
textclean: -:4:1: a JSON object must stand here (passed on unchanged)
textclean: -:5:1: a JSON object must stand here (passed on unchanged)
textclean: -:6:1: a JSON object must stand here (passed on unchanged)
textclean: -:7:1: a JSON object must stand here (passed on unchanged)
textclean: -:8:1: a JSON object must stand here (passed on unchanged)
textclean: -:9:1: a JSON object must stand here (passed on unchanged)
textclean: -:10:1: a JSON object must stand here (passed on unchanged)
textclean: further records that cannot be cleaned are only counted; --errors FILE has all
textclean: 12 records were not cleaned, passed on unchanged: 12 not-object
=== another usual field, told once
$ textclean a.jsonl
--- file a.jsonl
{"content":"One.  ","title":"A  b"}
{"content":"Two.  "}
{"text":"Three.  ","content":"Two  "}
--- stdout
{"content":"One.","title":"A  b"}
{"content":"Two."}
{"text":"Three.","content":"Two  "}
--- stderr
textclean: a.jsonl: the text is taken from the field 'content'; --field names another
=== fields by name, and null is a field that is missing
$ textclean --field title --field text a.jsonl
--- file a.jsonl
{"title":"A title.  ","text":"One.  ","other":"x  "}
{"title":null,"text":"Two.  "}
{"text":"Three.  "}
{"other":"Four.  "}
{"title":"A title.  ","text":5}
--- stdout
{"title":"A title.","text":"One.","other":"x  "}
{"title":null,"text":"Two."}
{"text":"Three."}
{"other":"Four.  "}
{"title":"A title.  ","text":5}
--- stderr
textclean: a.jsonl:4:1: no field with a text; name it with --field (passed on unchanged)
textclean: a.jsonl:5:30: the field is not a string; name another with --field (passed on unchanged)
textclean: 2 records were not cleaned, passed on unchanged: 1 no-field, 1 not-string
=== a field by a JSON pointer
$ textclean --field /meta/body/1 --field /a~1b a.jsonl
--- file a.jsonl
{"meta":{"body":["zero  ","One.  ","two  "]},"a/b":"Three.  ","body":"x  "}
--- stdout
{"meta":{"body":["zero  ","One.","two  "]},"a/b":"Three.","body":"x  "}
=== a field whose name begins like another
$ textclean --field tex a.jsonl
--- file a.jsonl
{"text":"One.  ","te":"Two.  ","tex":"Three.  "}
--- stdout
{"text":"One.  ","te":"Two.  ","tex":"Three."}
=== the target by record
$ textclean --target-field lang --format jsonl a.jsonl | grep -o '"target":"[^"]*"\|"code":"[^"]*"'
--- file a.jsonl
{"lang":"zh-CN","text":"One."}
{"lang":"EN","text":"学校。"}
{"lang":null,"text":"学校。"}
{"text":"One."}
{"lang":"fr","text":"One."}
--- stdout
"target":"zh"
"target":"en"
"target":"zh"
"target":"en"
"code":"bad-target"
--- stderr
textclean: a.jsonl:5:9: the target is none of en, zh and auto (put out as an error)
textclean: 1 record was not cleaned, put out as an error: 1 bad-target
=== the target for all
$ textclean -t zh -f jsonl a.jsonl | grep -o '"target":"[^"]*"'
--- file a.jsonl
{"text":"One."}
--- stdout
"target":"zh"
=== the result goes into the record
$ textclean --into clean a.jsonl
--- file a.jsonl
{"text":"One.  " }
{"clean":0,"text":"One."}
{}
{"text":7}
--- stdout
{"text":"One.  ","clean":{"id":"a.jsonl:1","target":"en","offset_unit":"codepoint","text":"One.","paragraphs":[{"span":[0,4],"source":[0,4],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[0,4],"source":[0,4]}],"sentences":[{"lang":"en","span":[0,4],"source":[0,4]}],"flags":[],"edits":[{"rule":"trailing-blank","before":"  ","after":"","span":[4,4],"source":[4,6]}],"summary":{"letters":3,"untranslated_letters":0,"untranslated_share":0.000,"edits":1,"flags":0},"textclean":{"version":"*","rules":"*"}} }
{"clean":{"id":"a.jsonl:2","target":"en","offset_unit":"codepoint","text":"One.","paragraphs":[{"span":[0,4],"source":[0,4],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[0,4],"source":[0,4]}],"sentences":[{"lang":"en","span":[0,4],"source":[0,4]}],"flags":[],"edits":[],"summary":{"letters":3,"untranslated_letters":0,"untranslated_share":0.000,"edits":0,"flags":0},"textclean":{"version":"*","rules":"*"}},"text":"One."}
{}
{"text":7}
--- stderr
textclean: a.jsonl:3:1: no field with a text; name it with --field (passed on unchanged)
textclean: a.jsonl:4:9: the field is not a string; name another with --field (passed on unchanged)
textclean: 2 records were not cleaned, passed on unchanged: 1 no-field, 1 not-string
=== the result of several fields
$ textclean --into c --field title --field text a.jsonl
--- file a.jsonl
{"id":5,"title":"A","text":"B"}
--- stdout
{"id":5,"title":"A","text":"B","c":{"title":{"id":5,"target":"en","offset_unit":"codepoint","text":"A","paragraphs":[{"span":[0,1],"source":[0,1],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[0,1],"source":[0,1]}],"sentences":[{"lang":"en","span":[0,1],"source":[0,1]}],"flags":[],"edits":[],"summary":{"letters":1,"untranslated_letters":0,"untranslated_share":0.000,"edits":0,"flags":0},"textclean":{"version":"*","rules":"*"}},"text":{"id":5,"target":"en","offset_unit":"codepoint","text":"B","paragraphs":[{"span":[0,1],"source":[0,1],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[0,1],"source":[0,1]}],"sentences":[{"lang":"en","span":[0,1],"source":[0,1]}],"flags":[],"edits":[],"summary":{"letters":1,"untranslated_letters":0,"untranslated_share":0.000,"edits":0,"flags":0},"textclean":{"version":"*","rules":"*"}}}}
=== the id
$ textclean -f sentences --id-field key a.jsonl
--- file a.jsonl
{"key":"a\tb\\c","text":"One. Two."}
{"key":12.50,"text":"Three."}
{"key":{"x":[1, 2]},"text":"Four."}
{"text":"Five."}
--- stdout
a\tb\\c	1	en	One.
a\tb\\c	2	en	Two.

12.50	1	en	Three.

{"x":[1, 2]}	1	en	Four.

a.jsonl:4	1	en	Five.

=== nesting is limited
$ for n in 511 512; do
$   { printf '{"text":"One.  ","a":'; printf "%${n}s" | tr ' ' '['; printf "%${n}s" | tr ' ' ']'
$     echo '}'; } | textclean -i jsonl | cut -c 1-16
$ done
--- stdout
{"text":"One.","
{"text":"One.  "
--- stderr
textclean: -:1:533: not read as JSON: it is nested more than 512 levels deep (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 too-deep
=== a large record is passed on
$ textclean -i jsonl --max-record 40 --format jsonl | cut -c 1-80
--- stdin
{"text":"This is a line that is larger than forty bytes."}
{"text":"One."}
--- stdout
{"id":"-:1","error":{"code":"too-large","line":1,"byte":1,"message":"larger than
{"id":"-:2","target":"en","offset_unit":"codepoint","text":"One.","paragraphs":[
--- stderr
textclean: -:1:1: larger than --max-record; raise that limit (put out as an error)
textclean: 1 record was not cleaned, put out as an error: 1 too-large
=== 100 MB in one record are passed on
$ { printf '{"text":"'; head -c 100000000 /dev/zero | tr '\0' a; echo '"}'; } > big
$ textclean -i jsonl -q < big | cmp - big
