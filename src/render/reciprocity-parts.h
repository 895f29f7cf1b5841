/*
 * Parts of the picture of the ledger of reciprocity.  Internal to
 * reciprocity-*.c.
 */
#ifndef RENDER_RECIPROCITY_PARTS_H
#define RENDER_RECIPROCITY_PARTS_H

#include "base/vec.h"
#include "render/reciprocity-svg.h"
#include "render/svg.h"

/* lengths in tenths of a pixel */
enum {
	LABELS = 1500,
	MARGIN = 400, /* on both sides of what there is */
	HEAD = 260,
	LANE = 860,
	MARK_Y = 300, /* of a visit, in its lane */
	MARK = 65,    /* its radius */
	TYPE = 100,
	LINE = 112,
	LABEL_LEAST = 420, /* room for a visit's label */
	LABEL_MOST = 1700,
	KEY = 190,
	KEY_LINE = 175,
};

struct visit {
	const struct meeting *meeting;
	civil_day first, last;
	size_t lane;
	int x;
};

struct ledger_drawn {
	const struct reciprocity *r;
	const struct describe *d;
	struct html *h;
	const struct side **sides; /* n_sides, in the order of their ids */
	size_t n_sides, n_lanes;
	VEC(struct visit) visits; /* by lane, then by day */
	size_t *by_meeting;	  /* its index there, from 1 */
	size_t undated;
	civil_day first, last; /* what is drawn */
	bool used[STATUS_CANCELLED + 1], answered, owed;
};

/* organizers also see what is owed */
static inline bool is_for_office(const struct ledger_drawn *l)
{
	return l->r->view->kind == VIEW_ORGANIZERS;
}

/* a visit, by how certain it is */
void put_visit_mark(struct html *h, enum status status, int x, int y);
/* the point of an arrow that comes to a visit, from the left or from above */
void put_arrow_head(struct html *h, bool from_above, int x, int y);

/* reciprocity-words.c */
const char *lane_name(const struct ledger_drawn *l, size_t lane);
const char *visit_status_class(enum status status);
const char *visit_status_word(const struct ledger_drawn *l, enum status status);
/* below y, what is used; returns where it ends */
int put_visit_legend(struct ledger_drawn *l, int y);
/* how many visits each side received, a line each */
void add_balance(struct strbuf *out, const struct ledger_drawn *l);
/* the same as a list, and what is owed */
void put_balance(const struct ledger_drawn *l, const char *balance);

#endif
