/*
 * PB5xx: permits and other clearances: whether somebody has one, whether it
 * is valid on the day, and what there is without it.
 */
#include "check/border.h"

#include <string.h>

#include "base/banned.h"

/* what the clearances of one kind and country say of those in a passage */
struct scan {
	struct check_run *run;
	struct borders *b;
	const struct passage *p;
	VEC(const struct clearance *) fit;
	bool unsure; /* one could not be read */
	struct concerned without, outside, pending;
	/* the first of those that do not serve */
	const struct clearance *outside_of, *pending_of;
	struct hash told; /* of PB506: clearances that have their finding */
};

#define SCAN_INIT(run_) { .run = (run_), .b = check_borders(run_) }

static void scan_release(struct scan *s)
{
	VEC_RELEASE(&s->fit);
	VEC_RELEASE(&s->without.list);
	VEC_RELEASE(&s->outside.list);
	VEC_RELEASE(&s->pending.list);
	hash_release(&s->told);
}

/* finds those of a kind and country; of a flight there may be two countries' */
static void scan_begin(struct scan *s, const struct passage *p, enum clearance_kind kind,
		       const char *by)
{
	const struct meeting *meeting = p->item->meeting;

	s->p = p;
	s->fit.n = 0;
	s->without.list.n = s->outside.list.n = s->pending.list.n = 0;
	s->unsure = !borders_spend(s->b, LIST_N(meeting->clearances));
	if (s->unsure)
		return;
	EACH_CLEARANCE (c, meeting) {
		s->unsure = s->unsure || check_is_blamed(s->run, c, NULL);
		if (c->kind == kind && (!*c->by.code || !strcmp(c->by.code, by)) &&
		    clearance_fits(c, p))
			VEC_PUSH(&s->fit, c);
	}
}

static void scan_person(struct scan *s, const struct person *person)
{
	const struct clearance *covering = NULL, *valid = NULL;
	bool granted = false;

	for (size_t i = 0; i < s->fit.n; i++) {
		const struct clearance *c = s->fit.v[i];
		const struct person_set *set = clearance_covered(s->b, s->p->item->meeting, c);

		if (!set)
			return;
		if (!person_set_has(set, person))
			continue;
		covering = covering ? covering : c;
		if (!clearance_is_valid(c, s->p->day, s->p->last))
			continue;
		valid = valid ? valid : c;
		granted = granted || clearance_is_granted(s->run, s->p->item->meeting, c);
	}
	if (!covering) {
		concerned_add(s->run, &s->without, s->p, person);
	} else if (!valid) {
		s->outside_of = s->outside.list.n ? s->outside_of : covering;
		concerned_add(s->run, &s->outside, s->p, person);
	} else if (!granted) {
		s->pending_of = s->pending.list.n ? s->pending_of : valid;
		concerned_add(s->run, &s->pending, s->p, person);
	}
}

static void scan_people(struct scan *s, const struct nationals *g)
{
	if (s->unsure || !borders_spend(s->b, g->n * (s->fit.n + 1)))
		return;
	for (size_t i = 0; i < g->n; i++)
		scan_person(s, g->v[i]);
}

/* of those who need a permit; the row that says so, or NULL if nobody does */
static const struct regime *scan_permits(struct scan *s, const struct passage *p)
{
	const struct regime *row = NULL;

	for (const struct nationals *g = p->people; g; g = g->next) {
		struct ruling ruling = passage_ruling(s->b, p, g->nationality);

		if (ruling.kind != RULING_PERMIT)
			continue;
		if (!row)
			scan_begin(s, p, CLEARANCE_BORDER, p->entered);
		row = ruling.row;
		scan_people(s, g);
	}
	return row;
}

/* a passage of a meeting that is settled, and of which all is known */
static bool is_settled(struct check_run *run, const struct passage *p)
{
	return meeting_is_settled(p->item->meeting) && passage_is_judged(run, p);
}

/* a permit of somebody's that does not serve here shows what was meant */
static void relate_other_permit(struct scan *s, struct diag *diag, const struct person *person)
{
	const struct meeting *meeting = s->p->item->meeting;

	if (!borders_spend(s->b, LIST_N(meeting->clearances)))
		return;
	EACH_CLEARANCE (c, meeting) {
		const struct person_set *set =
			c->kind == CLEARANCE_BORDER ? clearance_covered(s->b, meeting, c) : NULL;

		if (!set || !person_set_has(set, person))
			continue;
		if (*c->by.code && strcmp(c->by.code, s->p->entered) != 0)
			diag_add_related(s->run->diags, diag, node_span_of(c->at, "by"),
					 N_("this permit is for the other direction"));
		else
			diag_add_related(s->run->diags, diag, node_span_of(c->at, "at"),
					 N_("this permit is for another crossing"));
		return;
	}
}

