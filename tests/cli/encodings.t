Text in other encodings.

=== what the option names
$ printf '河西镇的老磨坊,昨天失火。\n' > a.txt
$ for e in GBK gb2312 GB18030 cp936 UTF-16LE UTF-32BE utf-8; do
$   iconv -f UTF-8 -t $e a.txt | textclean --encoding $e; done
$ printf '河西鎮的老磨坊,昨天失火。\n' | iconv -f UTF-8 -t BIG5 | textclean --encoding big5
$ printf 'The café is “closed” .\n' | iconv -f UTF-8 -t CP1252 | textclean --encoding windows-1252
--- stdout
河西镇的老磨坊，昨天失火。
河西镇的老磨坊，昨天失火。
河西镇的老磨坊，昨天失火。
河西镇的老磨坊，昨天失火。
河西镇的老磨坊，昨天失火。
河西镇的老磨坊，昨天失火。
河西镇的老磨坊，昨天失火。
河西鎮的老磨坊，昨天失火。
The café is “closed”.
=== a byte order mark tells more than the option
$ for e in UTF-16 UTF-32; do printf '{"text":"The mill ."}\n' | iconv -f UTF-8 -t $e | textclean --encoding GBK; done
$ printf '\376\377\0M\0i\0l\0l' | textclean; echo; printf '\377\376' | textclean; printf '\377\376\0' | textclean | od -An -c
--- stdout
{"text":"The mill."}
{"text":"The mill."}
Mill
 357 277 275
--- stderr
textclean: -: ill-formed parts became U+FFFD: 1 of UTF-16LE, the first at byte 3; if they are many, --encoding names another
=== records tell the encoding, and their places are those of the decoded text
$ printf '磨坊,关了。' | iconv -f UTF-8 -t GBK > a.txt; textclean --encoding gbk -f jsonl --offsets bytes a.txt
$ printf '磨坊,关了。\n' | iconv -f UTF-8 -t GBK | textclean --encoding gbk -i lines -f jsonl | grep -o '"offset_unit.*"text":"[^"]*"'
$ printf 'x\t磨坊,关了。\n' | iconv -f UTF-8 -t GBK | textclean --encoding gbk -i tsv --column 2 -f jsonl | grep -o '"encoding":"[^"]*"'
$ printf '{"text":"磨坊,关了。"}\n' | iconv -f UTF-8 -t GBK | textclean --encoding gbk --into x | grep -o '"encoding":"[^"]*"'
$ printf '磨坊。' | textclean -f jsonl | grep -c encoding || true
--- stdout
{"id":"a.txt","target":"zh","offset_unit":"byte","encoding":"GBK","text":"磨坊，关了。","paragraphs":[{"span":[0,18],"source":[0,16],"role":"body"}],"runs":[{"lang":"zh","script":"Hans","span":[0,18],"source":[0,16]}],"sentences":[{"lang":"zh","span":[0,18],"source":[0,16]}],"flags":[],"edits":[{"rule":"half-to-full","before":",","after":"，","span":[6,9],"source":[6,7]}],"summary":{"letters":4,"untranslated_letters":0,"untranslated_share":0.000,"edits":1,"flags":0},"textclean":{"version":"*","rules":"*"}}
"offset_unit":"codepoint","encoding":"GBK","text":"磨坊，关了。"
"encoding":"GBK"
"encoding":"GBK"
0
=== what is ill-formed becomes U+FFFD, is counted and told
$ printf 'A mill\201 .\nA dam\377\n' > a.txt; textclean --encoding GB18030 --errors e a.txt; cat e; textclean -q --encoding GB18030 a.txt
--- stdout
A mill� .
A dam�
{"file":"a.txt","code":"ill-formed","line":null,"byte":null,"message":"ill-formed parts became U+FFFD: 2 of GB18030, the first at byte 7; if they are many, --encoding names another"}
A mill� .
A dam�
--- stderr
textclean: a.txt: ill-formed parts became U+FFFD: 2 of GB18030, the first at byte 7; if they are many, --encoding names another
=== a character that is cut off at the end
$ printf 'News \316' | textclean --encoding GBK; echo; printf 'N\0e\0w' | textclean --encoding UTF-16LE; echo
--- stdout
News �
Ne�
--- stderr
textclean: -: ill-formed parts became U+FFFD: 1 of GBK, the first at byte 6; if they are many, --encoding names another
textclean: -: ill-formed parts became U+FFFD: 1 of UTF-16LE, the first at byte 5; if they are many, --encoding names another
=== guessed
$ printf '河西镇的老磨坊昨天夜里失火。何秋白说：“大坝没有受损。”\n' > a.txt; iconv -f UTF-8 -t GBK a.txt > gbk.txt
$ printf '河西鎮的老磨坊昨天夜裡失火。何秋白說：「大壩沒有受損。」\n' | iconv -f UTF-8 -t BIG5 > big5.txt
$ printf 'The café’s owner, Li Tong, said “no”. The mill was naïve.\n' | iconv -f UTF-8 -t CP1252 > latin.txt
$ iconv -f UTF-8 -t UTF-16LE a.txt > utf16.txt; echo 'The mill burned down.' > ascii.txt
$ textclean --encoding auto a.txt gbk.txt gbk.txt big5.txt latin.txt utf16.txt ascii.txt
--- stdout
河西镇的老磨坊昨天夜里失火。何秋白说：“大坝没有受损。”

