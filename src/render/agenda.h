/*
 * An agenda: what stands in a view, meeting by meeting, day by day, sorted
 * by time.  Terminal, JSON and printed programme are made of it.
 *
 *	agenda_init(&agenda, now);
 *	for (each plan)
 *		agenda_add_plan(&agenda, &source, flags);
 *	agenda_finish(&agenda, flags);
 *	agenda_add_text(&out, &agenda, …);
 *	agenda_release(&agenda);
 *
 * It holds what the reader may see and nothing else: view.h decides of
 * meetings and items.  Of a field in them decides the field table, so what
 * is told of an entry goes through agenda-words.h or describe.h.
 */
#ifndef RENDER_AGENDA_H
#define RENDER_AGENDA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/vec.h"
#include "itinerary/itinerary.h"
#include "plan/plan.h"
#include "render/issued.h"
#include "render/view.h"

/* a plan, and who reads; what it points to must outlive the agenda */
struct agenda_source {
	const struct plan *plan;
	const struct itinerary *it;
	struct view view;
	const struct meeting *only;   /* NULL: all its meetings */
	const struct issued *issued; /* for answers; NULL: nothing was issued */
};

/* how something stands to the present; what is cancelled or over is none of these */
enum agenda_state {
	AGENDA_STATE_NONE,
	AGENDA_NOW,
	AGENDA_NEXT, /* begins before everything else that is to come */
};

struct agenda_entry {
	const struct item *item;
	/*
	 * Local days and times: of its beginning where it begins, of its end
	 * where it ends, in minutes from midnight.  Without a time, end_day is
	 * the last day: of a stay that of departure.
	 */
	bool timed;
	civil_day day, end_day;
	int start, end;
	int start_offset, end_offset; /* seconds east of UTC */
	/* clocks differ between its ends, or from those of the meeting's place */
	bool tells_zones;
	enum agenda_state state;
};

struct agenda_day {
	civil_day day;
	size_t n;
	struct agenda_entry *v; /* stays, other things without a time, then by time */
};

struct agenda_meeting {
	const struct agenda_source *source;
	const struct meeting *meeting;
	/*
	 * The reader knows of the meeting as a whole; else, of an official
	 * seen for an hour, only title and entries are for the reader.
	 */
	bool whole;
	civil_day first, last; /* CIVIL_NONE: not known; if not whole, of the entries */
	bool settled;	       /* these are its days, not the window for them */
	civil_day today;       /* where it is */
	bool ahead;	       /* neither over, held nor cancelled */
	/* of a meeting to come or under way in which nothing has a time yet */
	enum agenda_state state;
	size_t n_days;
	struct agenda_day *days;
	size_t order; /* in which it was added */
};

struct agenda {
	struct arena arena;
	instant now;
	VEC(struct agenda_meeting) meetings;
	size_t n_sources;
	instant next; /* when the next thing begins; INSTANT_NONE: nothing is to come */
	bool now_any; /* is anything going on? */
};

enum {
	/* only meetings that are ahead; of several plans, soonest first */
	AGENDA_UPCOMING = 1 << 0,
};

void agenda_init(struct agenda *agenda, instant now);
void agenda_release(struct agenda *agenda);

/* its meetings, by their first day; those without one last.  source is copied. */
void agenda_add_plan(struct agenda *agenda, const struct agenda_source *source, unsigned int flags);
/* after the last plan: their order, and what is now and next */
void agenda_finish(struct agenda *agenda, unsigned int flags);

#define EACH_AGENDA_ENTRY(entry, meeting_)                                                         \
	for (size_t d_ = 0; d_ < (meeting_)->n_days; d_++)                                         \
		for (struct agenda_entry *entry = (meeting_)->days[d_].v;                          \
		     entry < (meeting_)->days[d_].v + (meeting_)->days[d_].n; entry++)

#endif
