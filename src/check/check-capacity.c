/*
 * PB311: more people than there is room for.
 *
 * A place's own capacity counts, not that of what it is within.  A hotel's
 * is its beds: stays of all kinds are added up for each night, and what
 * else takes place there is not compared with it.  An item without a time
 * does not bring all of its people at once.
 */
#include "check/people.h"

#include "base/vec.h"

#include "base/banned.h"

static void relate_capacity(struct check_run *run, struct diag *diag, const struct place *place)
{
	if (!place->built_in)
		diag_add_related(run->diags, diag, node_span_of(place->at, "capacity"),
				 N_("what it has room for stands here"));
}

static bool has_room_for(const struct item *item)
{
	return item->place && item->place->capacity >= 0;
}

static void check_room(struct check_run *run, const struct item *item)
{
	const struct place *place = item->place;
	size_t n = itinerary_all(run->it, item)->n;
	struct diag *diag;

	if (n <= (size_t)place->capacity || place->kind == PLACE_HOTEL || !item->has_time ||
	    item_is_leg(item) || item->kind == ITEM_FREE || check_is_blamed(run, item, NULL) ||
	    check_is_blamed(run, place, NULL))
		return;
	diag = diag_add_n(run->diags, PB311, item_span(item),
			  NP_("\"%1$s\": %2$zu person takes part, and \"%3$s\" has room for %4$d",
			      "\"%1$s\": %2$zu people take part, and \"%3$s\" has room for %4$d"),
			  (unsigned long)n, item_name(item, run->lang), n, check_place(run, place),
			  place->capacity);
	relate_capacity(run, diag, place);
	check_blame(run, diag, item, NULL);
}

/* drivers have a seat of their own; counted once for each set of people */
static size_t count_passengers(struct check_run *run, struct hash *counts,
			       const struct person_set *set)
{
	uintptr_t kept = (uintptr_t)pair_get(counts, set, NULL);
	size_t n = 0;

	if (kept)
		return kept - 1;
	for (size_t i = 0; i < set->n; i++)
		n += set->v[i]->role != ROLE_DRIVER;
	pair_put(run, counts, set, NULL, (void *)(uintptr_t)(n + 1));
	return n;
}

/* the seats of all vehicles of an item; SIZE_MAX if they are not known */
static size_t count_seats(const struct check_run *run, const struct item *item)
{
	size_t seats = 0;

	for (size_t i = 0; i < LIST_N(item->vehicles); i++) {
		const struct vehicle *vehicle = item->vehicles->v[i];

		if (vehicle->seats < 0 || check_is_blamed(run, vehicle, NULL))
			return SIZE_MAX;
		seats += (size_t)vehicle->seats;
	}
	return seats;
}

static void check_seats(struct check_run *run, struct hash *counts, const struct item *item)
{
	const struct person_set *set = itinerary_all(run->it, item);
	size_t seats = count_seats(run, item), n;
	struct diag *diag;

	if (set->n <= seats || check_is_blamed(run, item, NULL))
		return;
	n = count_passengers(run, counts, set);
	if (n <= seats)
		return;
	diag = diag_add_n(run->diags, PB311, item_span(item),
			  NP_("\"%1$s\": %2$zu passenger, and the number of seats is %3$zu",
			      "\"%1$s\": %2$zu passengers, and the number of seats is %3$zu"),
			  (unsigned long)n, item_name(item, run->lang), n, seats);
	diag_add_related(run->diags, diag,
			 node_span_of(item->vehicles->v[0]->at, "seats"),
			 item->vehicles->n > 1 ? N_("the seats of the first vehicle stand here")
					       : N_("its seats stand here"));
	check_blame(run, diag, item, NULL);
}

/* people come to a place for the night, or leave it (n negative) */
struct change {
	const struct place *place;
	civil_day day;
	int64_t n;
	const struct item *stay;
};

struct changes {
	VEC(struct change) list;
};

static int compare_changes(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	if (x->place != y->place)
		return (uintptr_t)x->place < (uintptr_t)y->place ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return span_compare(node_span(x->stay->at), node_span(y->stay->at));
}

/* the stays of a timeline; in two of one place nobody sleeps twice */
static void add_stays(struct changes *c, const struct timeline *t)
{
	const struct item *last = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct item *stay = t->v[i].item;
		struct change change = { stay->place, stay->day, (int64_t)t->people->n, stay };

		if (stay->kind != ITEM_STAY || !item_is_ahead(stay) || !has_room_for(stay))
			continue;
		if (last && last->place == stay->place && last->until > change.day)
			change.day = last->until;
		if (stay->until <= change.day)
			continue;
		VEC_PUSH(&c->list, change);
		change.day = stay->until;
		change.n = -change.n;
		VEC_PUSH(&c->list, change);
		last = stay;
	}
}

static void report_night(struct check_run *run, const struct change *change, int64_t n)
{
	const struct place *place = change->place;
	struct diag *diag;

	if (check_is_blamed(run, change->stay, NULL) || check_is_blamed(run, place, NULL))
		return;
	diag = diag_add_n(run->diags, PB311, item_span(change->stay),
			  NP_("\"%1$s\": %2$zu person stays there on the night of %3$s, and it has room "
			      "for %4$d",
			      "\"%1$s\": %2$zu people stay there on the night of %3$s, and it has room "
			      "for %4$d"),
			  (unsigned long)n, check_place(run, place), (size_t)n,
			  check_day(run, change->day), place->capacity);
	relate_capacity(run, diag, place);
}

/* one finding from the first night that is too full to the first that is not */
static void check_nights(struct check_run *run, const struct changes *c)
{
	const struct change *v = c->list.v, *came = NULL;
	bool full = false;
	int64_t n = 0;

	for (size_t i = 0; i < c->list.n; i++) {
		if (!i || v[i].place != v[i - 1].place)
			full = false;
		n += v[i].n;
		if (v[i].n > 0)
			came = &v[i];
		if (i + 1 < c->list.n && v[i + 1].place == v[i].place && v[i + 1].day == v[i].day)
			continue;
		if (n > v[i].place->capacity && !full)
			report_night(run, came, n);
		full = n > v[i].place->capacity;
	}
}

static void check_beds(struct check_run *run)
{
	struct changes c = { 0 };

	for (size_t i = 0; i < run->it->n_timelines; i++)
		add_stays(&c, &run->it->timelines[i]);
	if (c.list.n)
		qsort(c.list.v, c.list.n, sizeof(*c.list.v), compare_changes);
	check_nights(run, &c);
	VEC_RELEASE(&c.list);
}

void check_over_capacity(struct check_run *run)
{
	struct hash counts = HASH_INIT;
	bool beds = false;

	EACH_ITEM (item, run->plan) {
		if (run->diags->full)
			break;
		if (!item_is_ahead(item))
			continue;
		if (item->kind == ITEM_STAY)
			beds = beds || has_room_for(item);
		else if (has_room_for(item))
			check_room(run, item);
		if (item->vehicles)
			check_seats(run, &counts, item);
	}
	if (beds)
		check_beds(run);
	hash_release(&counts);
}
