`apply`: corrections put into the articles that they were made of.

In these tests `fix KIND CORRECTION VERDICT` fills in the rows of a kind, as a reviewer would.

=== a correction, its marks and blanks
$ textclean --format tsv a.txt | sh fix untranslated 'the dam was not harmed.' > r.tsv
$ textclean apply a.txt r.tsv; textclean apply --raw a.txt r.tsv
--- file a.txt
The mill burned  down,何秋白说大坝没有受到任何影响。They rebuilt it in a high -quality way.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
The mill burned down, the dam was not harmed. They rebuilt it in a high-quality way.
The mill burned  down, the dam was not harmed. They rebuilt it in a high -quality way.
--- stderr
textclean: r.tsv: corrections: 1 applied
textclean: r.tsv: corrections: 1 applied
=== a correction written over what was flagged, in place of beside it, is told
$ textclean --format tsv a.txt > r.tsv; sed -i '2s/at at/at/; 3s/in in/"in  in"/' r.tsv
$ textclean apply a.txt r.tsv
--- file a.txt
It stands at at the dam, and it lies in in the mill.
--- stdout
It stands at at the dam, and it lies in in the mill.
--- stderr
textclean: a.txt: paragraph 1, sentence 1: the cell of column 'text' was changed, but corrections go into 'correction' (r.tsv:2)
textclean: r.tsv: corrections: none
=== a span that is to go
$ textclean --format tsv a.txt | sh fix repeated-word '' Delete > r.tsv
$ textclean apply a.txt r.tsv
--- file a.txt
The mill burned down burned down again.
It is at at the dam.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
The mill burned down burned down again.
It is the dam.
--- stderr
textclean: r.tsv: corrections: 1 applied
=== what would change
$ textclean --format tsv a.txt | sh fix repeated-word at > r.tsv
$ for o in --raw --in-place; do textclean apply --diff $o a.txt r.tsv; done | sed "s/^/|/"
--- file a.txt
One line.
It is at at the dam.
A high -quality mill.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- written a.txt
One line.
It is at at the dam.
A high -quality mill.
--- stdout
|--- a.txt
|+++ a.txt
|@@ -1,3 +1,3 @@
| One line.
|-It is at at the dam.
|+It is at the dam.
| A high -quality mill.
|--- a.txt
|+++ a.txt
|@@ -1,3 +1,3 @@
| One line.
|-It is at at the dam.
|-A high -quality mill.
|+It is at the dam.
|+A high-quality mill.
--- stderr
textclean: r.tsv: corrections: 1 applied
textclean: r.tsv: corrections: 1 applied
=== in its own place, twice
$ textclean --format tsv a.txt | sh fix repeated-word at > r.tsv
$ textclean apply --in-place a.txt r.tsv; textclean apply --in-place=.old a.txt r.tsv; ls
--- file a.txt
It is at at the dam.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- written a.txt
It is at the dam.
--- stdout
a.txt
fix
r.tsv
--- stderr
textclean: r.tsv: corrections: 1 applied
textclean: r.tsv: corrections: 1 there already
=== records: of the text only what is corrected, escapes stay
$ textclean --format tsv d.jsonl | sh fix repeated-word at > r.tsv
$ textclean apply --raw d.jsonl r.tsv; textclean apply -q d.jsonl r.tsv
--- file d.jsonl
{"n":1.10,"text":"It\u0020is at \u0061t the\/dam, \u4eca  ok."}

{"text":"Nothing here\u002e"}
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
{"n":1.10,"text":"It\u0020is at the\/dam, \u4eca  ok."}

{"text":"Nothing here\u002e"}
{"n":1.10,"text":"It is at the/dam, 今 ok."}

{"text":"Nothing here\u002e"}
--- stderr
textclean: r.tsv: corrections: 1 applied
=== the article has changed: nothing is done, or what can be done
$ textclean --format tsv a.txt | sh fix repeated-word at > r.tsv; sed -i 's/stands/stood/' a.txt
$ sed 's/stands at at the dam of the river/sits by the water/' a.txt > b.txt; cp b.txt a.txt
$ textclean apply --in-place a.txt r.tsv; echo $?; textclean apply --partial --in-place a.txt r.tsv
--- file a.txt
The old mill of Hexi town stands at at the dam of the river.

He Qiubai lives at at the new mill with his family.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- written a.txt
The old mill of Hexi town stood at the dam of the river.

