#include "lang/utf16.h"

#include <unicode/ustring.h>

#include "base/xalloc.h"

#define REPLACEMENT 0xFFFD

/* ICU counts in 32 bits; a unit needs at most three bytes */
#define LEN_MAX (INT32_MAX / 3)

UChar *utf16_from(const char *s, size_t len, int32_t *ret_len)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *text;

	if (len >= LEN_MAX)
		BUG("text too long for ICU");
	/* a character has at most as many units as it has bytes */
	text = xmalloc(xmul(len + 1, sizeof(*text)));
	u_strFromUTF8WithSub(text, (int32_t)len + 1, ret_len, s, (int32_t)len, REPLACEMENT, NULL,
			     &status);
	if (U_FAILURE(status))
		BUG("UTF-16");
	return text;
}

void utf16_add(struct strbuf *out, const UChar *s, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t bytes;

	if (len <= 0)
		return;
	if (len >= LEN_MAX)
		BUG("text too long for ICU");
	strbuf_grow(out, (size_t)len * 3);
	u_strToUTF8WithSub(out->text + out->len, len * 3, &bytes, s, len, REPLACEMENT, NULL,
			   &status);
	if (U_FAILURE(status))
		BUG("UTF-16");
	out->len += (size_t)bytes;
	out->text[out->len] = '\0';
}
