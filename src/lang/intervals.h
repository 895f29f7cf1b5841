/*
 * Spans of time in words, short.
 */
#ifndef LANG_INTERVALS_H
#define LANG_INTERVALS_H

#include <stdint.h>

#include "base/strbuf.h"
#include "lang/catalog.h"

/* "2 h 15 min", "2 h", "15 min"; not negative */
void interval_add_minutes(struct strbuf *out, const struct catalog *catalog, int64_t minutes);

/* how far off a day is: "in 12 days", "today", "3 days ago" */
void interval_add_days(struct strbuf *out, const struct catalog *catalog, int days);

#endif
