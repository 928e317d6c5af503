/* runs_pieces.h - the letters of a paragraph, gathered into pieces, by units. Layer 3.
 *
 * What pieces and units are tells runs.h. */
#ifndef TC_RUNS_PIECES_H
#define TC_RUNS_PIECES_H

#include "runs.h"
#include "runs_words.h"

typedef enum tc_family {
  TC_F_LATIN,
  TC_F_CJ, /* Han, Kana, Bopomofo */
  TC_F_HANGUL,
  TC_F_OTHER,
  TC_F_NONE, /* of tc_begin_paragraph(): no letters */
  TC_F_BOTH, /* Latin and Han */
  TC_F_MANY  /* others, too, or addresses */
} tc_family;

typedef struct tc_piece {
  tc_span at; /* from its first letter to its last */
  tc_family script;
  uint8_t cls; /* of its first letter: tells which OTHER script */
  bool gloss;  /* Han between marks that belong to the text around it */
  bool mixed;  /* of the first of a unit: it has Latin and Han */
  bool whole;  /* stands for all pieces of its units; has no weight, and no words */
  uint32_t unit;
  uint32_t count;  /* of the first of a unit: how many it has */
  uint32_t weight; /* letters, a Han counting two */
  uint32_t kana;   /* Kana of it */
  tc_words words;  /* of Latin, as far as they matter */
  bool clause;     /* they read as one */
  textclean_lang lang;
} tc_piece;

typedef TC_LIST(tc_piece) tc_pieces;

typedef struct tc_piece_finder {
  const tc_text *text;
  const tc_spans *protect;
  tc_arena *arena;
  bool kana;          /* the text may have some */
  bool other_letters; /* likewise, such as are neither Latin nor HAN */
  uint32_t turn;      /* none of the paragraph at hand is before it */
  uint32_t passed;    /* nor of the next one before this */
  uint32_t event;     /* none of the next unit that is gathered is before it */
  uint32_t cursor;    /* in protect */

  /* Of the paragraph at hand: */
  tc_pieces row;
  uint32_t unit;
  bool by_unit;        /* units of one script are taken whole */
  bool mostly_han;     /* known then; else runs_mixed.c finds it */
  bool mixed;          /* some unit is */
  uint32_t latin, han; /* the next letters of it, which ends at: */
  uint32_t end;

  /* Of the unit at hand: */
  bool comma;      /* since the last letter */
  bool mark;       /* likewise, any that may part Japanese from Chinese */
  tc_span part;    /* of Han behind such a mark: its start and the end before the mark */
  uint32_t before; /* the weight of the piece before that part */
} tc_piece_finder;

tc_piece_finder tc_begin_pieces(const tc_text *text, const tc_spans *protect, tc_arena *arena);

/* What letters a paragraph has. Each begins behind the last one. */
tc_family tc_begin_paragraph(tc_piece_finder *f, tc_span at);

/* Gathers its pieces, with the language of their script. */
void tc_find_pieces(tc_piece_finder *f, tc_span at);

/* The language of a piece by its script alone. */
textclean_lang tc_own_lang(const tc_piece *p);

/* The languages of the pieces of mixed units. False: units were taken whole that matter; without
 * `by_unit` pieces must be found anew. In runs_mixed.c. */
bool tc_settle_mixed(tc_piece_finder *f);

#endif
