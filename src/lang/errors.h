/*
 * Why the system refused something, in the reader's language.  strerror()
 * speaks the language of an installed locale, if there is one.
 */
#ifndef LANG_ERRORS_H
#define LANG_ERRORS_H

#include "lang/catalog.h"

/* for an errno, positive or negative; the C library's English for rare ones */
const char *error_text(const struct catalog *catalog, int error);

#endif
