/*
 * PB407 to PB410: whether invitations arrive and are settled, and whom
 * guests can call.
 */
#include "check/people.h"

#include "base/ascii.h"
#include "base/vec.h"

#include "base/banned.h"

/* how long before a visit everything should be settled */
#define SETTLED_BEFORE ((instant)72 * 60 * 60)
#define SECONDS_A_DAY ((instant)24 * 60 * 60)
/* legs that lie further before the first day are not waited for */
#define DAYS_OF_TRAVEL 14

static void report_no_address(struct check_run *run, const struct person *person, struct span where,
			      bool member)
{
	struct diag *diag;

	diag = diag_add(run->diags, PB407, key_span_of(person->at),
			N_("%s: no \"email\" is given, so that neither an invitation nor a change can be "
			   "sent"),
			check_people(run, &person, 1));
	diag_add_related(run->diags, diag, where,
			 member ? N_("the person is to be invited here")
				: N_("the person is asked for an answer here"));
	check_set_people(run, diag, &person, 1);
}

/* has somebody no address, and is it not told yet? */
static bool lacks_address(struct check_run *run, bool *told, const struct person *person)
{
	if (person->email || told[person->index])
		return false;
	told[person->index] = true;
	return !check_is_blamed(run, person, NULL);
}

static void addresses_of_members(struct check_run *run, bool *told, const struct meeting *m)
{
	for (size_t i = 0; i < LIST_N(m->delegations); i++) {
		const struct members *members = m->delegations->v[i].members;

		for (size_t j = 0; j < LIST_N(members); j++)
			if (members->v[j].person && lacks_address(run, told, members->v[j].person))
				report_no_address(run, members->v[j].person,
						  node_span(members->v[j].at), true);
	}
}

static void addresses_of_item(struct check_run *run, bool *told, struct hash *seen,
			      const struct item *item)
{
	const struct person_set *set = itinerary_all(run->it, item);

	if (pair_get(seen, set, NULL))
		return;
	pair_put(run, seen, set, NULL, (void *)(uintptr_t)set);
	for (size_t i = 0; i < set->n; i++)
		if (lacks_address(run, told, set->v[i]))
			report_no_address(run, set->v[i], item_span(item), false);
}

void check_no_address(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	bool *told = xcalloc(LIST_N(run->plan->people), sizeof(*told));
	struct hash seen = HASH_INIT;

	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *m = &meetings->v[i];

		if (!meeting_goes_out(m))
			continue;
		addresses_of_members(run, told, m);
		for (size_t j = 0; j < LIST_N(m->items); j++)
			if (m->items->v[j].rsvp == YES && item_stands(&m->items->v[j]))
				addresses_of_item(run, told, &seen, &m->items->v[j]);
	}
	hash_release(&seen);
	free(told);
}

/* people who have the organizer's address, until it is told */
struct namesakes {
	bool *v; /* by person's index */
	size_t n;
};

static void find_namesakes(struct namesakes *same, const struct plan *plan)
{
	const char *email = plan->organizer.email;

	*same = (struct namesakes){ 0 };
	for (size_t i = 0; i < LIST_N(plan->people) && email; i++) {
		const char *own = plan->people->v[i].email;

		if (!own || ascii_casecmp(own, email))
			continue;
		if (!same->v)
			same->v = xcalloc(plan->people->n, sizeof(*same->v));
		same->v[i] = true;
		same->n++;
	}
}

static void report_namesake(struct check_run *run, struct namesakes *same,
			    const struct person *person)
{
	struct diag *diag;

	if (!person || !same->v[person->index])
		return;
	same->v[person->index] = false;
	same->n--;
	diag = diag_add(run->diags, PB408, node_span_of(person->at, "email"),
			N_("%s: has the organizer's address; calendar programs drop such an invitation or "
			   "answer it as the organizer, so give one of them another address"),
			check_people(run, &person, 1));
	diag_add_related(run->diags, diag,
			 node_span_of(node_get(run->plan->at, "organizer"), "email"),
			 N_("the organizer's address is here"));
	check_set_people(run, diag, &person, 1);
}

static void namesakes_in_list(struct check_run *run, struct namesakes *same,
			      const struct members *members)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		report_namesake(run, same, members->v[i].person);
}

static void namesakes_in_meeting(struct check_run *run, struct namesakes *same, struct hash *seen,
				 const struct meeting *m)
{
	for (size_t i = 0; i < LIST_N(m->delegations); i++) {
		namesakes_in_list(run, same, m->delegations->v[i].members);
		namesakes_in_list(run, same, m->delegations->v[i].staff);
	}
	namesakes_in_list(run, same, m->others);
	for (size_t i = 0; i < LIST_N(m->items) && same->n; i++) {
		const struct item *item = &m->items->v[i];
		const struct person_set *set = itinerary_all(run->it, item);

		if (!item_stands(item) || pair_get(seen, set, NULL))
			continue;
		pair_put(run, seen, set, NULL, (void *)(uintptr_t)set);
		for (size_t j = 0; j < set->n; j++)
			report_namesake(run, same, set->v[j]);
	}
}

void check_organizer_invited(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct hash seen = HASH_INIT;
	struct namesakes same;

	find_namesakes(&same, run->plan);
	for (size_t i = 0; i < LIST_N(meetings) && same.n; i++)
		if (meeting_goes_out(&meetings->v[i]))
			namesakes_in_meeting(run, &same, &seen, &meetings->v[i]);
	hash_release(&seen);
	free(same.v);
}

