Articles with markup: the text is cleaned, all other bytes stay. What must hold for any markup is
checked by tests/fuzz_markup.c; here stands what is seen as text, and what comes out.

=== HTML: rules see through inline tags; attributes, code, scripts and comments stay
$ textclean --markup html
--- stdin
<!DOCTYPE html>
<html><head><title>A ,b</title><style>p { color : red ; }</style></head>
<body>
<h1>A high -quality school</h1>
<p class="a ,b">The <b>mill</b> burned ,<i>he</i> said .He left
   for   the  dam , which stays.</p><!-- a ,b -->
<pre>  a ,b  </pre><script>if (a<b) x = " ,"; </script>
<p>今天<b>,</b>他说:<code>a ,b</code>走吧!</p>
</body></html>
--- stdout
<!DOCTYPE html>
<html><head><title>A ,b</title><style>p { color : red ; }</style></head>
<body>
<h1>A high-quality school</h1>
<p class="a ,b">The <b>mill</b> burned, <i>he</i> said. He left
   for   the  dam, which stays.</p><!-- a ,b -->
<pre>  a ,b  </pre><script>if (a<b) x = " ,"; </script>
<p>今天<b>，</b>他说：<code>a ,b</code>走吧！</p>
</body></html>
=== HTML: the border of a block parts sentences; a line end is a blank, in Chinese nothing
$ textclean --markup html -f sentences a.html
--- file a.html
<h1>The mill</h1><ul><li>The mill
burned<li>The <b>dam</b> stays</ul><p>河西镇的大坝
今天<br>开放了。<table><tr><td>one<td>two</table>
--- stdout
a.html	1	en	The mill
a.html	2	en	The mill burned
a.html	3	en	The dam stays
a.html	4	zh	河西镇的大坝今天
a.html	5	zh	开放了。
a.html	6	en	one
a.html	7	en	two

=== HTML: references stay unless a rule changes what they stand for
$ textclean --markup html
--- stdin
<p>AT&amp;T &lt;b&gt; caf&eacute;, &amp;eacute;, 50&nbsp;km.&nbsp; On &#8220; Monday&#8221;, cafe&#x301;; a &amp;lt; b</p>
--- stdout
<p>AT&amp;T &lt;b&gt; caf&eacute;, é, 50&nbsp;km. On &#8220;Monday&#8221;, café; a &lt; b</p>
=== HTML: indentation goes, but a paragraph of blanks stays: it is there for its height
$ textclean --markup html
--- stdin
<p>&nbsp;</p>
<p>　　河西镇的大坝开放了。</p>
<p>　</p>
--- stdout
<p>&nbsp;</p>
<p>河西镇的大坝开放了。</p>
<p>{{U+3000}}</p>
=== HTML: a row of white space that tags part goes as a whole
$ textclean --markup html
--- stdin
<p>The mill burned <b> <i> , which was sad.</i></b></p>
--- stdout
<p>The mill burned<b><i>, which was sad.</i></b></p>
=== HTML: what is put in stands behind end tags, before start tags, and at the start of a line inside
$ textclean --markup html
--- stdin
<p><b>He left.</b>Then he came.<i>He left.</i> law.<a href="/x">Editor</a> in charge</p>
--- stdout
<p><b>He left.</b> Then he came. <i>He left.</i> law. <a href="/x">Editor</a> in charge</p>
=== HTML: nothing is edited beside an image, nor a line end that is a tag
$ textclean --markup html
--- stdin
<p>The sign <img src="a ,b"> , which burned<br>, was <svg><text>a ,b</text></svg> , red.</p>
--- stdout
<p>The sign <img src="a ,b"> , which burned<br>, was <svg><text>a ,b</text></svg> , red.</p>
=== HTML: broken markup has a defined meaning
$ textclean --markup html lt.html unclosed.html quote.html comment.html script.html upper.html cdata.html
--- file lt.html
a < b ,c <3 ,d << e ,f </ g ,h &lt ,i
--- file unclosed.html
<p>The mill ,he said<b ,c
--- file quote.html
The <a href="x ,y>mill ,he</a> said ,she
--- file comment.html
The mill ,he <!-- said ,she
--- file script.html
The mill ,he <script><!-- <script> a ,b </script> c ,d --> </script> said ,she <script> a ,b
--- file upper.html
<P>The mill ,he<BR/>said<PRE>a ,b</Pre >c ,d<SCRIPT>a ,b</sCRIPT
>e ,f
--- file cdata.html
The mill <![CDATA[ ,he > said ,she ]]> and <? a ,b > and <!DOCTYPE a ,b> x ,y
--- stdout
a < b, c <3, d << e, f </ g ,h &lt ,i