He Qiubai lives at the new mill with his family.
--- stdout
0
--- stderr
textclean: r.tsv: corrections: 2 applied
textclean: r.tsv: corrections: 2 there already
=== the article has changed: a short passage at the old place, beside other text
$ textclean --format tsv a.txt | sh fix repeated-word at > r.tsv
$ echo 'We go at at ten now.' > a.txt; textclean apply a.txt r.tsv; echo $?
--- file a.txt
It is at at the dam.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
We go at at ten now.
1
--- stderr
textclean: r.tsv:2: no article fits: 'a.txt' did not come, or has changed all over
textclean: r.tsv: corrections: 1 without their article
=== a correction that begins with what it replaces is put in once
$ textclean --format tsv a.txt | sh fix fragment 'the group and the mill.' > r.tsv
$ for i in 1 2; do textclean apply --in-place a.txt r.tsv; done; cat a.txt
--- file a.txt
They share the group. the group. Then they met.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
They share the group. the group and the mill. Then they met.
--- stderr
textclean: r.tsv: corrections: 1 applied
textclean: r.tsv: corrections: 1 there already
=== XLIFF: of two equal sentences only the one that was corrected
$ textclean -t en --format xliff a.txt > r.xlf; sed -i '0,/<target/{/<target/s/大坝/The dam./}' r.xlf
$ for i in 1 2; do textclean apply -t en --in-place a.txt r.xlf; done; cat a.txt
--- file a.txt
大坝
The mill.
大坝
--- stdout
The dam.
The mill.
大坝
--- stderr
textclean: r.xlf: corrections: 1 applied
textclean: r.xlf: corrections: 1 there already
=== XLIFF: a target that was changed
$ textclean --format xliff a.txt > r.xlf; sed -i '/<target/s/<mrk.*mrk>/at/' r.xlf
$ textclean apply a.txt r.xlf; textclean apply --raw a.txt r.xlf
--- file a.txt
It is at at the  dam. A high -quality mill.
--- stdout
It is at the dam. A high-quality mill.
It is at the  dam. A high -quality mill.
--- stderr
textclean: r.xlf: corrections: 1 applied
textclean: r.xlf: corrections: 1 applied
=== XLIFF: a unit that is locked
$ textclean --format xliff a.txt > r.xlf; sed -i 's/>A mill/>A dam/2; /<target/s/A mill/A dam/' r.xlf
$ textclean apply a.txt r.xlf
--- file a.txt
It is at at the dam. A mill stands here.
--- stdout
It is at at the dam. A mill stands here.
--- stderr
textclean: a.txt: paragraph 1, sentence 2: the unit is locked (translate="no"), but was changed (r.xlf:15)
textclean: r.xlf: corrections: 1 in conflict
--- status 1
=== XLIFF: changed units whose ids are not ours are told
$ textclean --format xliff a.txt > r.xlf; sed -i '/<target/s/<mrk.*mrk>/at/; s/ id="[^"]*"/ id="7"/' r.xlf
$ textclean apply a.txt r.xlf
--- file a.txt
It is at at the dam.
--- stdout
It is at at the dam.
--- stderr
textclean: r.xlf:10: the target of a unit was changed, but its id is none that --format xliff wrote, so it is left out
textclean: r.xlf: corrections: none
=== XLIFF: several of them are told at the first
$ textclean --format xliff a.txt > r.xlf; sed -i '/<target/s/<mrk.*mrk>/at/; s/ id="[^"]*"/ id="7"/' r.xlf
$ textclean apply a.txt r.xlf > /dev/null
--- file a.txt
It is at at the dam. It was in in the mill.
--- stderr
textclean: r.xlf:10: the target of a unit was changed, but its id is none that --format xliff wrote, so it is left out; and so are others behind it
textclean: r.xlf: corrections: none
=== XLIFF: a placeholder that was lost
$ textclean -r none --format xliff a.txt > r.xlf; sed -i '/<target/s/<x [^>]*>//' r.xlf
$ textclean apply -r none a.txt r.xlf; sed -i '/<target/s/The mill/The dam/' r.xlf
$ textclean apply -r none a.txt r.xlf
--- file a.txt
The mill{{01}} mill mill
--- stderr
textclean: r.xlf: corrections: none
textclean: a.txt: paragraph 1, sentence 1: a placeholder of its source (<x/>) was lost or added (r.xlf:10)
textclean: r.xlf: corrections: 1 in conflict
--- status 1
--- stdout
The mill{{01}} mill mill
The mill{{01}} mill mill
=== XLIFF that was not touched
$ textclean --format xliff a.txt > r.xlf; textclean apply --raw a.txt r.xlf
--- file a.txt
It is at at the  dam.
--- stdout
It is at at the  dam.
--- stderr
textclean: r.xlf: corrections: none
=== a control in a correction
$ textclean --format tsv a.txt | sh fix repeated-word 'a\\u{202E}t' > r.tsv; textclean apply a.txt r.tsv
--- file a.txt
It is at at the dam.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
It is at at the dam.
--- stderr
textclean: a.txt: paragraph 1, sentence 1: the correction has the character U+202E, which was not there (r.tsv:2)
textclean: r.tsv: corrections: 1 in conflict
--- status 1
=== corrections without their article
$ textclean --format tsv a.txt b.txt | sh fix repeated-word at > r.tsv; textclean apply b.txt r.tsv
--- file a.txt
It is at at the dam.
--- file b.txt
He is at at the mill.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
He is at the mill.
--- stderr
textclean: r.tsv:2: no article fits: 'a.txt' did not come, or has changed all over
textclean: r.tsv: corrections: 1 applied, 1 without their article
--- status 1
=== no errors: noted, and not flagged again
$ textclean --format tsv a.txt | sh fix repeated-word '' term | sh fix fragment '' ok > r.tsv
$ textclean apply a.txt r.tsv > b.txt; textclean apply -q --accepted ok a.txt r.tsv > b.txt
$ textclean --check=all --accepted ok a.txt; cat ok
--- file a.txt
It is at at the dam. and the. Then he is at at the mill.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
fragment span b04d897b4767 and the.
repeated-word term 720d61b9777d at at
--- stderr
textclean: r.tsv: corrections: none
textclean: r.tsv: 3 spans are called no error; --accepted FILE keeps them from being flagged again
=== two corrections of one place
$ textclean --format tsv a.txt | sh fix repeated-word at > r.tsv; tail -n 1 r.tsv | sed 's/\tat\t/\tby\t/' >> r.tsv
$ textclean apply a.txt r.tsv
--- file a.txt
It is at at the dam.
--- file fix
awk -F '\t' -v OFS='\t' -v k="$1" -v c="$2" -v v="$3" 'NR > 1 && $4 == k { $9 = c; $10 = v } 1'
--- stdout
It is at at the dam.
--- stderr
textclean: a.txt: paragraph 1, sentence 1: another correction of the same place says something else (r.tsv:3)
textclean: r.tsv: corrections: 1 in conflict, 1 held back, since another one of the article is in conflict (see --partial)
--- status 1
=== reviews that are none
$ for r in empty comma names id both verdict doctype two xml none; do textclean apply a.txt $r; done
--- file a.txt
The mill.
--- file empty
--- file comma
file,id,correction
a.txt,a,b
--- file names
file	text	correction
--- file id
id	correction
a0123	x
--- file both
id	correction	verdict
a0123456789ab.p1.s1.b0-3.0123456789ab	x	term
--- file verdict
id	correction	verdict
a0123456789ab.p1.s1.b0-3.0123456789ab		maybe
--- file doctype
<!DOCTYPE xliff><xliff/>
--- file two
<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"/>
--- file xml
<xliff><file></xliff>
--- stderr
textclean: empty: is empty; it should be what --format tsv, xliff or html gave, reviewed
textclean: comma:1: neither XLIFF nor a table with tabs; export it from the spreadsheet as text with tabs between the cells, in UTF-8
textclean: names:1: the first line must name the columns, as --format tsv wrote them: 'id', and 'correction' or 'verdict'
textclean: id:2: the cell of column 'id' is not as --format tsv wrote it
textclean: both:2: has both a correction and a verdict; leave one of them empty
textclean: verdict:2: the verdict 'maybe' is none of: not-an-error, term, delete
textclean: doctype:1:16: has a DOCTYPE, which XLIFF needs not and which is refused
textclean: two:2:55: is XLIFF of another version than 1.2, which is the one that is read
textclean: xml:1:16: is no well-formed XML: mismatched tag
textclean: none: cannot be read: No such file or directory
--- status 2
=== apply and other options
$ for o in --format=tsv --check --body --shard=1/2; do textclean apply $o a.txt a.txt; done
$ textclean -q apply a.txt; textclean --raw a.txt; textclean apply - -
--- file a.txt
The mill.
--- stderr
textclean: apply writes articles: not with --format, --check, --into and --body
Try 'textclean --help'.
textclean: apply writes articles: not with --format, --check, --into and --body
Try 'textclean --help'.
textclean: apply writes articles: not with --format, --check, --into and --body
Try 'textclean --help'.
textclean: apply does not go with --shard: all articles of the review must come
Try 'textclean --help'.
textclean: apply needs the articles, and behind them the reviewed file
Try 'textclean --help'.
textclean: --raw, --partial and --diff go with apply only
Try 'textclean --help'.
textclean: apply: only one of the articles and the review can be standard input
Try 'textclean --help'.
--- status 2