/* the first moment of a day where the meeting is */
static instant day_begins(const struct meeting *m, civil_day day)
{
	return m->zone ? zone_instant(m->zone, day, 0, NULL) : (instant)day * SECONDS_A_DAY;
}

/* the visit begins with its first day, or with a leg before it */
static instant visit_begins(const struct meeting *m)
{
	instant first = day_begins(m, m->dates.first);

	for (size_t i = 0; i < LIST_N(m->items); i++) {
		const struct item *item = &m->items->v[i];

		if (item->has_time && item_stands(item) && item->start < first)
			first = item->start;
	}
	return first;
}

bool check_is_near(const struct check_run *run, const struct meeting *m)
{
	if (m->dates.first == CIVIL_NONE || !meeting_goes_out(m) ||
	    run->now < (m->dates.first - DAYS_OF_TRAVEL) * SECONDS_A_DAY - SETTLED_BEFORE ||
	    run->now >= day_begins(m, m->dates.last + 1))
		return false;
	return run->now >= visit_begins(m) - SETTLED_BEFORE;
}

static void report_tentative(struct check_run *run, const struct meeting *m, const char *name,
			     struct span span)
{
	struct diag *diag;

	diag = diag_add(run->diags, PB409, span,
			N_("\"%1$s\" is still tentative, and the first day of the visit is %2$s; confirm "
			   "or cancel it"),
			name, check_day(run, m->dates.first));
	diag_add_related(run->diags, diag, node_span_of(m->at, "dates"),
			 N_("the dates of the meeting are here"));
}

/* what the plan itself still leaves open; a meeting's own status stands for its items' */
static void check_tentative(struct check_run *run, const struct meeting *m)
{
	if (m->status == STATUS_TENTATIVE) {
		report_tentative(run, m, check_name(run, m->title), node_span_of(m->at, "status"));
		return;
	}
	for (size_t i = 0; i < LIST_N(m->items); i++) {
		const struct item *item = &m->items->v[i];

		if (item->status == STATUS_TENTATIVE && item_is_ahead(item) && item_stands(item) &&
		    (item->end == INSTANT_NONE || item->end > run->now))
			report_tentative(run, m, item_name(item, run->lang), item_span(item));
	}
}

void check_unanswered_invitation(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;

	for (size_t i = 0; i < LIST_N(meetings); i++)
		if (check_is_near(run, &meetings->v[i]))
			check_tentative(run, &meetings->v[i]);
}

/*
 * Those whom some contact of the meeting is for; NULL: everybody.  All
 * lists together are followed once.
 */
static const struct person_set *reached(struct check_run *run, const struct meeting *m)
{
	const struct contacts *contacts = m->contact;
	struct who *all;
	size_t n = 0;

	for (size_t i = 0; i < LIST_N(contacts); i++) {
		if (!contacts->v[i].audience)
			return NULL;
		n += contacts->v[i].audience->n;
	}
	all = arena_alloc(run->arena, sizeof(*all) + n * sizeof(all->v[0]));
	for (size_t i = 0; i < LIST_N(contacts); i++)
		for (size_t j = 0; j < contacts->v[i].audience->n; j++)
			all->v[all->n++] = contacts->v[i].audience->v[j];
	return itinerary_covered(run->it, run->arena, m, all);
}

struct guests {
	VEC(const struct person *) v;
	const struct node *first; /* where the first of them stands */
};

/* those in a list who are guests, and not reached */
static void add_guests(struct check_run *run, struct guests *g, struct roster *r,
		       const struct meeting *m, const struct members *members,
		       const struct person_set *reached)
{
	for (size_t i = 0; i < LIST_N(members); i++) {
		const struct person *person = members->v[i].person;
		const char *home = person ? person_country(run, person) : "";

		if (!*home || place_is_in(m->place, home) || person_set_has(reached, person) ||
		    !roster_tell(r, person))
			continue;
		if (!g->v.n)
			g->first = members->v[i].at;
		VEC_PUSH(&g->v, person);
	}
}

static void check_contact(struct check_run *run, struct guests *g, struct roster *r,
			  const struct meeting *m)
{
	const struct person_set *set = reached(run, m);
	struct diag *diag;

	if (!set)
		return;
	roster_fill(r, m);
	g->v.n = 0;
	for (size_t i = 0; i < LIST_N(m->delegations); i++) {
		add_guests(run, g, r, m, m->delegations->v[i].members, set);
		add_guests(run, g, r, m, m->delegations->v[i].staff, set);
	}
	add_guests(run, g, r, m, m->others, set);
	if (!g->v.n)
		return;
	diag = diag_add(run->diags, PB410,
			node_span_of(m->at, node_get(m->at, "contact") ? "contact" : "id"),
			N_("%1$s: no \"contact\" of \"%2$s\" is for them, and guests need somebody to call"),
			check_people(run, g->v.v, g->v.n), check_name(run, m->title));
	diag_add_related(run->diags, diag, node_span(g->first), N_("the first of them is here"));
	check_set_people(run, diag, g->v.v, g->v.n);
}

/* is it known in which country a meeting is? */
static bool has_country(const struct meeting *m)
{
	return m->place && (m->place->country.code[0] || m->place->between);
}

void check_no_contact(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct guests g = { 0 };
	struct roster r;

	roster_init(&r, run->plan);
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *m = &meetings->v[i];

		/* as long as the days are not settled nobody has been asked */
		if (meeting_goes_out(m) && m->dates.first != CIVIL_NONE && has_country(m) &&
		    !check_is_blamed(run, m, NULL))
			check_contact(run, &g, &r, m);
	}
	roster_release(&r);
	VEC_RELEASE(&g.v);
}
