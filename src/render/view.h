/*
 * Views: who reads a document, and so what stands in it.
 *
 * organizers		everything
 * participants		what members of every delegation take part in
 * public		what is for the public
 * side:am		what members or staff of the side take part in
 * person:ani		what the person takes part in
 *
 * Items for organizers only and drafts are in the organizers' view alone;
 * alternatives are in none.
 */
#ifndef RENDER_VIEW_H
#define RENDER_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "itinerary/itinerary.h"
#include "lang/catalog.h"
#include "lang/lang.h"
#include "plan/plan.h"

enum view_kind { VIEW_PARTICIPANTS, VIEW_ORGANIZERS, VIEW_PUBLIC, VIEW_SIDE, VIEW_PERSON };

struct view {
	enum view_kind kind;
	const struct side *side;     /* of VIEW_SIDE */
	const struct person *person; /* of VIEW_PERSON */
};

/*
 * Reads what stands after --for.  False if it names no view of the plan;
 * ret_near is then the nearest name there is, or NULL, to be freed.
 */
bool view_parse(const struct plan *plan, const char *name, struct view *ret_view, char **ret_near);

/* as it is written after --for: "person:ani" */
void view_add_name(struct strbuf *out, const struct view *view);
/* the same for a file: "person-ani" */
void view_add_file_name(struct strbuf *out, const struct view *view);

/* what a document of it is called, in the catalogue's language: "Peace Bridge: Ani Sarkisian" */
void view_add_title(struct strbuf *out, const struct view *view, const struct plan *plan,
		    const struct catalog *catalog);

/* the smallest circle that its reader belongs to */
enum audience view_audience(const struct view *view);

/* the reader's own language, else the plan's first */
enum lang view_language(const struct view *view, const struct plan *plan);

bool view_shows_item(const struct view *view, const struct itinerary *it, const struct item *item);

/*
 * Does the reader know of the meeting as a whole: has come for it, or reads
 * of everything that is not hidden?
 */
bool view_knows_meeting(const struct view *view, const struct itinerary *it,
			const struct meeting *meeting);

/* is the meeting itself shown, as an event of all its days? */
bool view_shows_meeting(const struct view *view, const struct itinerary *it,
			const struct meeting *meeting);

/* is one of the meeting's contacts for the reader? */
bool view_shows_contact(const struct view *view, const struct itinerary *it,
			const struct meeting *meeting, const struct contact *contact);

/* which of the meeting's contacts are for the reader: bit i for the one at i, of the first 64 */
uint64_t view_contacts(const struct view *view, const struct itinerary *it,
		       const struct meeting *meeting);

#endif