static void report_no_permit(struct scan *s, const struct regime *row)
{
	struct check_run *run = s->run;
	const struct passage *p = s->p;
	const char *names = concerned_names(run, &s->without);
	struct diag *diag =
		diag_add(run->diags, PB502, item_span(p->item),
			 N_("%1$s: \"%2$s\" may be passed with a permit only (entering: %3$s), "
			    "and no clearance of kind border covers that"),
			 names, check_place(run, p->crossing), check_country(run, p->entered));

	diag_add_related(run->diags, diag, node_span_of(row->at, "rule"),
			 N_("this row of its regime asks for the permit"));
	relate_other_permit(s, diag, s->without.list.v[0]);
	check_set_people(run, diag, s->without.list.v, s->without.list.n);
	check_blame(run, diag, p->item, NULL);
}

void check_no_permit(struct check_run *run)
{
	struct scan s = SCAN_INIT(run);

	for (size_t i = 0; i < s.b->n && !run->diags->full; i++) {
		const struct passage *p = &s.b->v[i];
		const struct regime *row;

		/* what could not be read may be the permit */
		if (!p->crossing || !is_settled(run, p) ||
		    check_is_blamed(run, p->item->meeting, NULL))
			continue;
		row = scan_permits(&s, p);
		if (row && s.without.list.n)
			report_no_permit(&s, row);
	}
	scan_release(&s);
}

/* once for each clearance: it is to be changed once, for whatever it is used */
static bool was_told(struct scan *s, const struct clearance *c)
{
	void **slot;

	if (hash_get(&s->told, (const char *)&c, sizeof(c)))
		return true;
	slot = hash_slot(&s->told, arena_strndup(s->run->arena, (const char *)&c, sizeof(c)),
			 sizeof(c));
	*slot = s;
	return false;
}

static void report_outside(struct scan *s, const char *names, const struct item *item,
			   const struct clearance *c)
{
	struct check_run *run = s->run;
	struct diag *diag = diag_add(run->diags, PB506, item_span(item),
				     N_("%1$s: the clearance is not valid on %2$s, the day of \"%3$s\": "
					"%4$s"),
				     names, check_day(run, item->day), item_name(item, run->lang),
				     check_clearance(run, item->meeting, c));

	diag_add_related(run->diags, diag, node_span_of(c->at, "valid"),
			 N_("the days on which it is valid are here"));
	if (s->outside.list.n)
		check_set_people(run, diag, s->outside.list.v, s->outside.list.n);
	check_blame(run, diag, item, NULL);
}

/* do those of a nationality need a clearance of this kind here? */
static bool need(struct scan *s, const struct passage *p, enum clearance_kind kind,
		 const struct nationals *g)
{
	enum ruling_kind ruling;

	if (kind == CLEARANCE_ENTRY)
		return strcmp(g->nationality, p->entered) != 0;
	if (kind != CLEARANCE_BORDER)
		return true;
	ruling = passage_ruling(s->b, p, g->nationality).kind;
	return ruling == RULING_PERMIT || ruling == RULING_UNKNOWN;
}

static void check_windows_of(struct scan *s, const struct passage *p, enum clearance_kind kind,
			     const char *by)
{
	scan_begin(s, p, kind, by);
	if (!s->fit.n)
		return;
	for (const struct nationals *g = p->people; g; g = g->next)
		if (need(s, p, kind, g))
			scan_people(s, g);
	if (s->outside.list.n && !was_told(s, s->outside_of))
		report_outside(s, concerned_names(s->run, &s->outside), p->item, s->outside_of);
}

/* is another one for vehicles of this item, in the same country, valid then? */
static bool other_is_valid(struct borders *b, const struct clearance *c, const struct item *item)
{
	const struct meeting *meeting = item->meeting;

	if (!borders_spend(b, LIST_N(meeting->clearances)))
		return true;
	EACH_CLEARANCE (other, meeting)
		if (other != c && !strcmp(other->by.code, c->by.code) &&
		    clearance_is_valid(other, item->day, item->day) &&
		    clearance_vehicle(b, other, item))
			return true;
	return false;
}

/* for the first item only: it is to be changed once */
static void check_window_of_vehicles(struct scan *s, const struct meeting *meeting,
				     const struct clearance *c)
{
	if (!c->vehicles || c->valid.first == CIVIL_NONE ||
	    !borders_spend(s->b, LIST_N(meeting->items)))
		return;
	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		const struct item *item = &meeting->items->v[i];
		const struct vehicle *vehicle;
		const char *name;

		if (clearance_is_valid(c, item->day, item->day))
			continue;
		vehicle = clearance_vehicle(s->b, c, item);
		if (!vehicle || check_is_blamed(s->run, item, NULL) || other_is_valid(s->b, c, item))
			continue;
		name = check_name(s->run, vehicle->name);
		s->outside.list.n = 0;
		/* TRANSLATORS: the name of a vehicle in quotes; what is said of it follows a colon */
		name = arena_printf(s->run->arena, catalog_get(s->run->diags->catalog, N_("\"%s\"")),
				    *name ? name : vehicle->id);
		report_outside(s, name, item, c);
		return;
	}
}

