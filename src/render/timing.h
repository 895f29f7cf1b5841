/*
 * When something is, in words: by the clocks of its place, and in the
 * reader's language.
 */
#ifndef RENDER_TIMING_H
#define RENDER_TIMING_H

#include <stdbool.h>

#include "base/civil.h"
#include "base/strbuf.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "plan/zone.h"

struct timing {
	/* with times: both zones are known */
	instant start, end; /* INSTANT_NONE: whole days */
	const struct zone *start_zone, *end_zone;
	/* of whole days, both included; CIVIL_NONE: not settled */
	civil_day first, last;
};

/* in which words */
struct timing_words {
	const struct catalog *catalog;
	struct dates *dates;
	enum lang lang;
	bool zoned; /* name the zones, as the clocks may not be the reader's */
};

/*
 * "Thursday, 15 April 2027, 18:30–20:30 (Asia/Baku, UTC+4)",
 * "15–16 April 2027"; nothing if it is not settled.
 */
void timing_add(struct strbuf *out, const struct timing_words *words, const struct timing *timing);

/* "Thursday, 15 April 2027, 18:30–20:30 → 19:00–21:00": a day that stays is told once */
void timing_add_change(struct strbuf *out, const struct timing_words *words, const struct timing *from,
		     const struct timing *to);

/* "18:30" on a zone's clocks */
void timing_add_clock(struct strbuf *out, const struct zone *zone, instant at);

#endif
