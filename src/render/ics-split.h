/*
 * A text with calendars of anybody's, taken apart into what an answer can
 * consist of (RFC 5545 §3.1, §3.4), so that libical is never given more
 * than it can bear: it needs some hundred bytes for a line of three, and
 * never comes back from a rule by the second.
 */
#ifndef RENDER_ICS_SPLIT_H
#define RENDER_ICS_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

struct ics_split {
	const char *next, *end; /* what is still to be read */
	struct strbuf line;	/* the last content line, unfolded */
	/*
	 * The last calendar, without what no answer needs: its METHOD, its
	 * time zones, and of each event the properties that ics-split.c
	 * lists, SEQUENCE:1 as X-SEQUENCE:=1.  Lines end with LF and are not
	 * folded; valid UTF-8, without control characters.
	 */
	struct strbuf calendar;
	bool is_whole; /* did it end with END:VCALENDAR? */
	unsigned int rules; /* of time zones, so far */
};

/*
 * Is it a calendar, by how it begins?  A byte order mark and blank lines
 * may stand before it.
 */
bool ics_is_calendar(const char *text, size_t len);
/* does it look like UTF-16, whatever it says? */
bool ics_is_utf16(const char *text, size_t len);

void ics_split_init(struct ics_split *split, const char *text, size_t len);
void ics_split_release(struct ics_split *split);

/* Reads the next calendar; false if there is none. */
bool ics_split_next(struct ics_split *split);

/*
 * Adds bytes as UTF-8 on one line: what is none, control characters and what
 * cannot stand in YAML become U+FFFD, tabs blanks.
 */
void ics_split_add_clean(struct strbuf *out, const char *s, size_t len);

#endif
