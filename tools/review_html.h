/* review_html.h - an article with flags as part of a page for reviewers.
 *
 *   <article>
 *     <div class="row">       a paragraph, and beside it
 *       <p>                   its text, with
 *         <mark>              a flag, or a piece of one; behind it <a class="ref">, its number
 *         <del> <span class="new">   an edit: what stood there, and what stands there now
 *         <span class="run">  a run in another language than the article
 *       <ol class="notes">    a <li class="card"> for each flag that begins in it; its data-row is
 *                             the row that --format tsv gives, which the script fills in
 *
 * What is around the articles is made at build time of review_page.html, .css and .js (see
 * gen_review_page.c). Articles without flags are left out. */
#ifndef REVIEW_HTML_H
#define REVIEW_HTML_H

#include "article.h"
#include "worker.h"

void review_html_head(buffer *out);
void review_html_tail(buffer *out);

/* Adds the article in w->doc. */
void review_html_add(buffer *out, worker *w, const article *a);

#endif
