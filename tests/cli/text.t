Text in, text out. The cleaning itself is tested elsewhere: here stand only defects that
every version must mend.

=== a text from standard input
$ textclean
--- stdin
A high -quality school.  {{no LF}}
--- stdout
A high-quality school.{{no LF}}
=== a minus is standard input too, between files
$ textclean a.txt - b.txt
--- file a.txt
First article.
--- stdin
Second article.
--- file b.txt
Third article.
--- stdout
First article.

Second article.

Third article.
=== the line between two articles, also where one has no line end
$ textclean a.txt b.txt
--- file a.txt
First article.{{no LF}}
--- file b.txt
Second article.{{no LF}}
--- stdout
First article.

Second article.{{no LF}}
=== two minus signs end the options
$ textclean -- -f.txt
--- file -f.txt
News.
--- stdout
News.
=== an empty file gives nothing and no line between
$ textclean a.txt b.txt c.txt
--- file a.txt
News.
--- file b.txt
--- file c.txt
More news.
--- stdout
News.

More news.
=== an empty file
$ textclean a.txt && textclean -f sentences a.txt && textclean -f flags a.txt
--- file a.txt
=== a file of blanks
$ textclean
--- stdin
   {{20}}
{{20}}{{09}}{{U+3000}}
--- stdout


=== a byte order mark is no text
$ textclean
--- stdin
{{EFBBBF}}News.
--- stdout
News.
=== lines that end with CR LF
$ textclean
--- stdin
News of today.{{0D}}
{{0D}}
More news.{{0D}}
--- stdout
News of today.

More news.
=== a NUL byte
$ textclean -f jsonl | grep -o '"text":"[^"]*"'
--- stdin
Big{{00}} news.
--- stdout
"text":"Big news.\n"
=== ill-formed bytes
$ textclean -f jsonl --offsets bytes
--- stdin
Bad {{FF}} byte.{{no LF}}
--- stdout
{"id":"-","target":"en","offset_unit":"byte","text":"Bad � byte.","paragraphs":[{"span":[0,13],"source":[0,11],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[0,13],"source":[0,11]}],"sentences":[{"lang":"en","span":[0,13],"source":[0,11]}],"flags":[{"kind":"ill-formed","lang":"en","script":"Latn","score":1.00,"reason":"ill-formed-bytes","text":"�","span":[4,7],"source":[4,5]}],"edits":[{"rule":"ill-formed","before_hex":"ff","after":"�","span":[4,7],"source":[4,5]}],"summary":{"letters":7,"untranslated_letters":0,"untranslated_share":0.000,"edits":1,"flags":1},"textclean":{"version":"*","rules":"*"}}
=== a zero-width space
$ textclean
--- stdin
Ne{{U+200B}}ws.
--- stdout
News.
=== only title and body
$ textclean --body
--- stdin
A headline of the day

The mayor opened the new school on Monday. It has room for 900 pupils.

- END -

Also read: another article ...
--- stdout
A headline of the day

The mayor opened the new school on Monday. It has room for 900 pupils.
=== one article as lines
$ textclean --input lines
--- stdin
A high -quality school.{{0D}}

Next&#10;line.  {{20}}
Last line.  {{no LF}}
--- stdout
A high-quality school.{{0D}}

Next line.
Last line.{{no LF}}
=== a large line is passed on, and told
$ textclean --input lines --max-record 8 --errors e.jsonl
--- stdin
Ab -cd
A line that is too large.  {{0D}}
Ab  cd
--- written e.jsonl
{"file":"-","code":"too-large","line":2,"byte":1,"message":"larger than --max-record; raise that limit"}
--- stdout
Ab-cd
A line that is too large.  {{0D}}
Ab cd
--- stderr
textclean: -:2:1: larger than --max-record; raise that limit (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 too-large
=== a large text is an error
$ textclean --max-record 4
--- stdin
A text.
--- stderr
textclean: -: larger than --max-record; raise that limit
--- status 2
=== exactly as large as is allowed
$ textclean --input lines --max-record 6
--- stdin
A text{{0D}}
B text
C text{{no LF}}
--- stdout
A text{{0D}}
B text
C text{{no LF}}
=== lines as records
$ textclean --input lines --format jsonl a.txt
--- file a.txt
One.

--- stdout
{"id":"a.txt:1","target":"en","offset_unit":"codepoint","text":"One.","paragraphs":[{"span":[0,4],"source":[0,4],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[0,4],"source":[0,4]}],"sentences":[{"lang":"en","span":[0,4],"source":[0,4]}],"flags":[],"edits":[],"summary":{"letters":3,"untranslated_letters":0,"untranslated_share":0.000,"edits":0,"flags":0},"textclean":{"version":"*","rules":"*"}}
{"id":"a.txt:2","target":"en","offset_unit":"codepoint","text":"","paragraphs":[],"runs":[],"sentences":[],"flags":[],"edits":[],"summary":{"letters":0,"untranslated_letters":0,"untranslated_share":0.000,"edits":0,"flags":0},"textclean":{"version":"*","rules":"*"}}
=== 100 MB in one line are passed on as they are
$ { head -c 100000000 /dev/zero | tr '\0' a; echo; echo 'Ab  cd'; } | textclean -i lines | cksum
$ { head -c 100000000 /dev/zero | tr '\0' a; echo; echo 'Ab cd'; } | cksum
--- stdout
2246925161 100000007
2246925161 100000007
--- stderr
textclean: -:1:1: larger than --max-record; raise that limit (passed on unchanged)
textclean: 1 record was not cleaned, passed on unchanged: 1 too-large
=== 20 MB in one line are cleaned
$ { head -c 20000000 /dev/zero | tr '\0' a; echo '  '; } | textclean | wc -c
--- stdout
20000001
=== a text with many flags takes linear time
$ yes 'The (school is new.' | head -n 50000 > a.txt
$ textclean --check=unbalanced-quote a.txt | tail -n 1 | cut -d : -f 2,3
--- stdout
50000:5
