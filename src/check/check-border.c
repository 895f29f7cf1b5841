/*
 * PB5xx: which borders may be passed.
 */
#include "check/border.h"

#include <string.h>

#include "base/banned.h"

static void report_closed(struct check_run *run, const struct passage *p, struct concerned *c,
			  const struct regime *row)
{
	struct diag *diag =
		diag_add(run->diags, PB501, item_span(p->item),
			 N_("%1$s: the crossing \"%2$s\" is closed on %3$s in this direction "
			    "(entering: %4$s)"),
			 concerned_names(run, c), check_place(run, p->crossing),
			 check_day(run, p->day), check_country(run, p->entered));

	diag_add_related(run->diags, diag, node_span_of(row->at, "rule"),
			 N_("this row of its regime is the last that fits"));
	check_set_people(run, diag, c->list.v, c->list.n);
	check_blame(run, diag, p->item, NULL);
}

void check_crossing_closed(struct check_run *run)
{
	struct borders *b = check_borders(run);
	struct concerned c = { 0 };

	for (size_t i = 0; i < b->n && !run->diags->full; i++) {
		const struct passage *p = &b->v[i];
		const struct regime *row = NULL;

		if (!p->crossing || !passage_is_judged(run, p))
			continue;
		c.list.n = 0;
		for (const struct nationals *g = p->people; g; g = g->next) {
			struct ruling ruling = passage_ruling(b, p, g->nationality);

			if (ruling.kind != RULING_CLOSED)
				continue;
			concerned_add_all(run, &c, p, g);
			row = ruling.row;
		}
		if (c.list.n)
			report_closed(run, p, &c, row);
	}
	VEC_RELEASE(&c.list);
}

/*
 * Days on which nothing is known of a crossing in one direction, and those
 * who come to it then: from one known day to the next, whoever asks.
 */
struct gap_use {
	struct gap_use *next;
	const struct passage *p;
	const struct nationals *g;
};

struct gap {
	struct gap *next; /* of the same crossing */
	const struct place *crossing;
	const char *entered, *nationality;
	const struct regime *known; /* in force last before; NULL: none was */
	const struct regime *other; /* in force for others; NULL: none is */
	const struct passage *first;
	struct gap_use *uses;
};

struct gaps {
	struct hash crossings; /* by place */
	VEC(struct gap *) list;
};

/* a row that says something of that day and direction, but not of these */
static const struct regime *row_for_others(const struct passage *p)
{
	const struct regimes *rows = p->crossing->regime;

	for (size_t i = LIST_N(rows); i; i--) {
		const struct regime *row = &rows->v[i - 1];

		if (!strcmp(row->entering.code, p->entered) &&
		    (row->valid.first == CIVIL_NONE ||
		     (row->valid.first <= p->day && row->valid.last >= p->day)))
			return row;
	}
	return NULL;
}

static bool is_same_gap(const struct gap *a, const struct gap *b)
{
	return a->crossing == b->crossing && !strcmp(a->entered, b->entered) &&
	       a->known == b->known && !a->other == !b->other &&
	       (!a->other || !strcmp(a->nationality, b->nationality));
}

static struct gap *gap_of(struct gaps *gaps, struct check_run *run, const struct passage *p,
			  const char *nationality)
{
	const struct entrant who = { p->crossing, p->entered, nationality };
	struct gap wanted = { .crossing = p->crossing,
			      .entered = p->entered,
			      .nationality = nationality,
			      .known = regime_last_known(&who, p->day),
			      .other = row_for_others(p),
			      .first = p };
	struct gap *first =
		hash_get(&gaps->crossings, (const char *)&p->crossing, sizeof(p->crossing));
	struct gap *gap = first;

	while (gap && !is_same_gap(gap, &wanted) && borders_spend(run->borders, 1))
		gap = gap->next;
	if (gap)
		return gap;
	gap = arena_new(run->arena, struct gap);
	*gap = wanted;
	gap->next = first;
	*hash_slot(&gaps->crossings,
		   arena_strndup(run->arena, (const char *)&p->crossing, sizeof(p->crossing)),
		   sizeof(p->crossing)) = gap;
	VEC_PUSH(&gaps->list, gap);
	return gap;
}

/* the steps stand for the memory too */
static void add_to_gap(struct gaps *gaps, struct check_run *run, const struct passage *p,
		       const struct nationals *g)
{
	struct gap_use *use;
	struct gap *gap;

	if (!borders_spend(run->borders, 64 + 2 * LIST_N(p->crossing->regime)))
		return;
	gap = gap_of(gaps, run, p, g->nationality);
	use = arena_new(run->arena, struct gap_use);
	*use = (struct gap_use){ gap->uses, p, g };
	gap->uses = use;
}

