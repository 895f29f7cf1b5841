/*
 * Who is where in a meeting, as rows: people of one delegation who do the
 * same as far as the reader may know, in the order of protocol, and what
 * they do.  Without words and lengths; see timeline-svg.h.
 *
 *	timelines_init(&t, it, &view, findings, n);
 *	for (each meeting of the agenda)
 *		rows_make(&rows, &t, words);
 *		...
 *		rows_release(&rows);
 *	timelines_release(&t);
 */
#ifndef RENDER_TIMELINE_ROWS_H
#define RENDER_TIMELINE_ROWS_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "itinerary/border.h"
#include "itinerary/itinerary.h"
#include "render/agenda-words.h"

/* so many rows are made; people in others are counted */
#define TIMELINE_ROWS 48
/* what overlaps in a row stands in so many lanes, and then one upon the other */
#define TIMELINE_LANES 4

/* what was found, and where in the plan */
struct timeline_finding {
	const struct meeting *meeting;
	const struct item *item; /* in it; NULL: none */
	const struct diag *diag;
};

/* abroad at night, without a bed or a journey */
struct timeline_gap {
	instant from, to;
};

/* stops of a timeline that follow each other in one meeting */
struct timeline_run {
	struct timeline_run *next;
	const struct timeline *timeline;
	size_t first, n;
};

struct timeline_night {
	struct timeline_night *next;
	const struct timeline *timeline;
	struct timeline_gap gap;
};

struct timeline_rank {
	const struct meeting *meeting; /* else it is an older meeting's */
	uint32_t place;		       /* in the order of protocol */
	uint32_t delegation;	       /* from 1 in that order; 0: none */
	bool is_staff;
};

/* of one plan and reader */
struct timelines_drawn {
	const struct itinerary *it;
	const struct view *view;
	bool is_office; /* findings and gaps are for organizers */
	struct arena arena;
	/* by the meeting's index, in the order of the itinerary's timelines */
	struct timeline_run **runs;
	struct timeline_night **nights;
	struct timeline_finding *findings; /* by item; those about none first, by meeting */
	bool *marked; /* of each finding */
	size_t n_findings;
	struct borders borders;
	struct hash people; /* struct person, by id */
	struct timeline_rank *ranks; /* by person's index, of the meeting at hand */
	uint32_t *stamps, stamp;     /* by person's index */
	size_t ids; /* of bars in the page so far: "w1", "w2" … */
};

/*
 * All of the plan, once.  findings: in any order, of any items; only for
 * organizers are they kept.  What is passed must outlive it.
 */
void timelines_init(struct timelines_drawn *t, const struct itinerary *it, const struct view *view,
		    const struct timeline_finding *findings, size_t n_findings);
void timelines_release(struct timelines_drawn *t);

struct timeline_mark {
	struct timeline_mark *next;
	const struct diag *diag;
};

struct timeline_bar {
	const struct agenda_entry *entry;
	const struct passage *passage; /* the border it leads over; NULL: none */
	struct timeline_mark *marks;   /* what was found, in its order */
	unsigned int lane;	     /* among those of its place, from the top; below TIMELINE_LANES */
};

/* of a row, from the top: what has no time, what has one, where they stay */
enum bar_place { BAR_DAY, BAR_TIMED, BAR_STAY, BAR_PLACES };

struct timeline_row {
	const struct person **people; /* n_people, in the order of protocol */
	size_t n_people;
	const struct delegation *delegation; /* NULL: none */
	size_t n_members, n_staff; /* of the delegation */
	const struct agenda_entry *const *doing; /* n_bars */
	struct timeline_bar *bars;		  /* of these, by their beginning */
	size_t n_bars;
	struct timeline_gap *gaps; /* n_gaps, by their beginning */
	size_t n_gaps;
	unsigned int lanes[BAR_PLACES]; /* how many there are */
	uint32_t rank;			/* of the first person */
};

struct timeline_rows {
	VEC(struct timeline_row) list;
	const struct agenda_entry **entries; /* by the item's index; NULL: not for the reader */
	size_t left_out; /* people of rows beyond TIMELINE_ROWS */
	struct arena arena; /* of all of it */
};

/*
 * Of the meeting that the words are about, once for each; it has no rows
 * if nothing is known of anybody.
 */
void rows_make(struct timeline_rows *rows, struct timelines_drawn *t, struct agenda_words *w);
void rows_release(struct timeline_rows *rows);

enum bar_place bar_place(const struct timeline_bar *bar);
/* gives each bar that is to be seen between two instants its lane */
void row_set_lanes(struct timeline_row *row, instant begin, instant end);
/* their order, but for what is found at one place */
int timelines_compare(const struct timeline_finding *a, const struct timeline_finding *b);
/* the first finding about an item, or about none in a meeting; or behind it */
size_t timelines_find(const struct timelines_drawn *t, const struct item *item);
size_t timelines_find_apart(const struct timelines_drawn *t, const struct meeting *meeting);
/* from when to when it is drawn: a stay, of which only days are known, from noon to noon */
void bar_span(const struct timeline_bar *bar, instant *ret_from, instant *ret_to);

#endif
