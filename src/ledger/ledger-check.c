#include "ledger/ledger-check.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#include "base/banned.h"

/* so many pairs of what is gone and what is new are compared; more there are in no real plan */
#define PAIRS_MAX 1000000

/* what was issued, and what it may be called now */
struct renaming {
	struct check_run *run;
	const struct ledger *ledger;
	struct events now;
	struct hash meetings; /* ids of the plan's */
	struct hash taken;    /* UIDs of what another renaming explains */
	size_t pairs;
};

/* --------------------------------------------------------------- the plan's own names */

/* the UID's parts behind those of item and meeting: ".peace-bridge@peacebridge.example" */
struct names {
	const char *plan, *domain;
	size_t plan_len;
};

static bool split(const char *uid, struct names *ret)
{
	const char *at = strchr(uid, '@'), *dot = at;

	if (!at)
		return false;
	while (dot > uid && dot[-1] != '.')
		dot--;
	if (dot == uid)
		return false;
	*ret = (struct names){ dot, at + 1, (size_t)(at - dot) };
	return true;
}

/* where a key of the plan stands, or what it is made of */
static struct span span_of_key(const struct plan *plan, const char *key, const char *other)
{
	return node_span_of(plan->at, node_get(plan->at, key) ? key : other);
}

static void report_name(struct renaming *r, const char *key, const char *other, const char *old,
			const char *now, const struct revision *issued)
{
	struct diag *diag;

	diag = diag_add(r->run->diags, PB114, span_of_key(r->run->plan, key, other),
			N_("\"%1$s\" was \"%2$s\" when the first invitations were issued and is \"%3$s\" now; "
			   "every entry in every calendar would double"),
			key, old, now);
	diag_set_fix(r->run->diags, diag, "%s: %s", key, old);
	diag_add_related(r->run->diags, diag, issued->span, N_("it was issued here"));
}

/* is the plan still called as it was? */
static bool check_plan_names(struct renaming *r)
{
	const struct plan *plan = r->run->plan;
	struct names names;

	for (size_t i = 0; i < r->ledger->events.n; i++) {
		const struct ledger_event *e = &r->ledger->events.v[i];

		if (!e->latest || !split(e->uid, &names))
			continue;
		if (strcmp(names.domain, plan->uid_domain)) {
			report_name(r, "uid_domain", "organizer", names.domain, plan->uid_domain,
				    e->latest);
			return false;
		}
		if (strncmp(names.plan, plan->id, names.plan_len) || plan->id[names.plan_len]) {
			report_name(r, "id", "id",
				    arena_strndup(r->run->arena, names.plan, names.plan_len),
				    plan->id, e->latest);
			return false;
		}
	}
	return true;
}

/* ------------------------------------------------------------------ items and visits */

static instant event_begin(const struct event *e)
{
	if (e->start != INSTANT_NONE || e->first == CIVIL_NONE)
		return e->start;
	return e->start_zone ? zone_instant(e->start_zone, e->first, 0, NULL)
			     : (instant)e->first * 86400;
}

/* how long two events go on at the same time, in seconds */
static instant overlap(const struct event *a, const struct event *b)
{
	instant from = event_begin(a), to = event_end(a), begin = event_begin(b), end = event_end(b);

	if (from == INSTANT_NONE || to == INSTANT_NONE || begin == INSTANT_NONE ||
	    end == INSTANT_NONE)
		return 0;
	from = begin > from ? begin : from;
	to = end < to ? end : to;
	return to > from ? to - from : 0;
}

static bool is_new(const struct renaming *r, const struct event *e)
{
	const struct ledger_event *known = ledger_event(r->ledger, e->uid);

	return (!known || !known->latest) && e->status != STATUS_CANCELLED &&
	       !hash_get(&r->taken, e->uid, strlen(e->uid));
}

/* what was not issued and overlaps most with an event that is gone */
static const struct event *successor(struct renaming *r, const struct event *gone)
{
	const struct event *best = NULL;
	instant most = 0;

	for (size_t i = 0; i < r->now.list.n && r->pairs < PAIRS_MAX; i++) {
		const struct event *e = &r->now.list.v[i];
		instant common;

		r->pairs++;
		if (strcmp(e->kind, gone->kind) || (e->item && strcmp(e->meeting, gone->meeting)))
			continue;
		common = overlap(e, gone);
		if (common > most && is_new(r, e)) {
			best = e;
			most = common;
		}
	}
	return best;
}