<p>The mill, he said<b ,c

The <a href="x ,y>mill ,he</a> said ,she

The mill, he <!-- said ,she

The mill, he <script><!-- <script> a ,b </script> c ,d --> </script> said, she <script> a ,b

<P>The mill, he<BR/>said<PRE>a ,b</Pre >c, d<SCRIPT>a ,b</sCRIPT
>e, f

The mill <![CDATA[ ,he > said, she ]]> and <? a ,b > and <!DOCTYPE a ,b> x, y
=== HTML: an edit that would make markup of text is not made
$ textclean --markup html
--- stdin
a <{{U+200B}}b> c ,d
--- stdout
a <{{U+200B}}b> c, d
=== HTML: ill-formed bytes in a tag and parted by one, and a NUL
$ textclean --markup html -f jsonl | grep -o '"text".*"paragraphs"\|"edits".*}]'
--- stdin
<p title="{{FF}}">a{{00}}b {{E4}}{{B8}}<b>{{AD}}</b></p>
--- stdout
"text":"<p title=\"�\">ab �<b>�</b></p>\n","paragraphs"
"edits":[{"rule":"ill-formed","before_hex":"ff","after":"�","span":[10,11],"source":[10,11]},{"rule":"control","before":"\u0000","after":"","span":[14,14],"source":[14,15]},{"rule":"ill-formed","before_hex":"e4b8","after":"�","span":[16,17],"source":[17,18]},{"rule":"ill-formed","before_hex":"ad","after":"�","span":[20,21],"source":[21,22]}]
=== HTML: the record: places in the article as it came, and as it goes out
$ textclean --markup html -f jsonl --offsets bytes
--- stdin
<p>The <b>mill</b> burned ,<i>he said.</i></p><p>举措,包括课程建设</p>
--- stdout
{"id":"-","target":"en","offset_unit":"byte","markup":"html","text":"<p>The <b>mill</b> burned, <i>he said.</i></p><p>举措，包括课程建设</p>\n","paragraphs":[{"span":[3,38],"source":[3,38],"role":"body"},{"span":[49,76],"source":[49,74],"role":"body"}],"runs":[{"lang":"en","script":"Latn","span":[3,49],"source":[3,49]},{"lang":"zh","script":"Hans","span":[49,76],"source":[49,74]}],"sentences":[{"lang":"en","span":[3,38],"source":[3,38]},{"lang":"zh","span":[49,76],"source":[49,74]}],"flags":[{"kind":"untranslated","lang":"zh","script":"Hans","score":0.99,"reason":"sentence","text":"举措，包括课程建设","span":[49,76],"source":[49,74]}],"edits":[{"rule":"blank-before-mark","before":" ","after":"","span":[25,25],"source":[25,26]},{"rule":"blank-after-mark","before":"","after":" ","span":[26,27],"source":[27,27]},{"rule":"half-to-full","before":",","after":"，","span":[55,58],"source":[55,56]}],"summary":{"letters":27,"untranslated_letters":8,"untranslated_share":0.296,"edits":3,"flags":1},"textclean":{"version":"*","rules":"*"}}
=== HTML: flags have their place in the source
$ textclean --markup html -f flags a.html
--- file a.html
<p>They   share the
   schools.</p> <p>The <b>work</b> work begins , and the mill burned down.</p>
