/*
 * The messages of one language, in the GNU MO format of gettext(1).  The
 * catalogues are part of the program; libintl is not used, as it needs an
 * installed locale and speaks one language in a process.
 *
 * English has no catalogue: a message is its own translation.
 */
#ifndef LANG_CATALOG_H
#define LANG_CATALOG_H

#include <stddef.h>
#include <stdint.h>

#include "lang/lang.h"

/* marks a string for translation where it stands, without translating it */
#define N_(msgid) msgid
#define NC_(context, msgid) msgid
#define NP_(one, many) one, many

struct plural; /* a compiled plural expression */

struct catalog {
	enum lang lang;
	const unsigned char *mo; /* NULL: English, or a broken file */
	size_t size;
	uint32_t n, ids, texts; /* number of messages, offsets of the two tables */
	struct plural *plural;
	unsigned int nplurals;
};

/* The catalogue of a language; _release it. */
void catalog_init(struct catalog *c, enum lang lang);

/*
 * Reads a catalogue from a .mo file's bytes, which must outlive it.
 * 0, or -EINVAL if they are not one, and the catalogue then has no
 * messages and is English in effect.
 */
int catalog_init_bytes(struct catalog *c, enum lang lang, const void *mo, size_t size);

void catalog_release(struct catalog *c);

/* The translation, or msgid itself.  Owned by the catalogue. */
const char *catalog_get(const struct catalog *c, const char *msgid)
	__attribute__((format_arg(2), returns_nonnull));
const char *catalog_get_in(const struct catalog *c, const char *context, const char *msgid)
	__attribute__((format_arg(3), returns_nonnull));
const char *catalog_get_plural(const struct catalog *c, const char *one, const char *many,
			       unsigned long n)
	__attribute__((format_arg(2), format_arg(3), returns_nonnull));

#endif
