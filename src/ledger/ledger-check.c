#include "ledger/ledger-check.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

#include "base/banned.h"

/* so many pairs of what is gone and what is new are compared, and kept; no real plan has more */
#define COMPARED_MAX 1000000
#define PAIRS_MAX 10000

/* what is gone and what is new, at the same time */
struct pair {
	const struct ledger_event *gone;
	const struct event *now;
	int alike;	/* in title, people, place */
	instant apart;	/* of both beginnings and ends, in seconds */
	size_t order;
};

/* what was issued, and what it may be called now */
struct renaming {
	struct check_run *run;
	const struct ledger *ledger;
	struct events now;
	struct hash meetings; /* ids of the plan's */
	struct hash paired;   /* UIDs of both sides of the pairs that were reported */
	VEC(struct pair) pairs;
	size_t compared;
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
			N_("\"%1$s\" was \"%2$s\" when invitations were issued and is \"%3$s\" now; every "
			   "entry would stand twice in every calendar"),
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

static instant distance(instant a, instant b)
{
	return a > b ? a - b : b - a;
}

/* do two events go on at the same time?  How far their beginnings and ends are apart. */
static bool overlap(const struct event *a, const struct event *b, instant *ret_apart)
{
	instant from = event_begin(a), to = event_end(a), begin = event_begin(b), end = event_end(b);

	if (from == INSTANT_NONE || to == INSTANT_NONE || begin == INSTANT_NONE ||
	    end == INSTANT_NONE || from >= end || begin >= to)
		return false;
	*ret_apart = distance(from, begin) + distance(to, end);
	return true;
}

/* will it be told, and was it not before? */
static bool is_new(const struct renaming *r, const struct event *e)
{
	const struct ledger_event *known = ledger_event(r->ledger, e->uid);

	return (!known || !known->latest) && e->status != STATUS_CANCELLED && event_goes_out(e);
}

static void add_pairs(struct renaming *r, const struct ledger_event *gone)
{
	const struct event *old = &gone->latest->event;

	for (size_t i = 0; i < r->now.list.n && r->compared < COMPARED_MAX; i++) {
		const struct event *e = &r->now.list.v[i];
		struct pair pair = { gone, e, 0, 0, r->pairs.n };
		unsigned int differences;

		r->compared++;
		if (strcmp(e->kind, old->kind) || (e->item && strcmp(e->meeting, old->meeting)) ||
		    r->pairs.n >= PAIRS_MAX || !overlap(old, e, &pair.apart) || !is_new(r, e))
			continue;
		differences = event_differences(old, e);
		pair.alike = (differences & EVENT_SUMMARY ? 0 : 4) +
			     (differences & EVENT_PEOPLE ? 0 : 2) + (differences & EVENT_PLACE ? 0 : 1);
		VEC_PUSH(&r->pairs, pair);
	}
}

/* the likeliest first */
static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->alike != y->alike)
		return y->alike - x->alike;
	if (x->apart != y->apart)
		return x->apart > y->apart ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

static void report_renamed(struct check_run *run, const struct revision *old, const struct event *e)
{
	const char *id = old->event.item ? old->event.item : old->event.meeting;
	struct diag *diag;

	if (e->of_item)
		diag = diag_add(run->diags, PB114, item_span(e->of_item),
				N_("\"%1$s\" was issued with the id \"%2$s\" and has the id \"%3$s\" now, so "
				   "that everybody would have it twice; if this is something else, keep "
				   "the old item too, with \"status: cancelled\""),
				check_name(run, old->event.summary), id, e->item);
	else
		diag = diag_add(run->diags, PB114, node_span_of(e->of_meeting->at, "id"),
				N_("\"%1$s\" was issued with the id \"%2$s\" and has the id \"%3$s\" now, so "
				   "that everybody would have it twice; if this is something else, keep "
				   "the old meeting too, with \"status: cancelled\""),
				check_name(run, old->event.summary), id, e->meeting);
	diag_set_fix(run->diags, diag, "id: %s", id);
	diag_add_related(run->diags, diag, old->span, N_("it was issued here"));
}

/* each once, however many it overlaps */
static bool pair_up(struct renaming *r, const struct pair *pair)
{
	void **gone, **now;

	if (hash_get(&r->paired, pair->gone->uid, strlen(pair->gone->uid)))
		return false;
	now = hash_slot(&r->paired, pair->now->uid, strlen(pair->now->uid));
	if (*now)
		return false;
	*now = r;
	gone = hash_slot(&r->paired, pair->gone->uid, strlen(pair->gone->uid));
	*gone = r;
	return true;
}