河西镇的老磨坊昨天夜里失火。何秋白说：“大坝没有受损。”

河西镇的老磨坊昨天夜里失火。何秋白说：“大坝没有受损。”

河西鎮的老磨坊昨天夜裡失火。何秋白說：「大壩沒有受損。」

The café’s owner, Li Tong, said “no”. The mill was naïve.

河西镇的老磨坊昨天夜里失火。何秋白说：“大坝没有受损。”

The mill burned down.
--- stderr
textclean: gbk.txt: the encoding seems to be GB18030; --encoding names another
textclean: big5.txt: the encoding seems to be Big5; --encoding names another
textclean: latin.txt: the encoding seems to be windows-1252; --encoding names another
textclean: utf16.txt: the encoding seems to be UTF-16LE; --encoding names another
=== a guess waits for the first byte that is not ASCII
$ { yes '{"text":"The mill ."}' | head -n 9000; printf '{"text":"河西镇的老磨坊昨天夜里失火。何秋白说,大坝没有受损。"}\n' | iconv -f UTF-8 -t GBK; } > a.jsonl
$ textclean --encoding auto a.jsonl | uniq
--- stdout
{"text":"The mill."}
{"text":"河西镇的老磨坊昨天夜里失火。何秋白说，大坝没有受损。"}
--- stderr
textclean: a.jsonl: the encoding seems to be GB18030; --encoding names another
=== names that do not exist
$ for e in GB18300 utf-88 '' klingon-8 ../x GBK,swaplfnl; do textclean --encoding "$e" x; done
--- stderr
textclean: --encoding: there is no encoding 'GB18300'; did you mean 'GB18030'?
Try 'textclean --help'.
textclean: --encoding: there is no encoding 'utf-88'; did you mean 'UTF-8'?
Try 'textclean --help'.
textclean: --encoding: there is no encoding ''; there are UTF-8, UTF-16, GB18030, GBK, Big5, windows-1252 and all others of ICU, and auto
Try 'textclean --help'.
textclean: --encoding: there is no encoding 'klingon-8'; there are UTF-8, UTF-16, GB18030, GBK, Big5, windows-1252 and all others of ICU, and auto
Try 'textclean --help'.
textclean: --encoding: there is no encoding '../x'; there are UTF-8, UTF-16, GB18030, GBK, Big5, windows-1252 and all others of ICU, and auto
Try 'textclean --help'.
textclean: --encoding: there is no encoding 'GBK,swaplfnl'; there are UTF-8, UTF-16, GB18030, GBK, Big5, windows-1252 and all others of ICU, and auto
Try 'textclean --help'.
--- status 2
=== guessed: Chinese words among English ones are not Korean, Korean is
$ for i in 1 2 3 4 5 6 7 8 9; do echo 'the mill 河西镇 dam 大坝 opened 失火 said 何秋白 town'; done | iconv -f UTF-8 -t GBK | textclean --encoding auto -i lines -r none | head -n 1
$ printf '어젯밤 강가의 오래된 방앗간에서 불이 났다. 댐은 무사하다고 마을 사람들이 말했다.\n' | iconv -f UTF-8 -t EUC-KR | textclean --encoding auto -r none
--- stdout
the mill 河西镇 dam 大坝 opened 失火 said 何秋白 town
어젯밤 강가의 오래된 방앗간에서 불이 났다. 댐은 무사하다고 마을 사람들이 말했다.
--- stderr
textclean: -: the encoding seems to be GB18030; --encoding names another
textclean: -: the encoding seems to be EUC-KR; --encoding names another
