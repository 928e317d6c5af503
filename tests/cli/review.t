The formats for reviewers: tables, XLIFF, and what goes with them.

=== a table for a spreadsheet
$ textclean --format tsv a.txt
--- file a.txt
The mill burned down, 何秋白说大坝没有受到任何影响。 They rebuilt it.

"=cmd|x! The the dam stays.
--- stdout
file	id	lang	kind	score	before	text	after	correction	verdict	note
a.txt	a8bf9f5b0837d.p1.s1.b22-64.61c6b6f9d2a0	zh	untranslated	0.98	The mill burned down, 	何秋白说大坝没有受到任何影响	。 They rebuilt it.			clause
a.txt	a8bf9f5b0837d.p2.s1.b86-87.8a331fdde703	en	unbalanced-quote	0.90		'"	'=cmd|x! The the dam stays.			no-closing-mark
a.txt	a8bf9f5b0837d.p2.s2.b95-102.cb70fb7d7029	en	repeated-word	0.90	'"=cmd|x! 	The the	 dam stays.			twice
=== a table with nothing in it
$ textclean --format tsv a.txt
--- file a.txt
The mill burned down.
--- stdout
file	id	lang	kind	score	before	text	after	correction	verdict	note
=== the table of records and fields
$ textclean --format tsv --field title --field text a.jsonl b.txt
--- file a.jsonl
{"id":1,"title":"The the mill","text":"It burned."}
{"id":2,"title":"The dam","text":"It it\tburned."}
--- file b.txt
A file file.
--- stdout
file	id	lang	kind	score	before	text	after	correction	verdict	note
a.jsonl:1#title	aac2853626707.p1.s1.b0-7.cb70fb7d7029	en	repeated-word	0.90		The the	 mill			twice
a.jsonl:2#text	a9c2b97a8c1a2.p1.s1.b0-5.eb619da57238	en	repeated-word	0.90		It it	 burned.			twice
b.txt	a81bff36597c4.p1.s1.b2-11.cd49ae9233e4	en	repeated-word	0.90	A 	file file	.			twice
=== a table for each file of a directory, which opens as one
$ textclean --format tsv -o out/ a.txt b.txt
--- file a.txt
The mill mill burned.
--- file b.txt
The dam stays.
--- written out/a.txt.tsv
file	id	lang	kind	score	before	text	after	correction	verdict	note
a.txt	a70424a74c8be.p1.s1.b4-13.753e05aa4004	en	repeated-word	0.90	The 	mill mill	 burned.			twice
--- written out/b.txt.tsv
file	id	lang	kind	score	before	text	after	correction	verdict	note
=== XLIFF: a sentence and a part of one
$ textclean -t zh --format xliff a.txt
--- file a.txt
周三，市政府公布了新的规划。The new line will open in the autumn, and it will serve twelve districts. 市长何秋白表示，this is a major step forward for all of us。

记者从交通局获悉，项目总投资约40亿元。
--- stdout
<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file original="a.txt" source-language="en" target-language="zh-CN" datatype="plaintext" tool-id="textclean">
    <header>
      <tool tool-id="textclean" tool-name="textclean" tool-version="0.1.0"/>
      <note from="textclean">article 247e99da0fe0, 244 bytes</note>
    </header>
    <body>
      <group id="p1" restype="x-paragraph">
        <trans-unit id="a247e99da0fe0.p1.s1.b0-42.51e5fb404e9f" translate="no" approved="yes" xml:space="preserve">
          <source>周三，市政府公布了新的规划。</source>
          <target state="final">周三，市政府公布了新的规划。</target>
        </trans-unit>
        <trans-unit id="a247e99da0fe0.p1.s2.b42-115.ca6d9670f0f8" xml:space="preserve">
          <source>The new line will open in the autumn, and it will serve twelve districts.</source>
          <target state="needs-translation">The new line will open in the autumn, and it will serve twelve districts.</target>
          <note from="textclean" annotates="target" priority="1">untranslated (en, score 0.99, sentence): The new line will open in the autumn, and it will serve twelve districts</note>
        </trans-unit>
        <trans-unit id="a247e99da0fe0.p1.s3.b116-185.f60a98712068" xml:space="preserve">
          <source>市长何秋白表示，<mrk mtype="x-untranslated" comment="en">this is a major step forward for all of us</mrk>.</source>
          <target state="needs-review-translation">市长何秋白表示，<mrk mtype="x-untranslated" comment="en">this is a major step forward for all of us</mrk>.</target>
          <note from="textclean" annotates="target" priority="2">untranslated (en, score 0.94, clause): this is a major step forward for all of us</note>
        </trans-unit>
      </group>
      <group id="p2" restype="x-paragraph">
        <trans-unit id="a247e99da0fe0.p2.s1.b187-243.5438ad7155ab" translate="no" approved="yes" xml:space="preserve">
          <source>记者从交通局获悉，项目总投资约40亿元。</source>
          <target state="final">记者从交通局获悉，项目总投资约40亿元。</target>
        </trans-unit>
      </group>
    </body>
  </file>
