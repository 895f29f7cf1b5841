/*
 * When something is, in words: by the clocks of its place, and in the
 * reader's language.
 */
#ifndef RENDER_WHEN_H
#define RENDER_WHEN_H

#include <stdbool.h>

#include "base/civil.h"
#include "base/strbuf.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "plan/zone.h"

struct when {
	/* with times: both zones are known */
	instant start, end; /* INSTANT_NONE: whole days */
	const struct zone *start_zone, *end_zone;
	/* of whole days, both included; CIVIL_NONE: not settled */
	civil_day first, last;
};

/* in which words */
struct when_words {
	const struct catalog *catalog;
	struct dates *dates;
	enum lang lang;
	bool zoned; /* name the zones, as the clocks may not be the reader's */
};

/*
 * "Thursday, 15 April 2027, 18:30–20:30 (Asia/Baku, UTC+4)",
 * "15–16 April 2027"; nothing if it is not settled.
 */
void when_add(struct strbuf *out, const struct when_words *words, const struct when *when);

/* "Thursday, 15 April 2027, 18:30–20:30 → 19:00–21:00": a day that stays is told once */
void when_add_change(struct strbuf *out, const struct when_words *words, const struct when *from,
		     const struct when *to);

/* "18:30" on a zone's clocks */
void when_add_clock(struct strbuf *out, const struct zone *zone, instant at);

#endif
