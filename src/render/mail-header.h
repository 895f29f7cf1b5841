/*
 * Header fields of a message: texts in any script, in lines that every
 * mail program reads (RFC 5322, RFC 2047).
 *
 * GMime has functions for it, but they leave a text as it is that only looks
 * encoded ("=?utf-8?q?b?="), and begin some fields with an empty line.
 *
 * Texts are cleaned first: line ends, control characters and blanks, one or
 * several, become one blank, none at an end; a byte that is no UTF-8 becomes
 * U+FFFD.  So no text can begin a field of its own.
 */
#ifndef RENDER_MAIL_HEADER_H
#define RENDER_MAIL_HEADER_H

#include <stdbool.h>

#include "base/strbuf.h"

/* a letter of an atom (RFC 5322, 3.2.3) */
bool mail_header_is_atom(char c);

/* adds the text, cleaned */
void mail_header_clean(struct strbuf *out, const char *text);

/* adds a whole field, with LF at the end of its lines */
void mail_header_add_text(struct strbuf *out, const char *field, const char *text);
/*
 * The same with an address, as value_is_email() takes it, which stands as it
 * is.  The name may be empty.
 */
void mail_header_add_address(struct strbuf *out, const char *field, const char *name,
			     const char *address);

#endif