</xliff>
=== XLIFF: pinyin for editors who read no Chinese
$ textclean --format xliff a.txt | grep note
--- file a.txt
The mill burned down, 何秋白说大坝没有受到任何影响。 They rebuilt it.
--- stdout
      <note from="textclean">article dd9524a61d20, 85 bytes</note>
          <note from="textclean" annotates="target" priority="2">untranslated (zh, score 0.98, clause): 何秋白说大坝没有受到任何影响</note>
          <note from="textclean" annotates="target" priority="2">pinyin: hé qiū bái shuō dà bà méi yǒu shòu dào rèn hé yǐng xiǎng</note>
=== XLIFF without any article is still valid
$ textclean --format xliff a.txt
--- file a.txt
The mill burned down.
--- stdout
<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file original="none" source-language="en" target-language="en" datatype="plaintext">
    <body/>
  </file>
</xliff>
=== XLIFF: what XML cannot hold
$ textclean --format xliff --rules none a.txt | grep -a 'source>\|note'
--- file a.txt
The mill{{01}} <mill> & the the {{U+202E}}dam{{U+FFFE}}.
--- stdout
      <note from="textclean">article bb20011e706c, 38 bytes</note>
          <source>The mill<x id="c1" ctype="x-textclean-u0001"/> &lt;mill&gt; &amp; <mrk mtype="x-repeated-word" comment="en">the the</mrk> <mrk mtype="x-bidi-control" comment="en">{{U+202E}}</mrk>dam<x id="c2" ctype="x-textclean-uFFFE"/>.</source>
          <note from="textclean" annotates="target" priority="2">repeated-word (en, score 0.90, twice): the the</note>
          <note from="textclean" annotates="target" priority="2">bidi-control (en, score 1.00, reorders-text): &lt;U+202E&gt;</note>
=== with the original at hand: a file
$ textclean -t zh --format flags --original o.txt a.txt; textclean -t zh --format xliff --original o.txt a.txt | grep original:
--- file a.txt
市长何秋白表示，this is a major step forward for all of us。
--- file o.txt
In Hexi it rained.
Mayor He said this is a major step forward for all of us.
--- stdout
a.txt:1:9: untranslated [en 1.00] this is a major step forward for all of us
          <note from="textclean" annotates="general" priority="2">original: Mayor He said this is a major step forward for all of us.</note>
=== with the original at hand: a directory, and a file that is missing there
$ textclean -t zh --check --original first a.txt b.txt
--- file a.txt
市长何秋白表示，this is a major step forward for all of us。
--- file b.txt
市长何秋白表示，this is a major step forward for all of us。
--- file first/a.txt
He said: this is a major step forward for all of us.
--- stdout
a.txt:1:9: untranslated [en 1.00] this is a major step forward for all of us
--- stderr
textclean: b.txt: the file of --original cannot be read; of a directory it is the file of the same name
--- status 2
=== with the original at hand: a field
$ textclean -t zh --format flags --original en a.jsonl
--- file a.jsonl
{"en":"this is a \u006dajor step forward for all of us","text":"市长何秋白表示，this is a major step forward for all of us。"}
{"text":"市长何秋白表示，this is a major step forward for all of us。"}
{"en":"it rained","text":"市长何秋白表示，this is a major step forward for all of us。"}
--- stdout
a.jsonl:1:9: untranslated [en 1.00] this is a major step forward for all of us
a.jsonl:2:9: untranslated [en 0.94] this is a major step forward for all of us
a.jsonl:3:9: untranslated [en 0.94] this is a major step forward for all of us
=== accepted: where it stands, and everywhere
$ textclean --check=all --accepted ok a.txt b.txt
--- file a.txt
The the mill burned. Once more it it burned.
--- file b.txt
But the the mill burned. And then it it burned.
--- file ok
# written by hand, but for the hashes
repeated-word term bddb29926b74 it it

