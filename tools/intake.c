/* intake.c - see intake.h. */
#include "intake.h"

#include <errno.h>  /* ENOMEM, EBADMSG */
#include <stdlib.h> /* malloc, free */
#include <string.h> /* memcpy, memmove, strcmp */
#include <unistd.h> /* SEEK_SET */

#define INTAKE_SIZE ((size_t)64 * 1024)

void intake_init(intake *in, const intake_options *options)
{
  *in = (intake){.options = *options, .raw = {.fd = -1}};
  fault_clear(&in->fault);
}

void intake_free(intake *in)
{
  free(in->bytes);
  buffer_free(&in->label_bytes);
  in->bytes = NULL;
}

bool intake_open(intake *in, const char *name)
{
  in->name = in->label = name;
  in->began = in->at_end = in->has_text = in->is_guess = false;
  in->encoding = NULL;
  fault_clear(&in->fault);
  if (!in->bytes) {
    in->bytes = malloc(INTAKE_SIZE);
  }
  if (!in->bytes) {
    return fault_of_system(&in->fault, ENOMEM);
  }
  if (!raw_open(&in->raw, name)) {
    in->fault = in->raw.fault;
    return false;
  }
  return true;
}

void intake_close(intake *in)
{
  decoder_close(in->decoder);
  unpack_close(in->unpacker);
  raw_close(&in->raw);
  in->decoder = NULL;
  in->unpacker = NULL;
}

/* ---- Bytes as the file or the entry has them ------------------------------------------ */

static ptrdiff_t pull(intake *in, char *bytes, size_t size)
{
  ptrdiff_t got = in->unpacker ? unpack_read(in->unpacker, bytes, size, &in->fault)
                               : raw_read(&in->raw, bytes, size);
  if (got < 0 && !in->unpacker) {
    in->fault = in->raw.fault;
  }
  in->at_end = in->at_end || got == 0;
  return got;
}

/* Reads more into `bytes`. False: the text has no more, they are full, or it failed. */
static bool pull_more(intake *in)
{
  if (in->start > 0) {
    memmove(in->bytes, in->bytes + in->start, in->end - in->start);
    in->end -= in->start;
    in->start = in->looked_at = 0;
  }
  if (in->at_end || in->fault.error || in->end == INTAKE_SIZE) {
    return false;
  }
  ptrdiff_t got = pull(in, in->bytes + in->end, INTAKE_SIZE - in->end);
  in->end += got > 0 ? (size_t)got : 0;
  return got > 0;
}

/* ---- The encoding of a text --------------------------------------------------------- */

static bool decode_from(intake *in, const char *encoding, bool is_guess)
{
  in->is_guess = is_guess;
  in->way = INTAKE_AS_IS;
  in->encoding = NULL;
  if (encoding_is_utf8(encoding)) {
    return true;
  }
  in->encoding = encoding;
  in->way = INTAKE_DECODE;
  in->decoder = decoder_open(encoding);
  if (!in->decoder) {
    in->start = in->end; /* nothing of it can be handed out */
    return fault_of_system(&in->fault, ENOMEM);
  }
  return true;
}

/* A mark tells more than the user does. That of UTF-8 stays: it is cleaned like text. */
static bool begin_decoding(intake *in)
{
  const char *wanted = in->options.encoding ? in->options.encoding : ENCODING_UTF8;
  size_t size = 0;
  bool more;
  const char *told;
  do {
    told = encoding_of_mark(in->bytes, in->end, false, &size, &more);
  } while (more && pull_more(in));
  if (more) {
    told = encoding_of_mark(in->bytes, in->end, true, &size, &more);
  }
  in->mark_size = 0;
  if (told && !encoding_is_utf8(told)) {
    in->start = size;
    in->mark_size = size;
  }
  if (told) {
    return decode_from(in, told, false);
  }
  in->way = INTAKE_OPEN;
  return strcmp(wanted, ENCODING_AUTO) == 0 || decode_from(in, wanted, false);
}

/* Looks at as much of the text as `bytes` can hold. */
static bool guess(intake *in)
{
  while (pull_more(in)) {
  }
  in->looked_at = in->end;
  if (encoding_is_open(in->bytes, in->end)) {
    return true;
  }
  const char *name = encoding_guess(in->bytes, in->end, &in->fault);
  return name && decode_from(in, name, true);
}

/* ---- Texts ------------------------------------------------------------------------- */

static bool set_label(intake *in, const char *entry)
{
  buffer_clear(&in->label_bytes);
  buffer_add_string(&in->label_bytes, in->name);
  buffer_add_char(&in->label_bytes, ':');
  buffer_add_string(&in->label_bytes, entry);
  buffer_add_char(&in->label_bytes, 0);
  if (in->label_bytes.failed) {
    return fault_of_system(&in->fault, ENOMEM);
  }
  in->label = in->label_bytes.bytes;
  return true;
}

