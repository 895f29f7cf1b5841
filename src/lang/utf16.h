/*
 * Between our UTF-8 and the UTF-16 that most of ICU works on.  For lang/
 * alone.
 */
#ifndef LANG_UTF16_H
#define LANG_UTF16_H

#include <stddef.h>
#include <stdint.h>
#include <unicode/utypes.h>

#include "base/strbuf.h"

/*
 * The text with a NUL after it, free() it.  Bytes that are no UTF-8 become
 * U+FFFD.  The length is in code units.
 */
UChar *utf16_from(const char *s, size_t len, int32_t *ret_len)
	__attribute__((returns_nonnull, nonnull(3)));

/* adds the text in UTF-8 */
void utf16_add(struct strbuf *out, const UChar *s, int32_t len);

#endif