static struct diag *report_known(struct check_run *run, const struct gap *gap)
{
	const struct passage *p = gap->first;
	const char *place = check_place(run, gap->crossing), *day = check_day(run, p->day);
	const char *country = check_country(run, gap->entered);
	const char *until = check_day(run, gap->known->valid.last);
	struct diag *diag;

	if (gap->known->source)
		diag = diag_add(
			run->diags, PB503, item_span(p->item),
			N_("it is not known whether \"%1$s\" is open on %2$s (entering: %3$s): its "
			   "regime is known until %4$s (%5$s); ask what follows"),
			place, day, country, until, gap->known->source);
	else
		diag = diag_add(
			run->diags, PB503, item_span(p->item),
			N_("it is not known whether \"%1$s\" is open on %2$s (entering: %3$s): its "
			   "regime is known until %4$s; ask what follows"),
			place, day, country, until);
	diag_add_related(run->diags, diag, node_span_of(gap->known->at, "valid"),
			 N_("the last known day is here"));
	return diag;
}

static struct diag *report_unknown(struct check_run *run, const struct gap *gap)
{
	const struct passage *p = gap->first;
	const char *place = check_place(run, gap->crossing), *day = check_day(run, p->day);
	const char *country = check_country(run, gap->entered);
	struct diag *diag;

	if (gap->other) {
		diag = diag_add(
			run->diags, PB503, item_span(p->item),
			N_("it is not known whether \"%1$s\" is open on %2$s (entering: %3$s, "
			   "nationality: %4$s); enter what holds as a row of its regime"),
			place, day, country, check_country(run, gap->nationality));
		diag_add_related(run->diags, diag, node_span_of(gap->other->at, "for"),
				 N_("this row is for other nationalities"));
		return diag;
	}
	diag = diag_add(
		run->diags, PB503, item_span(p->item),
		N_("it is not known whether \"%1$s\" is open on %2$s (entering: %3$s); enter "
		   "what holds as a row of its regime"),
		place, day, country);
	if (LIST_N(gap->crossing->regime))
		diag_add_related(run->diags, diag, node_span(gap->crossing->regime->v[0].at),
				 N_("its regime is here"));
	return diag;
}

static void report_gap(struct check_run *run, const struct gap *gap, struct concerned *c)
{
	struct diag *diag;

	c->list.n = 0;
	for (const struct gap_use *use = gap->uses; use; use = use->next)
		concerned_add_all(run, c, use->p, use->g);
	if (!c->list.n)
		return;
	concerned_sort(c);
	diag = gap->known ? report_known(run, gap) : report_unknown(run, gap);
	check_set_people(run, diag, c->list.v, c->list.n);
	check_blame(run, diag, gap->first->item, NULL);
}

static void report_gaps(struct check_run *run, struct gaps *gaps)
{
	struct concerned c = { 0 };

	for (size_t i = 0; i < gaps->list.n && !run->diags->full; i++)
		report_gap(run, gaps->list.v[i], &c);
	VEC_RELEASE(&c.list);
	VEC_RELEASE(&gaps->list);
	hash_release(&gaps->crossings);
}

/* one that begins or ends at a crossing is no passage, and has said which */
static void report_no_via(struct check_run *run, const struct passage *p)
{
	const struct item *item = p->item;
	struct diag *diag =
		diag_add(run->diags, PB503, item_span(item),
			 N_("\"%1$s\" passes a land border (from: %2$s, to: %3$s) and does not say "
			    "where; name the crossing with via:"),
			 item_name(item, run->lang), check_country(run, p->left),
			 check_country(run, p->entered));

	check_blame(run, diag, item, NULL);
}

void check_regime_unknown(struct check_run *run)
{
	struct borders *b = check_borders(run);
	struct gaps gaps = { 0 };

	for (size_t i = 0; i < b->n; i++) {
		const struct passage *p = &b->v[i];
		bool by_land = p->item->kind == ITEM_TRAIN || p->item->kind == ITEM_BUS;

		if (!meeting_is_settled(p->item->meeting) || !passage_is_judged(run, p))
			continue;
		if (!p->crossing && by_land)
			report_no_via(run, p);
		for (const struct nationals *g = p->crossing ? p->people : NULL; g; g = g->next)
			if (passage_ruling(b, p, g->nationality).kind == RULING_UNKNOWN)
				add_to_gap(&gaps, run, p, g);
	}
	report_gaps(run, &gaps);
}