static void check_events(struct renaming *r)
{
	for (size_t i = 0; i < r->ledger->events.n; i++) {
		const struct ledger_event *e = &r->ledger->events.v[i];

		if (!ledger_stands(e) || events_find(&r->now, e->uid) ||
		    event_end(&e->latest->event) <= r->run->now)
			continue;
		/* with a meeting that is gone its items are */
		if (!e->latest->event.item ||
		    hash_get(&r->meetings, e->latest->event.meeting,
			     strlen(e->latest->event.meeting)))
			add_pairs(r, e);
	}
	if (r->pairs.n)
		qsort(r->pairs.v, r->pairs.n, sizeof(r->pairs.v[0]), compare_pairs);
	for (size_t i = 0; i < r->pairs.n; i++)
		if (pair_up(r, &r->pairs.v[i]))
			report_renamed(r->run, r->pairs.v[i].gone->latest, r->pairs.v[i].now);
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
	hash_release(&r.paired);
	VEC_RELEASE(&r.pairs);
	events_release(&r.now);
}

/* ------------------------------------------------------------ who has not answered */

enum { ASKED = 1, ANSWERED = 2 };

struct waiting {
	const struct people *people;
	struct hash ids;       /* struct person */
	struct hash addresses; /* struct person; NULL: several have it */
	unsigned char *state;  /* by person, of one event */
	const struct event *event;
	VEC(const struct person *) list;
};

static void waiting_init(struct waiting *w, struct check_run *run)
{
	*w = (struct waiting){ .people = run->plan->people };
	w->state = xcalloc(LIST_N(w->people) + 1, sizeof(*w->state));
	for (size_t i = 0; i < LIST_N(w->people); i++) {
		const struct person *p = &w->people->v[i];
		size_t before = w->addresses.n;
		const char *key;
		void **slot;

		if (!p->id)
			continue;
		*hash_slot(&w->ids, p->id, strlen(p->id)) = (void *)p;
		if (!p->email)
			continue;
		key = ledger_address_key(run->arena, "", p->email);
		slot = hash_slot(&w->addresses, key, strlen(key));
		*slot = w->addresses.n > before ? (void *)p : NULL;
	}
}

static void waiting_release(struct waiting *w)
{
	VEC_RELEASE(&w->list);
	hash_release(&w->ids);
	hash_release(&w->addresses);
	free(w->state);
}

/* whom the plan calls by another id now is known by the address */
static const struct person *whose(const struct check_run *run, const struct waiting *w,
				  const struct issue *issue)
{
	const struct person *person = hash_get(&w->ids, issue->to, strlen(issue->to));
	const char *key;

	if (person)
		return person;
	key = ledger_address_key(run->arena, "", issue->email);
	person = hash_get(&w->addresses, key, strlen(key));
	return person && ledger_is_person(issue, person) ? person : NULL;
}

static int compare_people(const void *a, const void *b)
{
	size_t x = (*(const struct person *const *)a)->index;
	size_t y = (*(const struct person *const *)b)->index;

	return (x > y) - (x < y);
}

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

/* those who were invited to one event at any address, and have not said yes, no, perhaps or what else */
static void check_event(struct check_run *run, const struct ledger *ledger, const struct event *e,
			struct waiting *w)
{
	size_t n = 0;

	w->event = e;
	w->list.n = 0;
	EACH_RECIPIENT (r, ledger, ledger_event(ledger, e->uid)) {
		const struct person *person = r->last->is_cancel ? NULL : whose(run, w, r->last);

		if (!person || !event_has(e, person->id))
			continue;
		if (!w->state[person->index])
			VEC_PUSH(&w->list, person);
		w->state[person->index] |= ASKED;
		if (r->answer &&
		    (r->answer->partstat != PARTSTAT_NEEDS_ACTION || r->answer->is_counter))
			w->state[person->index] |= ANSWERED;
	}
	for (size_t i = 0; i < w->list.n; i++) {
		const struct person *person = w->list.v[i];

		if (w->state[person->index] == ASKED)
			w->list.v[n++] = person;
		w->state[person->index] = 0;
	}
	w->list.n = n;
	if (!n)
		return;
	qsort(w->list.v, n, sizeof(w->list.v[0]), compare_people);
	report_waiting(run, w);
}

static void check_answers(struct check_run *run, const struct ledger *ledger)
{
	const struct meeting *meeting = NULL;
	struct waiting w;
	struct events now;
	bool is_near = false;

	for (size_t i = 0; i < LIST_N(run->plan->meetings) && !is_near; i++)
		is_near = check_is_near(run, &run->plan->meetings->v[i]);
	if (!is_near)
		return;
	events_init(&now, run->it, run->arena);
	waiting_init(&w, run);
	for (size_t i = 0; i < now.list.n; i++) {
		const struct event *e = &now.list.v[i];

		if (e->of_meeting != meeting)
			is_near = check_is_near(run, e->of_meeting);
		meeting = e->of_meeting;
		if (is_near && event_goes_out(e) && e->status != STATUS_CANCELLED &&
		    event_end(e) > run->now)
			check_event(run, ledger, e, &w);
	}
	waiting_release(&w);
	events_release(&now);
}

void ledger_check(struct check_run *run, const struct ledger *ledger)
{
	if (!run->plan->complete || ledger->is_broken || !ledger->events.n)
		return;
	check_renamed(run, ledger);
	check_answers(run, ledger);
}
