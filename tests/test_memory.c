/* test_memory.c - memory that is lacking, of every function of textclean.h: the calls of malloc()
 * and its kin that each makes, by itself or through ICU and utf8proc, are counted, and each of them
 * fails once, alone and with all behind it. A function that can fail tells it and frees what it
 * took; all others must make no call at all. Sanitizers take malloc() for themselves, so this
 * program is not built with them. */
#include "unit.h"

#include <stdio.h>  /* fopen, fread, snprintf */
#include <stdlib.h> /* malloc, free */
#include <string.h> /* strlen, strstr */

#include <textclean.h>

/* ---- malloc() --------------------------------------------------------------------- */

static struct {
  size_t calls, fail_at; /* fail_at 0: none fails */
  bool goes_on;
  long held; /* blocks, since is_on */
  bool is_on;
} memory;

/* glibc's own, by whose names its own callers reach them too */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

static bool fails(void)
{
  if (!memory.is_on) {
    return false;
  }
  size_t call = ++memory.calls;
  return memory.fail_at > 0 && (memory.goes_on ? call >= memory.fail_at : call == memory.fail_at);
}

static void *count(void *block)
{
  memory.held += memory.is_on && block;
  return block;
}

void *malloc(size_t size)
{
  return fails() ? NULL : count(__libc_malloc(size));
}

void *calloc(size_t number, size_t size)
{
  return fails() ? NULL : count(__libc_calloc(number, size));
}

void *realloc(void *old, size_t size)
{
  void *block = fails() ? NULL : __libc_realloc(old, size);
  return old ? block : count(block);
}

void free(void *old)
{
  memory.held -= memory.is_on && old;
  __libc_free(old);
}

/* ---- What is called --------------------------------------------------------------- */

static const char text[] =
    "The mill ,\"too\". e\xCC\x81 &amp; 磨坊,水坝。A high -quality plan\xFF.";
static const char style[] = "term: Hexi Mill\nlabel: \xE9\x87\x87\xE7\xBC\x96\nrules: -dash\n";
static textclean *tc;      /* for those that need one */
static textclean_doc *doc; /* with the article in it */
static textclean_status status;

static void call_new(void)
{
  textclean *made;
  textclean_options o = {.struct_size = sizeof o, .style = style, .style_size = sizeof style - 1};
  status = textclean_new(&o, &made);
  assert_true(status == TEXTCLEAN_OK ? made != NULL : made == NULL);
  textclean_free(made);
}

static void call_doc(void)
{
  textclean_doc *made;
  status = textclean_doc_new(tc, &made);
  assert_true(status == TEXTCLEAN_OK ? made != NULL : made == NULL);
  textclean_doc_free(made);
}

static void call_apply(void)
{
  textclean_doc *made;
  memory.is_on = false;
  assert_int_equal(textclean_doc_new(tc, &made), TEXTCLEAN_OK);
  memory.is_on = true;
  status = textclean_apply(made, TEXTCLEAN_NONE, text, sizeof text - 1);
  memory.is_on = false;
  textclean_doc_free(made);
  memory.held = 0; /* its blocks were counted, but not when they were freed */
}

static void call_results(void)
{
  size_t n;
  textclean_target(doc);
  textclean_text(doc, &n);
  textclean_paragraphs(doc, &n);
  textclean_runs(doc, &n);
  textclean_sentences(doc, &n);
  textclean_edits(doc, &n);
  textclean_flags(doc, &n);
  textclean_summarize(doc);
  textclean_to_source(doc, (textclean_span){1, 9});
  textclean_from_source(doc, (textclean_span){1, 9});
}

static void call_names(void)
{
  size_t n;
  textclean_version();
  textclean_unicode_version();
  textclean_strerror(TEXTCLEAN_ENOMEM);
  textclean_lang_name(TEXTCLEAN_ZH);
  textclean_script_name(TEXTCLEAN_HANS);
  textclean_role_name(TEXTCLEAN_BODY);
  textclean_kind_name(TEXTCLEAN_FRAGMENT);
  textclean_rules(&n);
  textclean_rules_hash(tc);
}

