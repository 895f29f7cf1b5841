/*
 * What Unicode knows about text, through ICU.
 */
#ifndef LANG_TEXT_H
#define LANG_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "lang/lang.h"

/*
 * Columns that a terminal needs for len bytes: 0 for combining and control
 * characters, 2 for wide ones, 1 for a byte that is not UTF-8.  Latin,
 * Cyrillic and Armenian are counted without ICU.
 */
size_t text_width(const char *s, size_t len);

/*
 * Adds a text with line ends put between its words, so that no line is wider
 * than width columns; 0: as it is.  A word that is wider is cut, and so are
 * lines of scripts without blanks; digits stay together.  The first line is taken to begin at the
 * column of the indentation, which stands before each other; its own line
 * ends and runs of blanks count as one blank.
 */
void text_add_wrapped(struct strbuf *out, const char *s, size_t width, size_t indent);

/*
 * Adds a line of a plan, which is UTF-8, with tabs as blanks and with control
 * and bidirectional characters and the ends of lines as U+FFFD, so that carets below it stand right
 * and nothing that a plan holds can steer a terminal.
 */
void text_add_visible(struct strbuf *out, const char *s, size_t len);

/*
 * Is it in normalization form C?  Bytes that are not UTF-8 do not count
 * against it.
 */
bool text_is_nfc(const char *s, size_t len);
/* adds the form C of it */
void text_add_nfc(struct strbuf *out, const char *s, size_t len);

/* upper case by the rules of the text's language (hy: և → ԵՎ, az: i → İ) */
void text_add_upper(struct strbuf *out, const char *s, size_t len, enum lang lang);

/*
 * An id made of a text: Latin letters by ICU's "Any-Latin; Latin-ASCII" (and
 * ə → e), lower case, apostrophes left out, runs of anything else one "-",
 * none at the ends; of "–" or the like, nothing.  Ends at the first byte that
 * is not UTF-8.  Latin and Armenian text needs no ICU transliterator.
 */
void text_add_slug(struct strbuf *out, const char *s, size_t len);

/*
 * For sorting names of a language: as strcmp(), and like it 0 only for equal
 * texts.  A collator is opened at its first use and kept.
 */
struct text_collators {
	void *collator[LANG_COUNT];
};
#define TEXT_COLLATORS_INIT { { 0 } }
void text_collators_release(struct text_collators *c);
int text_compare(struct text_collators *c, enum lang lang, const char *a, const char *b);

/*
 * A list in a sentence: "a, b and c", "a, b և c", "a, b və c".  ICU is opened
 * per call, from two items on.
 */
void text_add_list(struct strbuf *out, enum lang lang, const char *const *items, size_t n);

/*
 * For searching: the text without case, diacritics and script, its words
 * with one blank between them, so that "Gəncə" ("gence") and "Գյանջա"
 * ("gyanja") can be compared with the key of what a user types.
 */
void text_add_search_key(struct strbuf *out, const char *s, size_t len);

#endif