--- stdout
a.html:2:27: repeated-word [en 0.90] work work
=== HTML in lines, in JSON and in TSV
$ textclean --markup html -i lines a.txt; textclean --markup html a.jsonl; textclean --markup html --into tc a.jsonl | cut -c1-120; textclean --markup html b.tsv
--- file a.txt
<p>The mill ,he</p> said{{0D}}
a <b> ,c</b>
--- file a.jsonl
{"id":1,"text":"<p class=\"a ,b\">The mill\u0020,he</p>","n":1.50}
--- file b.tsv
id	text
1	<p>The mill\n,he</p><pre>\t</pre>
--- stdout
<p>The mill, he</p> said{{0D}}
a<b>, c</b>
{"id":1,"text":"<p class=\"a ,b\">The mill, he</p>","n":1.50}
{"id":1,"text":"<p class=\"a ,b\">The mill\u0020,he</p>","n":1.50,"tc":{"id":1,"target":"en","offset_unit":"codepoint","
id	text
1	<p>The mill, he</p><pre>\t</pre>
=== HTML in place, and again
$ textclean --markup html --in-place a.html && cat a.html && touch -d 2001-01-01 a.html && textclean --markup html --in-place a.html && stat -c %Y a.html
--- file a.html
<p>The mill ,he</p>
--- stdout
<p>The mill, he</p>
978307200
=== Markdown: blocks
$ textclean --markup markdown
--- stdin
---
title: A ,b
---
# A high -quality school #

The mill burned ,he said
and left , which  
stays \
, here.

> 今天,他说:走吧!居民
> 反映了上述事件
lazy line ,here

1. One ,two
2. Two  three

   Continued ,here.

       code ,here

- [x] task ,done
  * nested ,here

```c
if (a ,b)
```

    code ,here

Title ,two
====

| a ,b | c  ,d |
|------|:------|
| x ,y | `z ,` |

[ref]: /a ,b
<div align=" ,">
text ,here
</div>
<!-- a ,b -->
[^1]: The note ,here.

* * *
{{no LF}}
--- stdout
---
title: A ,b
---
# A high-quality school #

The mill burned, he said
and left, which {{20}}
stays \
, here.

> 今天，他说：走吧！居民
> 反映了上述事件
lazy line,here

1. One, two
2. Two three

   Continued, here.

       code ,here

- [x] task, done
  * nested, here

```c
if (a ,b)
```

    code ,here

Title, two
====

| a, b | c, d |
|------|:------|
| x, y | `z ,` |

[ref]: /a ,b
<div align=" ,">
text, here
</div>
<!-- a ,b -->
[^1]: The note, here.

* * *
=== Markdown: inlines
$ textclean --markup markdown
--- stdin
The **mill** burned ,*he* said .`a ,b` [link ,text](http://a.b/c_d "t ,x") ,![alt ,x](y)

[text ,a][ref ,b], [text ,c] and \*not\* ,2 * 3 , ~~x ,y~~ <http://a.b/c> <b title=" ,">bold ,x</b>[^1] ,
**「磨坊」**失火了,`` a`,b `` 他说:走吧!_a ,b_ snake_case_here &amp;lt;
--- stdout
The **mill** burned, *he* said .`a ,b` [link, text](http://a.b/c_d "t ,x"),![alt ,x](y)

[text, a][ref ,b], [text, c] and \*not\* , 2 * 3, ~~x, y~~ <http://a.b/c> <b title=" ,">bold, x</b>[^1],
**「磨坊」**失火了，`` a`,b `` 他说：走吧！_a, b_ snake_case_here &lt;
=== Markdown: sentences have no marks
$ textclean --markup markdown -f sentences a.md
--- file a.md
# The *mill*

The **mill** burned. He [left](/a) it
for the `dam , x`.[^1] See <http://a.b/c>.

| one | two |
|-----|-----|
| **a** | b |
--- stdout
a.md	1	en	The mill
a.md	2	en	The mill burned.
a.md	3	en	He left it for the `dam , x`.
a.md	4	en	See http://a.b/c.
a.md	5	en	one
a.md	6	en	two
a.md	7	en	a
a.md	8	en	b

=== Markdown: an edit that would make a mark of text is not made
$ textclean --markup markdown
--- stdin
The mill burned.

1 . Not a list ,here

[a]（b） and [c]，（d）
--- stdout
The mill burned.

1 . Not a list, here

[a]\(b) and [c], (d)
=== refusals
$ textclean --markup html -f xliff a.html; textclean apply --markup html a.html b.xlf; textclean --markup html --body a.html; textclean --markup xml a.html
--- file a.html
<p>News.</p>
--- file b.xlf
--- status 2
--- stderr
textclean: --markup does not go with apply and the formats of reviews, which know plain text only
Try 'textclean --help'.
textclean: --markup does not go with apply and the formats of reviews, which know plain text only
Try 'textclean --help'.
textclean: --markup: --body goes with --format sentences or flags only
Try 'textclean --help'.
textclean: --markup: 'xml' is none of: none html markdown
Try 'textclean --help'.
