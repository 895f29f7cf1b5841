/*
 * Scripts and words: which alphabet a letter belongs to, and letters that
 * look like others.  Knows no plan.
 */
#ifndef CHECK_CHECK_SCRIPT_H
#define CHECK_CHECK_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

enum script {
	SCRIPT_NONE, /* no letter */
	SCRIPT_LATIN,
	SCRIPT_GREEK,
	SCRIPT_CYRILLIC,
	SCRIPT_ARMENIAN,
	SCRIPT_OTHER,
	SCRIPT_COUNT
};

enum script script_of(uint32_t c);

/* a letter in its small form, İ, I and ı all as i; what has none, as it is */
uint32_t script_fold(uint32_t c);
bool script_is_capital(uint32_t c);

/*
 * What a text may have in it, by a look at its bytes alone: it is what most
 * texts cost.  A bit that is set asks for a closer look; one that is not set
 * is certain but for letters of scripts that no plan is written in.
 */
enum {
	SEEN_LATIN = 1 << SCRIPT_LATIN,
	SEEN_GREEK = 1 << SCRIPT_GREEK,
	SEEN_CYRILLIC = 1 << SCRIPT_CYRILLIC,
	SEEN_ARMENIAN = 1 << SCRIPT_ARMENIAN,
	SEEN_OTHER = 1 << SCRIPT_OTHER,
	SEEN_DIGIT = 1 << 6,
	SEEN_ODD = 1 << 7, /* control characters, combining marks … */
};
#define SEEN_SCRIPTS (SEEN_LATIN | SEEN_GREEK | SEEN_CYRILLIC | SEEN_ARMENIAN | SEEN_OTHER)

unsigned int script_scan(const char *s, size_t len);

/* a word with letters of more than one script */
struct mixed_word {
	const char *text; /* len bytes */
	size_t len;
	uint32_t letter; /* the first that does not belong into it */
	enum script script; /* of that letter */
};

/*
 * The first such word from *s on, up to end; moves *s behind it.  expected
 * is the script of the text's language, which decides where letters of both
 * could be meant.  Words end at hyphens, digits and signs.
 */
bool script_next_mixed(const char **s, const char *end, enum script expected,
		       struct mixed_word *ret);

/*
 * Adds the word with each letter that does not belong into it replaced by
 * the one that looks the same; false, and nothing is added, if one has none.
 */
bool script_mend(struct strbuf *out, const struct mixed_word *word, enum script expected);

/* words between blanks that have a letter in them, counted up to most */
size_t script_count_words(const char *s, size_t len, size_t most);

/* letters of one script */
size_t script_count_letters(const char *s, size_t len, enum script script);

/*
 * The first character that is not seen and changes what is: controls, marks
 * of direction.  False if there is none.
 */
bool script_find_hidden(const char *s, size_t len, size_t *ret_offset, uint32_t *ret_c);

/* characters of valid UTF-8 */
size_t script_count_chars(const char *s, size_t len);

#endif
