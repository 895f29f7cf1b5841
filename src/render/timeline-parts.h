/*
 * Parts of a picture of who is where.  Internal to timeline-*.c.
 */
#ifndef RENDER_TIMELINE_PARTS_H
#define RENDER_TIMELINE_PARTS_H

#include "render/svg.h"
#include "render/timeline-rows.h"
#include "render/timeline-scale.h"

/* lengths in tenths of a pixel */
enum {
	LABELS = 1500,	    /* the column of the people */
	TYPE = 95,	    /* of what stands in bars, and at hours */
	LINE = 106,	    /* from one to the next */
	LABEL_TYPE = 105,
	LABEL_LINE = 118,
	HEAD = 370,	    /* days and hours, above the rows */
	ROW_MARGIN = 45,
	ROW_LEAST = 400, /* three lines of a label */
	LANE = 260,	    /* with what is between two */
	THIN = 145,
	BAR_LEAST = 30,
	MARK = 110,	    /* of a finding */
	SHEET_HEIGHT = 5400, /* what goes on a page across */
};

/* what a bar stands for */
enum category {
	CATEGORY_LEG,
	CATEGORY_WORK,
	CATEGORY_MEAL,
	CATEGORY_CULTURE,
	CATEGORY_OTHER,
	CATEGORY_STAY,
	CATEGORIES
};

/* a picture, of which one <svg> at a time is drawn */
struct drawing {
	struct html *h;
	struct agenda_words *w;
	struct timeline_rows *rows;
	char **labels; /* of the rows */
	const struct panel *panel;
	/*
	 * Bars of the panel at hand, each drawn once and referred to in other
	 * rows: by the item's index times two, behind it with room for a mark.
	 */
	struct shared {
		size_t id; /* 0: not drawn yet */
		int y;
	} *shared;
	size_t hours;		     /* the same for the panel's hours */
	int heights[TIMELINE_ROWS]; /* in the panel; 0: has nothing there */
	size_t *next_id; /* of the page */
	/* what its legend has to explain */
	struct used {
		bool categories[CATEGORIES];
		bool severities[SEVERITY_COUNT];
		bool maybe, border, gap;
	} used;
	size_t n_bars, n_borders, n_gaps, n_findings;
};

/* a bar's <svg>, with what has its place in it drawn from 0, 0; close it.  id 0: none. */
void open_box(struct html *h, const char *class, enum category category, bool maybe, size_t id,
	      const struct svg_box *box);
/* what has that id, moved */
void put_reference(struct html *h, size_t id, int x, int y);
void put_shape(struct html *h, enum category category, const struct svg_box *box);
/* around a point */
void put_sign(struct html *h, enum severity severity, int x, int y);
void put_diamond(struct html *h, int x, int y);

int row_height(const struct timeline_row *row);
/* has it anything on the days at hand? */
bool is_in_panel(const struct drawing *d, const struct timeline_row *row);
void put_row(struct drawing *d, const struct timeline_row *row, const char *label, int y);

/* timeline-words.c: "Armenian delegation (4)", "Ani Sarkisian and 2 others" */
void add_label(struct strbuf *out, const struct agenda_words *w, const struct timeline_row *row);
/* all their names */
void add_names(struct strbuf *out, const struct agenda_words *w, const struct timeline_row *row);
const char *word_for_gap(const struct agenda_words *w);
const char *word_for_category(const struct agenda_words *w, enum category category);
/* what was found in the meeting, as a list */
void put_found(const struct drawing *d, const struct timelines_drawn *t);

#endif