--- stdout
a.txt:1:1: repeated-word [en 0.90] The the
b.txt:1:5: repeated-word [en 0.90] the the
--- status 1
=== accepted: a line that is none
$ textclean --accepted ok a.txt
--- file a.txt
The mill.
--- file ok
repeated-word term 54bec4a1cb9c it it
repeated-word it it
--- stderr
textclean: ok:2: is no line of --accepted, which are as: untranslated span 0123456789ab
--- status 2
=== accepted: no such file
$ textclean --accepted ok a.txt
--- file a.txt
The mill.
--- stderr
textclean: ok: cannot be read: No such file or directory
--- status 2
=== flags on a terminal have their line and a mark
$ textclean --format flags --color never a.txt
--- terminal
--- file a.txt
河西镇的老磨坊和大坝在洪水之后仍然完好无损，何秋白镇长在开幕式上说，this is a major step forward for all of us，大家都很高兴。
The {{U+202E}}mill mill{{09}}burned.
--- stdout
a.txt:1:35: untranslated [en 0.94] clause
   …何秋白镇长在开幕式上说，this is a major step forward for all of us，大家都…
                            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
a.txt:2:1: untranslated [en 0.95] sentence
   The <U+202E>mill mill<U+0009>burned.
   ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
a.txt:2:5: bidi-control [en 1.00] reorders-text
   The <U+202E>mill mill<U+0009>burned.
       ^~~~~~~~
=== a page: an article between its frame
$ textclean --format html --original o.txt a.txt | sed -n '/^<main/,/^<.main/p'
--- file a.txt
Mill  burns down

The mill burned down, 何秋白说大坝没有受到任何影响,他很高兴。 They <re>built it it.
--- file o.txt
A line.
The original & more.
--- stdout
<main id="articles" data-columns="file	id	lang	kind	score	before	text	after	correction	verdict	note" tabindex="-1">
<article id="a1">
<header>
<h2><a href="#a1"><bdi>a.txt</bdi></a></h2>
<p class="counts">English, 2 flags, 2 edits</p>
</header>
<div class="row title">
<h3 class="text" dir="auto" lang="en">Mill<del title="blank-run">  </del><span class="new" title="blank-run"> </span>burns down</h3>
</div>
<div class="row body">
<p class="text" dir="auto" lang="en">The mill burned down, <mark class="f-lang sure3" data-flag="a1f1"><span class="run first" lang="zh-Hans">何秋白说大坝没有受到任何影响</span><del title="half-to-full">,</del><span class="run" lang="zh-Hans"><span class="new" title="half-to-full">，</span></span><span class="run" lang="zh-Hans">他很高兴</span></mark><a class="ref f-lang sure3" id="a1f1" href="#a1f1n" aria-label="Flag 1: untranslated, Chinese, 0.98">1</a><span class="run" lang="zh-Hans">。 </span>They &lt;re&gt;built <mark class="f-text sure3" data-flag="a1f2">it it</mark><a class="ref f-text sure3" id="a1f2" href="#a1f2n" aria-label="Flag 2: repeated word, 0.90">2</a>.</p>
<ol class="notes">
<li class="card f-lang sure3" id="a1f1n" data-row="a.txt	aed1129ba77c5.p2.s1.b40-95.db7e60e15061	zh	untranslated	0.98	The mill burned down, 	何秋白说大坝没有受到任何影响，他很高兴	。 They &lt;re&gt;built it it.			clause">
<p class="what"><a class="number" href="#a1f1">1</a> <span class="kind"><span class="icon" aria-hidden="true">文</span> untranslated</span> <span>Chinese</span> <span>0.98</span></p>
<p class="why">clause</p>
<p class="more"><b>Pinyin</b> <bdi lang="zh-Latn-pinyin">hé qiū bái shuō dà bà méi yǒu shòu dào rèn hé yǐng xiǎng， tā hěn gāo xìng</bdi></p>
<p class="more"><b>Original</b> <bdi>The original &amp; more.</bdi></p>
</li>
<li class="card f-text sure3" id="a1f2n" data-row="a.txt	aed1129ba77c5.p2.s2.b114-119.bddb29926b74	en	repeated-word	0.90	The mill burned down, 何秋白说大坝没有受到任何影响，他很高兴。 They &lt;re&gt;built 	it it	.			twice">
<p class="what"><a class="number" href="#a1f2">2</a> <span class="kind"><span class="icon" aria-hidden="true">2×</span> repeated word</span> <span>0.90</span></p>
<p class="why">twice</p>
<p class="more"><b>Original</b> <bdi>The original &amp; more.</bdi></p>
</li>
</ol>
</div>
</article>
<p class="none">Nothing was flagged.</p>
</main>
=== a page without any flag
$ textclean --format html a.txt | sed -n '/^<main/,/^<.main/p'
--- file a.txt
The mill burned down.
--- stdout
<main id="articles" data-columns="file	id	lang	kind	score	before	text	after	correction	verdict	note" tabindex="-1">
<p class="none">Nothing was flagged.</p>
</main>
