/* lexicon.h - words that decide something, each with its kinds. Layer 2.
 *
 * The words stand in lexicon_en.inc and lexicon_zh.inc, one a line. */
#ifndef TC_LEXICON_H
#define TC_LEXICON_H

#include "base.h"
#include "lexicon_hash.h" /* TC_WORD_MAX */
#include "text.h"

/* English and Chinese words. */
enum {
  TC_W_TITLE = 1 << 0,          /* Dr: a name follows; its stop ends no sentence */
  TC_W_ABBREV = 1 << 1,         /* Inc: its stop may end a sentence or not */
  TC_W_BEFORE_NUMBER = 1 << 2,  /* No: its stop ends no sentence if a number follows */
  TC_W_MONTH = 1 << 3,          /* Jan, Mon: likewise */
  TC_W_FUNCTION = 1 << 4,       /* the: makes a row of Latin words English text */
  TC_W_STARTER = 1 << 5,        /* The: begins a sentence more often than a name */
  TC_W_PREFIX = 1 << 6,         /* anti: forms a compound with a capital or a number; with a hyphen,
                                 * `anti -`: with any word, for it never stands alone */
  TC_W_TLD = 1 << 7,            /* com: the end of the name of a host or file */
  TC_W_UNIT = 1 << 8,           /* km: is no foreign word */
  TC_W_NAME_PART = 1 << 9,      /* van, of: small, but may stand inside a name */
  TC_W_LABEL = 1 << 10,         /* author: a byline's label, before its colon; July */
  TC_W_END = 1 << 11,           /* end: a line of its own that closes the article */
  TC_W_RELATED = 1 << 12,       /* read more: heads other articles' titles */
  TC_W_NOTICE = 1 << 13,        /* copyright: begins a closing notice */
  TC_W_REPORTER = 1 << 14,      /* 记者: a person's name is before or behind it */
  TC_W_BY = 1 << 15,            /* posted by: a label that needs no colon */
  TC_W_SAYS = 1 << 16,          /* 说: goes on with a sentence after its quotation */
  TC_W_TWICE = 1 << 17,         /* had: may stand twice in a row; in Chinese, begin what does */
  TC_W_LOAN = 1 << 18,          /* app: is written so in Chinese, too */
  TC_W_TAIL = 1 << 19,          /* 的: begins no sentence */
  TC_W_DANGLING = 1 << 20,      /* 将: ends no sentence */
  TC_W_MOJIBAKE = 1 << 21,      /* 锟斤拷: what wrong readings leave */
  TC_W_AGAIN = 1 << 22,         /* 再: goes on behind a verb that is said twice */
  TC_W_TAG = 1 << 23,           /* p: an HTML element */
  TC_W_SLOT = 1 << 24,          /* kloc: a translation system's name for a number */
  TC_W_SUBJECT = 1 << 25,       /* she: begins a clause, so no hyphen goes before it */
  TC_W_NUMERAL = 1 << 26,       /* 一: counts the items of a list */
  TC_W_WHOLE = 1 << 27,         /* 的确: a word that begins as a TAIL does */
  TC_W_JOINS = 1 << 28,         /* and: joins the last word of a list to it */
  TC_W_LOOK_ALIKE = 1 << 29,    /* ο: a Greek letter that looks Latin */
  TC_W_SOUND = 1 << 30,         /* 尔: writes foreign names by their sound */
  TC_W_SPLIT = TC_W_SOUND,      /* signifi: was split at its ligature; wi: `fi` behind it was not;
                                 * English words only, which have no SOUND */
  TC_W_GOES_ON = TC_W_TAIL,     /* Monday, Chairman: goes on behind an hour or a firm; English words
                                 * only, which have no TAIL */
  TC_W_FIRM = TC_W_WHOLE,       /* Inc, Calif: an ABBREV that ends a sentence before a name; English
                                 * words only, of which none is WHOLE */
  TC_W_CITES = TC_W_AGAIN,      /* the word, means: the Chinese beside it is spoken of; English
                                 * words only, of which none is AGAIN */
  TC_W_ASIDE = TC_W_DANGLING,   /* advertisement: a RELATED line behind which the article goes on;
                                 * no single Han, which a DANGLING word is */
  TC_W_SCALE = TC_W_LOOK_ALIKE, /* million, 亿: measures the number before; no Greek letter */
  TC_W_COMPOUND = TC_W_NUMERAL, /* so - called: was pulled apart at its hyphen; u.s, xi'an: is, at
                                 * its mark; English words only, of which none is a NUMERAL */
  TC_W_PLACE = TC_W_MOJIBAKE,   /* China, American, East: two with a hyphen between are a compound;
                                 * English words only, of which none is MOJIBAKE */
  TC_W_DATELINE = TC_W_SUBJECT, /* 日电: ends a dateline, which a blank parts from the text; */
  TC_W_CREDIT = TC_W_SLOT       /* 摄: closes a line, a blank parts it from a name: Chinese
                                 * words only, which have neither SUBJECT nor SLOT */
};

#define TC_ABBREVIATION_MAX 7 /* bytes of the longest abbreviation: most words are told by size */

/* The kinds of a word, 0 if there is no such word. ASCII letters in any case; a
 * right single quotation mark is not an apostrophe here. O(size). */
uint32_t tc_lexicon(const char *word, uint32_t size);

/* The same for text[span]. */
uint32_t tc_lexicon_span(const tc_text *text, tc_span span);

/* As tc_lexicon_span(), for callers that want to know of some kinds only: those of them that
 * the word has. Most words are told by how they begin. */
uint32_t tc_lexicon_of(const tc_text *text, tc_span span, uint32_t kinds);

/* The kinds of the word before a period, if it is an abbreviation of any sort. */
uint32_t tc_abbreviation(const tc_text *text, tc_span word);

/* The kinds of the longest entry that begins at `start` and ends at or before
 * `end`; *word_end is its end. Of English entries only those that end at the end
 * of a word. 0: none. */
uint32_t tc_lexicon_prefix(const tc_text *text, tc_span span, uint32_t *word_end);

/* False: surely no entry of one of the kinds begins at i. A quick look. */
bool tc_may_begin(const tc_text *text, uint32_t i, uint32_t kinds);

/* As tc_lexicon_prefix(), for callers that want to know of some kinds only: the kinds that
 * the longest entry has of these. *word_end is set only where there are some. */
static inline uint32_t tc_lexicon_prefix_of(const tc_text *text, tc_span span, uint32_t kinds,
                                            uint32_t *word_end)
{
  uint32_t end = 0, found = 0;
  if (span.start < span.end && tc_may_begin(text, span.start, kinds)) {
    found = tc_lexicon_prefix(text, span, &end) & kinds;
  }
  *word_end = found ? end : *word_end;
  return found;
}

/* Whether the question mark at i stands for the lost middle dot of a foreign name:
 * on both sides, directly, characters that write such names. O(1). */
bool tc_is_lost_dot(const tc_text *text, uint32_t i);

#endif
