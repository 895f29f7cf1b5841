/*
 * The forms of an agenda.
 */
#ifndef RENDER_AGENDA_FORMAT_H
#define RENDER_AGENDA_FORMAT_H

#include "render/agenda.h"

#include "lang/catalog.h"
#include "lang/dates.h"

/* how it is written; the language is the catalogue's */
struct agenda_style {
	const struct catalog *catalog;
	struct dates *dates;
	const char *view; /* of JSON: as it is written after --for */
	size_t width;	  /* of text: columns */
	bool colour;
};

/*
 * For a terminal: aligned, wrapped at the width, in two columns where that
 * allows it.  What control characters there are in the plan are shown as
 * U+FFFD.  Nothing is added if nothing is in the agenda.
 */
void agenda_add_text(struct strbuf *out, const struct agenda *agenda,
		     const struct agenda_style *style);
/* the days alone, without what is said of each meeting */
void agenda_add_days_text(struct strbuf *out, const struct agenda *agenda,
			  const struct agenda_style *style);
/* what is going on, and what begins next, with how long until then */
void agenda_add_next_text(struct strbuf *out, const struct agenda *agenda,
			  const struct agenda_style *style);

/* one object */
void agenda_add_json(struct strbuf *out, const struct agenda *agenda,
		     const struct agenda_style *style);
void agenda_add_next_json(struct strbuf *out, const struct agenda *agenda,
			  const struct agenda_style *style);

#endif