static void call_checks(void)
{
  textclean_span bad;
  textclean_style_error error;
  uint32_t offsets[] = {0, 5, 40};
  textclean_rules_check("all,-dash", &bad);
  textclean_rules_check("nothing", &bad);
  textclean_style_check(style, sizeof style - 1, &error);
  textclean_style_check("hm", 2, &error);
  textclean_convert(text, sizeof text - 1, TEXTCLEAN_UTF16, offsets, 3);
}

static void call_free(void)
{
  textclean_doc_free(NULL);
  textclean_free(NULL);
}

static const struct call {
  void (*run)(void);
  bool can_fail;
  const char *names; /* of the functions, without their beginning, parted by blanks */
} calls[] = {
    {call_new, true, " new free "},
    {call_doc, true, " doc_new doc_free "},
    {call_apply, true, " apply "},
    {call_results, false,
     " target text paragraphs runs sentences edits flags summarize to_source from_source "},
    {call_names, false,
     " version unicode_version strerror lang_name script_name role_name kind_name rules "
     "rules_hash "},
    {call_checks, false, " rules_check style_check convert "},
    {call_free, false, " free doc_free "},
};

/* ---- Tests ------------------------------------------------------------------------ */

/* How many calls of malloc() and its kin it made. */
static size_t run(const struct call *c, size_t fail_at, bool goes_on)
{
  memset(&memory, 0, sizeof memory);
  memory.fail_at = fail_at;
  memory.goes_on = goes_on;
  memory.is_on = true;
  c->run();
  memory.is_on = false;
  return memory.calls;
}

/* Whether malloc() is the one above: valgrind puts its own in its place. */
static bool is_ours(void)
{
  void *(*volatile allocate)(size_t) = malloc; /* or the compiler knows what it does */
  memory.calls = memory.fail_at = 0;
  memory.is_on = true;
  void *block = allocate(1);
  memory.is_on = false;
  free(block);
  memory.held = 0;
  return memory.calls > 0;
}

static void each_failed_call_is_told(void **state)
{
  (void)state;
  if (!is_ours()) {
    skip();
  }
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    size_t all = run(&calls[i], 0, false);
    assert_int_equal(memory.held, 0);
    assert_int_equal(all > 0, calls[i].can_fail);
    for (size_t n = 1; n <= all; n++) {
      for (int goes_on = 0; goes_on < 2; goes_on++) {
        run(&calls[i], n, goes_on);
        assert_int_equal(memory.held, 0);
        assert_int_equal(status, TEXTCLEAN_ENOMEM);
      }
    }
  }
}

static bool is_called(const char *name, size_t size)
{
  char word[64];
  snprintf(word, sizeof word, " %.*s ", (int)size, name);
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    if (strstr(calls[i].names, word)) {
      return true;
    }
  }
  return false;
}

/* Those of the header, by its declarations. */
static void every_function_is_called(void **state)
{
  static char header[1 << 16];
  size_t found = 0;
  FILE *file = fopen(SOURCE_ROOT "/include/textclean.h", "r");
  (void)state;
  assert_non_null(file);
  header[fread(header, 1, sizeof header - 1, file)] = 0;
  fclose(file);
  for (const char *p = strstr(header, "\nTEXTCLEAN_API "); p; p = strstr(p, "\nTEXTCLEAN_API ")) {
    const char *end = strchr(++p, '('), *name = end;
    while (name[-1] == '_' || (name[-1] >= 'a' && name[-1] <= 'z')) {
      name--;
    }
    name += strlen("textclean_");
    if (!is_called(name, (size_t)(end - name))) {
      fail_msg("textclean_%.*s is not tried without memory", (int)(end - name), name);
    }
    found++;
  }
  assert_true(found > 20);
}

static int make(void **state)
{
  (void)state;
  return textclean_new(NULL, &tc) != TEXTCLEAN_OK || textclean_doc_new(tc, &doc) != TEXTCLEAN_OK ||
         textclean_apply(doc, TEXTCLEAN_NONE, text, sizeof text - 1) != TEXTCLEAN_OK;
}

static int drop(void **state)
{
  (void)state;
  textclean_doc_free(doc);
  textclean_free(tc);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_failed_call_is_told),
      cmocka_unit_test(every_function_is_called),
  };
  return cmocka_run_group_tests_name("memory", tests, make, drop);
}
