/* sentences.h - where sentences end, each language by its own rules. Layer 3.
 *
 * A group is a row of stops with the closing marks, the footnote's mark and the emoji
 * behind it. The text behind the group begins with `next`. Rules in order; the first
 * that fits decides:
 *
 *  any  A1  inside an address or a bracket that opened after the start of the
 *           sentence, or inside title marks, or a middle dot was lost: no end; but
 *           a stop behind the bracket, `(why?).`, is the one that decides
 *       A2  a comma, colon, semicolon, stop or closing mark follows, or dots follow dots: no end
 *       A3  a full-width period behind the number of an item: no end
 *  zh   Z1  a quotation is followed by who said it, or it and more of them by a word
 *           that goes on with the sentence: no end
 *       Z2  dots alone, without a closing quotation mark: no end
 *       Z3  any other Chinese stop: end
 *       Z4  a semicolon between two numbered items, the first of which begins the
 *           sentence: end; so does a credit in brackets that follows a stop
 *  en   E1  next is Han: end, but not behind an abbreviation in Chinese, a row of
 *           initials, or the number of an item
 *       E2  no blank between, and next is a letter or a digit: end only where English
 *           meets Chinese (3.14, a.com), or between Han or a percent sign and a number
 *       E3  next begins with a small letter (iPhone does not): end only behind a whole
 *           small word, without quotation marks: `in the group. strength.`
 *       E4  the stop is not a period: end, but not where who asked it follows a
 *           quotation, or `Inc.` a name (Yahoo!)
 *       E5  dots: end, but not before a number
 *       E6  the number of an item begins the sentence, or one capital is all of it: no end
 *       E7  the word before is a title (Dr.): no end
 *       E8  it goes before a number (No., Jan.), and next is a digit: no end
 *       E9  it is an initial, or an abbreviation that may end a sentence (Inc.):
 *           end if next is a word that begins sentences (The); or behind an hour
 *           (p.m.) any but a day or a time zone; or behind a firm or a state a name,
 *           but not an office (Chairman); in a paragraph of one case only if it is a
 *           subject
 *       E10 end
 *       E11 in a paragraph all in small letters, before one, instead of E3: as E4
 *           to E10; but dots, single letters and quoted questions do not end it
 *
 * A footnote's mark, `[6]`, emoji and a smiley behind a stop belong to the sentence
 * before it.
 */
#ifndef TC_SENTENCES_H
#define TC_SENTENCES_H

#include "paragraphs.h"
#include "protect.h"
#include "quotes.h"
#include "runs.h"

typedef struct tc_sentence {
  tc_span at; /* without outer white space */
  textclean_lang lang;
} tc_sentence;

typedef TC_LIST(tc_sentence) tc_sentences;

void tc_find_sentences(const tc_text *text, const tc_paragraphs *paragraphs, const tc_runs *runs,
                       const tc_quotes *quotes, const tc_spans *protect, tc_arena *arena,
                       tc_sentences *sentences);

#endif