/* is a clearance valid on a day of a meeting, those of its journeys too? */
static bool serves_meeting(const struct meeting *meeting, const struct clearance *c)
{
	const struct date_range *dates =
		meeting->dates.first != CIVIL_NONE ? &meeting->dates : &meeting->window;

	if (dates->first == CIVIL_NONE || clearance_is_valid(c, dates->first, dates->last))
		return true;
	for (size_t i = 0; i < LIST_N(meeting->items); i++)
		if (meeting->items->v[i].day != CIVIL_NONE &&
		    clearance_is_valid(c, meeting->items->v[i].day, meeting->items->v[i].day))
			return true;
	return false;
}

/*
 * A clearance that nobody asks for at a border must at least be of that
 * visit: once for all of a kind and country.
 */
static void check_window_of_visit(struct scan *s, const struct meeting *meeting,
				  const struct clearance *c)
{
	struct check_run *run = s->run;
	struct diag *diag;

	if (c->kind != CLEARANCE_SECURITY && c->kind != CLEARANCE_PRESS)
		return;
	EACH_CLEARANCE (other, meeting) {
		if (other->kind != c->kind || strcmp(other->by.code, c->by.code) != 0)
			continue;
		if (other < c || !borders_spend(s->b, LIST_N(meeting->items)) ||
		    check_is_blamed(run, other, NULL) || serves_meeting(meeting, other))
			return;
	}
	diag = diag_add(run->diags, PB506, node_span_of(c->at, "valid"),
			N_("%s: not valid on any day of the visit"),
			check_clearance(run, meeting, c));
	diag_add_related(run->diags, diag, node_span_of(meeting->at, "dates"),
			 N_("the dates of the meeting are here"));
}

static void check_windows_of_meeting(struct scan *s, const struct meeting *meeting)
{
	EACH_PASSAGE (p, s->b, meeting) {
		if (!passage_is_judged(s->run, p))
			continue;
		if (p->crossing)
			check_windows_of(s, p, CLEARANCE_BORDER, p->entered);
		check_windows_of(s, p, CLEARANCE_ENTRY, p->entered);
		if (p->crossing)
			check_windows_of(s, p, CLEARANCE_VEHICLE, p->entered);
		check_windows_of(s, p, CLEARANCE_FLIGHT, p->entered);
		check_windows_of(s, p, CLEARANCE_FLIGHT, p->left);
	}
	EACH_CLEARANCE (c, meeting) {
		if (!borders_spend(s->b, LIST_N(meeting->clearances)))
			return;
		check_window_of_vehicles(s, meeting, c);
		check_window_of_visit(s, meeting, c);
	}
}

void check_clearance_window(struct check_run *run)
{
	struct scan s = SCAN_INIT(run);

	for (size_t i = 0; i < LIST_N(run->plan->meetings); i++) {
		const struct meeting *meeting = &run->plan->meetings->v[i];

		if (meeting->clearances && meeting_is_settled(meeting))
			check_windows_of_meeting(&s, meeting);
	}
	scan_release(&s);
}

/* does an alternative stand ready for an item? */
static bool has_alternative(struct borders *b, const struct item *item)
{
	const struct items *items = item->meeting->items;

	if (!borders_spend(b, LIST_N(items)))
		return true;
	for (size_t i = 0; i < LIST_N(items); i++) {
		const struct item_refs *refs = items->v[i].alternative;

		if (!items->v[i].is_alternative || !borders_spend(b, LIST_N(refs) + 1))
			continue;
		for (size_t j = 0; j < LIST_N(refs); j++)
			if (refs->v[j] == item)
				return true;
	}
	return false;
}

static bool has_guest(struct scan *s, const struct meeting *meeting)
{
	const struct person *const *v = s->pending.list.v;

	for (size_t i = 0; i < s->pending.list.n; i++) {
		const char *home = itinerary_timeline(s->b->it, v[i])->home_country.code;

		if (*home && !place_is_in(meeting->place, home))
			return true;
	}
	return false;
}

/* the first passage for which guests wait for a permit, and nothing else is planned */
static bool hangs_on(struct scan *s, const struct passage *p)
{
	const struct item *item = p->item;

	return p->crossing && !item->is_alternative && passage_is_judged(s->run, p) &&
	       scan_permits(s, p) && has_guest(s, item->meeting) && !has_alternative(s->b, item);
}

void check_no_alternative(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct scan s = SCAN_INIT(run);

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *meeting = &meetings->v[i];

		/* what could not be read may be the alternative */
		if (!meeting->place || !meeting_is_settled(meeting) ||
		    check_is_blamed(run, meeting, NULL))
			continue;
		EACH_PASSAGE (p, s.b, meeting) {
			struct diag *diag;

			if (!hangs_on(&s, p))
				continue;
			diag = diag_add(
				run->diags, PB511, item_span(p->item),
				N_("the visit hangs on the permit for \"%s\", which is not granted "
				   "yet; legs with alternative: would say what is done without it"),
				check_place(run, p->crossing));
			diag_add_related(run->diags, diag, node_span_of(s.pending_of->at, "kind"),
					 N_("the permit is here"));
			break;
		}
	}
	scan_release(&s);
}
