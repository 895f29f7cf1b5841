/*
 * What an agenda says of its entries, in one language, part by part: a
 * format puts the parts where it wants them.  Each adds nothing where
 * there is nothing to say, or nothing that may be said to the reader.
 *
 *	agenda_words_init(&w, catalog, dates);
 *	for (each meeting) {
 *		agenda_words_begin(&w, meeting);
 *		for (each of its entries)
 *			agenda_add_time(&out, &w, entry);
 *	}
 *	agenda_words_release(&w);
 */
#ifndef RENDER_AGENDA_WORDS_H
#define RENDER_AGENDA_WORDS_H

#include "render/agenda.h"
#include "render/brief.h"
#include "render/describe.h"

struct agenda_words {
	struct describe d; /* of the meeting at hand, for describe.h */
	struct brief brief;
	const struct agenda_meeting *m;
};

void agenda_words_init(struct agenda_words *w, const struct catalog *catalog, struct dates *dates);
void agenda_words_release(struct agenda_words *w);
void agenda_words_begin(struct agenda_words *w, const struct agenda_meeting *m);

/* "09:00–10:30", "20:20–06:55+1", "2 nights", "all day" */
void agenda_add_time(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e);
void agenda_add_title(struct strbuf *out, const struct agenda_words *w,
		      const struct agenda_entry *e);
/*
 * To an empty text: kind and where, without what its title says: "session · Hall 2, Presidential Library", "flight ·
 * Vienna → Baku".
 */
void agenda_add_what(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e);
/* its two halves, each to an empty text */
void agenda_add_kind(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e);
void agenda_add_where(struct strbuf *out, const struct agenda_words *w,
		      const struct agenda_entry *e);
/* "both delegations, Eva Brandt"; not const, as it is kept for the next entry */
void agenda_add_who(struct strbuf *out, struct agenda_words *w, const struct agenda_entry *e);
/* the crossing on a leg's way, as a line */
void agenda_add_via(struct strbuf *out, const struct agenda_words *w, const struct agenda_entry *e);

/* "now", "next", and "tentative" or "cancelled" if the meeting is not; NULL: nothing need be said */
const char *agenda_state_word(const struct agenda_words *w, enum agenda_state state);
const char *agenda_status_word(const struct agenda_words *w, const struct agenda_entry *e);

/* of the meeting at hand: its title, or its id */
const char *agenda_meeting_title(const struct agenda_words *w);
/* "draft", "tentative", "held", "cancelled"; NULL: it is confirmed, or not for the reader */
const char *agenda_meeting_status(const struct agenda_words *w);
/* its place with city and country */
void agenda_add_meeting_place(struct strbuf *out, const struct agenda_words *w);
/* "in 12 days", "today", "day 2 of 3", "3 days ago"; nothing of what was held or cancelled */
void agenda_add_days_left(struct strbuf *out, const struct agenda_words *w);

/*
 * How long until something begins: "in 2 h 15 min", "tomorrow at 09:00", and
 * from the day after on date and days.  Without zone, it begins with a day.
 */
void agenda_add_until(struct strbuf *out, const struct agenda_words *w, instant now,
		      const struct zone *zone, instant at);

#endif