/* Finds out whether the file is packed. False: it cannot be read. */
static bool begin_file(intake *in)
{
  raw_file *raw = &in->raw;
  magic_answer answer;
  in->began = true;
  do {
    answer = magic_look(raw->head, raw->head_end, false);
  } while (answer == MAGIC_MORE && raw_look_on(raw));
  if (raw->fault.error) {
    in->fault = raw->fault;
    return false;
  }
  if (answer == MAGIC_YES) {
    in->unpacker = unpack_open(raw, &in->options.limits, &in->fault);
    return in->unpacker != NULL;
  }
  return true;
}

/* The next text of a packed file, or its first. */
static unpack_result next_entry(intake *in)
{
  const char *entry;
  unpack_result result = unpack_next(in->unpacker, &entry, &in->fault);
  if (entry && !set_label(in, entry)) {
    return UNPACK_BROKEN;
  }
  return result;
}

/* What is packed inside of an archive is not unpacked: one level is enough for dumps,
 * and more is how bombs are made. */
static bool refuse_nested(intake *in)
{
  magic_answer answer = MAGIC_MORE;
  while (in->unpacker && answer == MAGIC_MORE) {
    answer = magic_look(in->bytes, in->end, in->at_end || in->fault.error != 0);
    if (answer == MAGIC_MORE) {
      pull_more(in);
    }
  }
  if (!in->unpacker || answer != MAGIC_YES) {
    return false;
  }
  in->end = 0; /* of its bytes nothing is handed out */
  return !fault_set(&in->fault, PROBLEM_NESTED, EBADMSG, NULL);
}

bool intake_next(intake *in)
{
  decoder_close(in->decoder);
  in->decoder = NULL;
  in->start = in->end = in->looked_at = 0;
  in->at_end = in->is_guess = false;
  in->encoding = NULL;
  in->way = INTAKE_AS_IS;
  fault_clear(&in->fault);
  if (!in->began && !begin_file(in)) {
    return false;
  }
  if (!in->unpacker && in->has_text) {
    return false;
  }
  in->has_text = true;
  unpack_result result = in->unpacker ? next_entry(in) : UNPACK_ENTRY;
  if (result == UNPACK_ENTRY && !refuse_nested(in)) {
    begin_decoding(in); /* if it fails the fault says so */
  }
  return result == UNPACK_ENTRY || result == UNPACK_SKIPPED;
}

/* ---- Reading ------------------------------------------------------------------------ */

static ptrdiff_t hand_out(intake *in, char *bytes, size_t size)
{
  size_t left = in->end - in->start, part = size < left ? size : left;
  memcpy(bytes, in->bytes + in->start, part);
  in->start += part;
  return (ptrdiff_t)part;
}

static ptrdiff_t decode(intake *in, char *bytes, size_t size)
{
  for (;;) {
    if (in->start == in->end && !pull_more(in) && in->fault.error) {
      return -1;
    }
    decoder_step step = {.in = in->bytes + in->start,
                         .in_end = in->bytes + in->end,
                         .out = bytes,
                         .out_end = bytes + size,
                         .is_last = in->at_end};
    if (!decoder_run(in->decoder, &step)) {
      fault_of_system(&in->fault, ENOMEM);
      return -1;
    }
    in->start = (size_t)(step.in - in->bytes);
    if (step.out > bytes || (in->at_end && in->start == in->end)) {
      return step.out - bytes;
    }
  }
}

ptrdiff_t intake_read(intake *in, char *bytes, size_t size)
{
  if (in->way == INTAKE_OPEN && in->start >= in->looked_at && !guess(in)) {
    return -1;
  }
  if (in->way == INTAKE_DECODE && in->decoder) {
    return decode(in, bytes, size);
  }
  if (in->start < in->end) {
    return hand_out(in, bytes, size);
  }
  if (in->fault.error || in->at_end) {
    return in->fault.error ? -1 : 0;
  }
  return pull(in, bytes, size);
}

bool intake_is_changed(const intake *in)
{
  return in->unpacker || in->way == INTAKE_DECODE;
}

int intake_file(const intake *in)
{
  return in->raw.can_seek && !in->unpacker && in->way == INTAKE_AS_IS ? in->raw.fd : -1;
}

bool intake_seek(intake *in, uint64_t offset)
{
  in->start = in->end = in->looked_at = 0;
  in->at_end = false;
  if (raw_seek(&in->raw, (int64_t)offset, SEEK_SET) < 0) {
    in->fault = in->raw.fault;
    return false;
  }
  return true;
}

uint64_t intake_bad(const intake *in, uint64_t *first)
{
  uint64_t count = in->decoder ? decoder_bad(in->decoder, first) : 0;
  *first = count > 0 ? *first + in->mark_size : 0;
  return count;
}