static void report_renamed(struct renaming *r, const struct revision *old, const struct event *e)
{
	struct check_run *run = r->run;
	const char *id = old->event.item ? old->event.item : old->event.meeting;
	struct diag *diag;

	*hash_slot(&r->taken, e->uid, strlen(e->uid)) = r;
	if (e->of_item)
		diag = diag_add(run->diags, PB114, item_span(e->of_item),
				N_("\"%1$s\" was issued with the id \"%2$s\" and has the id \"%3$s\" now, so "
				   "everybody would get it twice; or if it is another item, keep the old "
				   "one as \"status: cancelled\""),
				check_name(run, old->event.summary), id, e->item);
	else
		diag = diag_add(run->diags, PB114, node_span_of(e->of_meeting->at, "id"),
				N_("\"%1$s\" was issued with the id \"%2$s\" and has the id \"%3$s\" now, so "
				   "everybody would get it twice; or if it is another meeting, keep the "
				   "old one as \"status: cancelled\""),
				check_name(run, old->event.summary), id, e->meeting);
	diag_set_fix(run->diags, diag, "id: %s", id);
	diag_add_related(run->diags, diag, old->span, N_("it was issued here"));
}

static void check_events(struct renaming *r)
{
	for (size_t i = 0; i < r->ledger->events.n; i++) {
		const struct ledger_event *e = &r->ledger->events.v[i];
		const struct event *found;

		if (!ledger_stands(e) || events_find(&r->now, e->uid) ||
		    event_end(&e->latest->event) <= r->run->now)
			continue;
		/* with a meeting that is gone its items are */
		if (e->latest->event.item &&
		    !hash_get(&r->meetings, e->latest->event.meeting,
			      strlen(e->latest->event.meeting)))
			continue;
		found = successor(r, &e->latest->event);
		if (found)
			report_renamed(r, e->latest, found);
	}
}

static void check_renamed(struct check_run *run, const struct ledger *ledger)
{
	struct renaming r = { .run = run, .ledger = ledger };

	events_init(&r.now, run->it, run->arena);
	for (size_t i = 0; i < LIST_N(run->plan->meetings); i++) {
		const char *id = run->plan->meetings->v[i].id;

		if (id)
			*hash_slot(&r.meetings, id, strlen(id)) = &r;
	}
	if (check_plan_names(&r))
		check_events(&r);
	hash_release(&r.meetings);
	hash_release(&r.taken);
	events_release(&r.now);
}

/* ------------------------------------------------------------ who has not answered */

struct waiting {
	struct hash people; /* of the plan, by id */
	const struct event *event;
	VEC(const struct person *) list;
};

static void report_waiting(struct check_run *run, const struct waiting *w)
{
	const struct event *e = w->event;
	struct diag *diag;

	diag = diag_add(run->diags, PB409,
			e->of_item ? item_span(e->of_item) : node_span_of(e->of_meeting->at, "id"),
			N_("%1$s: no answer yet to the invitation to \"%2$s\", and the first day of the "
			   "visit is %3$s; ask them"),
			check_people(run, w->list.v, w->list.n), check_name(run, e->summary),
			check_day(run, e->of_meeting->dates.first));
	check_set_people(run, diag, w->list.v, w->list.n);
}

/* those who were invited to one event and have not said yes, no, perhaps or what else */
static void check_event(struct check_run *run, const struct ledger *ledger, const struct event *e,
			struct waiting *w)
{
	w->event = e;
	w->list.n = 0;
	EACH_RECIPIENT (r, ledger, ledger_event(ledger, e->uid)) {
		const struct person *person =
			hash_get(&w->people, r->last->to, strlen(r->last->to));

		if (person && !r->last->is_cancel && event_has(e, person->id) &&
		    (!r->answer || (r->answer->partstat == PARTSTAT_NEEDS_ACTION &&
				    !r->answer->is_counter)))
			VEC_PUSH(&w->list, person);
	}
	if (w->list.n)
		report_waiting(run, w);
}

static void check_answers(struct check_run *run, const struct ledger *ledger)
{
	struct waiting w = { 0 };
	struct events now;
	bool any = false;

	for (size_t i = 0; i < LIST_N(run->plan->meetings); i++)
		any |= check_is_near(run, &run->plan->meetings->v[i]);
	if (!any)
		return;
	events_init(&now, run->it, run->arena);
	for (size_t i = 0; i < LIST_N(run->plan->people); i++) {
		const struct person *p = &run->plan->people->v[i];

		if (p->id)
			*hash_slot(&w.people, p->id, strlen(p->id)) = (void *)p;
	}
	for (size_t i = 0; i < now.list.n; i++) {
		const struct event *e = &now.list.v[i];

		if (check_is_near(run, e->of_meeting) && event_goes_out(e) &&
		    e->status != STATUS_CANCELLED && event_end(e) > run->now)
			check_event(run, ledger, e, &w);
	}
	VEC_RELEASE(&w.list);
	hash_release(&w.people);
	events_release(&now);
}

void ledger_check(struct check_run *run, const struct ledger *ledger)
{
	if (!run->plan->complete || ledger->is_broken || !ledger->events.n)
		return;
	check_renamed(run, ledger);
	check_answers(run, ledger);
}
