/*
 * A change in plain words, as one line in one language, for one reader.
 *
 * Round table: Thursday, 15 April 2027, 18:30–20:30 → 19:00–21:00
 * Lunch (Fri 16 Apr): place: Hall 2, … → Hall 1, …; taking part now: Ani Sarkisian
 */
#ifndef RENDER_CHANGE_WORDS_H
#define RENDER_CHANGE_WORDS_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "lang/catalog.h"
#include "lang/dates.h"
#include "render/notices.h"

struct change_words {
	const struct notices *notices; /* by which the audience is known */
	const struct catalog *catalog;
	struct dates *dates;
	enum lang lang;
	bool own; /* the reader's own: what differs only in another language is left out */
};

/*
 * What a reader is told of an event.  False, and nothing added, if there
 * is nothing to say: it follows from what is told of the visit, or shows
 * in another language only.
 */
bool change_add_line(struct strbuf *out, const struct change_words *w, const struct told *told);

/* "Round table (Thu 15 Apr): notes": an event, and these of its fields */
void change_add_fields(struct strbuf *out, const struct change_words *w,
		       const struct change *change, uint64_t fields);

/* "Ani Sarkisian: position", "new: Garden Hotel (place)": of a changed record these of its fields */
void change_add_record(struct strbuf *out, const struct change_words *w,
		       const struct record_change *record, uint64_t fields);

/* its title, or what else it is called by */
void change_add_name(struct strbuf *out, const struct change_words *w, const struct event *event);

/* a person's name, by id */
const char *change_person(const struct change_words *w, const char *id);

/* field-words.c: a field by its key, as a word for people; a msgid, NULL: it has none */
const char *field_word(const char *key);
/* adds the words of fields, with commas; the key of one that has none */
void field_words_add(struct strbuf *out, const struct catalog *catalog,
		     const struct record *record, uint64_t fields);

#endif
