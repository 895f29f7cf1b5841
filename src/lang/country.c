#include "lang/country.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uloc.h>

#include "lang/utf16.h"

#define NAME_MAX_UNITS 128

void country_add_name(struct strbuf *out, enum lang lang, const char *code)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar name[NAME_MAX_UNITS];
	char locale[16];
	int32_t n;

	snprintf(locale, sizeof(locale), "und_%.2s", code);
	n = uloc_getDisplayCountry(locale, lang_code(lang), name, NAME_MAX_UNITS, &status);
	if (U_SUCCESS(status) && n > 0 && n < NAME_MAX_UNITS)
		utf16_add(out, name, n);
	else
		strbuf_addstr(out, code);
}
