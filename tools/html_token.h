/* html_token.h - one piece of markup at a time, as the tokenizer of the WHATWG HTML Standard cuts
 * them. Each token costs time in its length only, also where the text ends within it. */
#ifndef HTML_TOKEN_H
#define HTML_TOKEN_H

#include <stdbool.h> /* bool */
#include <stddef.h>  /* size_t */

typedef enum html_kind { HTML_START, HTML_END, HTML_OTHER } html_kind;
typedef enum html_seen { HTML_INLINE, HTML_LINE, HTML_BLOCK, HTML_OBJECT } html_seen;
typedef enum html_content { HTML_MARKUP, HTML_RAW, HTML_HIDDEN, HTML_CODE } html_content;

typedef struct html_row { /* of html_tags.def */
  const char *name;
  html_seen seen;
  html_content content;
} html_row;

typedef struct html_token {
  html_kind kind;      /* OTHER: a comment, a DOCTYPE, an instruction, or what is read as one */
  const char *end;     /* behind it; where the text ends if it is not closed */
  bool is_closed;      /* it has its own end */
  bool closes_itself;  /* <br/> */
  const html_row *row; /* NULL: none */
} html_token;

/* Whether the `<` at p begins markup; else it is text. */
bool html_begins(const char *p, const char *end);

/* Reads it. */
html_token html_read(const char *p, const char *end);

/* The end tag of the element, where what it has from p on is raw; `end`: there is none. */
const char *html_end_tag(const html_row *row, const char *p, const char *end);

const html_row *html_rows(size_t *count);

static inline bool html_is_space(char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

#endif
