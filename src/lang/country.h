/*
 * What ICU knows of countries.
 */
#ifndef LANG_COUNTRY_H
#define LANG_COUNTRY_H

#include "base/strbuf.h"
#include "lang/lang.h"

/* adds the name of a country of ISO 3166-1 alpha-2, or the code if it has none */
void country_add_name(struct strbuf *out, enum lang lang, const char *code);

/* its days of rest, bit 0 Monday to bit 6 Sunday; Saturday and Sunday if ICU knows none */
unsigned int country_rest_days(const char *code);

#endif
