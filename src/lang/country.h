/*
 * Names of countries, from ICU.
 */
#ifndef LANG_COUNTRY_H
#define LANG_COUNTRY_H

#include "base/strbuf.h"
#include "lang/lang.h"

/* adds the name of a country of ISO 3166-1 alpha-2, or the code if it has none */
void country_add_name(struct strbuf *out, enum lang lang, const char *code);

#endif
