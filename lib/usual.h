/* usual.h - which events are usual ones, as nearly all of good text are. Layer 2.
 *
 * Of a usual event no rule has anything to say, but for some house styles (see rules.c), and no
 * quotation mark, bracket or address is told by it. So the stages that look for these walk the
 * other ones, the unusual events. With a letter for LOWER or UPPER, and a word for a letter or
 * DIGIT, an event is usual if it is
 *  U1  a word or HAN;
 *  U2  COMMA, SEMICOLON or COLON, behind a letter, before one SPACE and a letter;
 *  U3  PERIOD, QUESTION or EXCLAMATION, behind LOWER, before one SPACE and an UPPER;
 *  U4  HYPHEN between two words, APOSTROPHE between two letters;
 *  U5  a Chinese comma, semicolon, colon or stop of any kind, behind HAN, and not before IDEO_STOP;
 *  U6  LF, beside no white space but one more LF, and that one before none;
 * and in a text without HAN and HAN_COMPAT, where no mark can be a Chinese one, with a quote for
 * QUOTE or LDQUOTE, and a closing quote for RDQUOTE or RSQUOTE,
 *  U7  a mark of U2 behind a word, before one SPACE and a letter or a quote, or before a closing
 *      quote and white space; or behind a letter, before one SPACE and a DIGIT;
 *  U8  a mark of U3 behind a word, before one SPACE and a quote, or an UPPER unless behind one
 *      (U. S.), or before a closing quote and white space, or before LF;
 *  U9  SPACE, behind a closing quote, before a word;
 * and in a text without LSQUOTE, where it can close nothing,
 *  U10 RSQUOTE, between two letters. */
#ifndef TC_USUAL_H
#define TC_USUAL_H

#include "classes.h"

#define TC_USUAL_READS 8u /* bytes behind the first of an event that it is judged by, at most */

/* What a text has, or had before an edit. */
typedef enum tc_usual_in { TC_USUAL_HAN = 1, TC_USUAL_LSQUOTE = 2 } tc_usual_in;

/* Whether the event is usual that *cls is the class of. Reads the characters beside it, too. */
bool tc_is_usual(const uint8_t *cls, tc_usual_in in);

/* Writes the unusual ones of some events to `unusual`, which has room for all and one more.
 * Returns how many they are. Reads the classes of a stretch behind the last one, too. */
uint32_t tc_keep_unusual(const uint8_t *cls, tc_usual_in in, const uint32_t *events, uint32_t count,
                         uint32_t *unusual);

#endif
