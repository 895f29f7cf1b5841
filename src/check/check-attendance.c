/*
 * PB313 to PB315: who takes part in an item, and who is missing in it.
 */
#include "check/gather.h"

#include <string.h>

#include "check/people.h"
#include "itinerary/walk.h"

#include "base/banned.h"

/* where a meeting says who belongs to it */
static struct span lists_span(const struct meeting *meeting)
{
	const struct node *at = node_get(meeting->at, "delegations");

	if (!at)
		at = node_get(meeting->at, "others");
	return at ? key_span_of(at) : node_span_of(meeting->at, "id");
}

static void report_stranger(struct check_run *run, const struct meeting *meeting,
			    const struct who_term *term, const struct item *item,
			    const struct group *group)
{
	const struct person *person = term->person;
	const char *name = check_people(run, &person, 1);
	struct diag *diag;

	if (item)
		diag = diag_add(run->diags, PB313, node_span(term->at),
				N_("%1$s: takes part in \"%2$s\" and does not belong to the meeting; add "
				   "this person to \"others\", or to the item's \"with\""),
				name, item_name(item, run->lang));
	else
		diag = diag_add(run->diags, PB313, node_span(term->at),
				N_("%1$s: in the group \"%2$s\" and does not belong to the meeting; add "
				   "this person to \"others\""),
				name, group->name ? check_name(run, group->name) : group->id);
	diag_add_related(run->diags, diag, lists_span(meeting),
			 N_("those who belong to the meeting stand here"));
	check_set_people(run, diag, &person, 1);
}

/* somebody named in person who is in none of the meeting's lists, for the first time */
static bool is_stranger(struct roster *r, const struct who_term *term)
{
	return term->kind == WHO_PERSON && term->person && !roster_find(r, term->person);
}

static void strangers_of_item(struct check_run *run, struct roster *r, const struct item *item)
{
	for (size_t i = 0; i < LIST_N(item->who); i++) {
		const struct who_term *term = &item->who->v[i];

		/* whom `except` takes away again does not take part */
		if (is_stranger(r, term) &&
		    person_set_has(itinerary_who(run->it, item), term->person) &&
		    roster_tell(r, term->person))
			report_stranger(run, item->meeting, term, item, NULL);
	}
}

void check_not_a_member(struct check_run *run)
{
	const struct meetings *meetings = run->plan->meetings;
	struct roster r;

	roster_init(&r, run->plan);
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *m = &meetings->v[i];

		if (!meeting_is_ahead(m) || check_is_blamed(run, m, NULL))
			continue;
		roster_fill(&r, m);
		/* a draft may begin with its items */
		if (m->status == STATUS_DRAFT && !r.n)
			continue;
		for (size_t j = 0; j < LIST_N(m->items); j++)
			if (m->items->v[j].who && item_is_ahead(&m->items->v[j]))
				strangers_of_item(run, &r, &m->items->v[j]);
		for (size_t j = 0; j < LIST_N(m->groups); j++) {
			const struct group *group = &m->groups->v[j];

			for (size_t k = 0; k < LIST_N(group->members); k++)
				if (is_stranger(&r, &group->members->v[k]) &&
				    roster_tell(&r, group->members->v[k].person))
					report_stranger(run, m, &group->members->v[k], NULL, group);
		}
	}
	roster_release(&r);
}

static bool meeting_has_people(const struct meeting *meeting)
{
	if (LIST_N(meeting->others))
		return true;
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++) {
		const struct delegation *d = &meeting->delegations->v[i];

		if (LIST_N(d->members) || LIST_N(d->staff))
			return true;
	}
	return false;
}

static void report_nobody(struct check_run *run, const struct item *item)
{
	struct diag *diag;

	if (item->who || item->except)
		diag = diag_add(run->diags, PB314, item_span(item),
				N_("nobody takes part in \"%s\": \"who\" and \"except\" leave nobody who is "
				   "there at that time"),
				item_name(item, run->lang));
	else
		diag = diag_add(run->diags, PB314, item_span(item),
				N_("nobody takes part in \"%s\": nobody of the meeting is there at that time"),
				item_name(item, run->lang));
	diag_add_related(run->diags, diag, lists_span(item->meeting),
			 N_("those who belong to the meeting stand here"));
	check_blame(run, diag, item, NULL);
}

static void check_nobody_in(struct check_run *run, const struct meeting *meeting)
{
	bool people = meeting_has_people(meeting);

	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		const struct item *item = &meeting->items->v[i];
		struct diag *diag;

		if (!item_is_ahead(item) || itinerary_all(run->it, item)->n ||
		    check_is_blamed(run, meeting, NULL))
			continue;
		if (people) {
			report_nobody(run, item);
			continue;
		}
		/* that is one fault for all items; a draft is not there yet */
		if (meeting->status == STATUS_DRAFT)
			return;
		diag = diag_add(run->diags, PB314, node_span_of(meeting->at, "id"),
				N_("nobody takes part in \"%s\": the meeting has no delegations"),
				check_name(run, meeting->title));
		diag_add_related(run->diags, diag, item_span(item),
				 N_("the first item without people is here"));
		return;
	}
}

void check_nobody(struct check_run *run)
{
	const struct plan *plan = run->plan;

	/* of a plan with too many people in too many items nobody is known */
	if (LIST_N(plan->people) && !run->it->n_timelines)
		return;
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		if (meeting_is_ahead(&plan->meetings->v[i]))
			check_nobody_in(run, &plan->meetings->v[i]);
}

/* does a leg lead into a country from another one? */
static bool leads_into(const struct item *item, const char *country)
{
	struct position begins, ends;

	if (!item_is_leg(item) || !item->has_time)
		return false;
	begins = item_begins(item, "");
	ends = item_ends(item, "");
	return !strcmp(ends.country, country) && *begins.country && strcmp(begins.country, country);
}

/* the next item that says with whom they are */
static const struct item *next_of(const struct timeline *t, size_t i)
{
	const struct meeting *meeting = t->v[i].item->meeting;

	for (i++; i < t->n; i++) {
		const struct item *item = t->v[i].item;

		if (item->meeting == meeting && item_takes_time(item))
			return item;
	}
	return NULL;
}

/* is somebody of the host's side, or at home in that country, among them? */
static bool has_host(struct check_run *run, struct hash *hosts, const struct person_set *set,
		     const struct side *host)
{
	static const char yes[] = "yes", no[] = "no";
	const char *kept = pair_get(hosts, set, host);
	bool found = false;

	if (kept)
		return kept == yes;
	for (size_t i = 0; i < set->n && !found; i++)
		found = set->v[i]->side == host ||
			!strcmp(person_country(run, set->v[i]), host->country.code);
	pair_put(run, hosts, set, host, (void *)(uintptr_t)(found ? yes : no));
	return found;
}

/* does the host of a meeting receive people of that home in the host's country? */
static bool has_guests_from(const struct meeting *m, const char *home)
{
	return m->host && m->place && meeting_goes_out(m) &&
	       place_is_in(m->place, m->host->country.code) && strcmp(home, m->host->country.code);
}

/* who arrives with people that are met is met too */
static void add_arrival(struct gather *g, struct hash *hosts, const struct timeline *t, size_t i)
{
	const struct item *item = t->v[i].item, *next = next_of(t, i);
	const struct side *host = item->meeting->host;
	struct check_run *run = g->run;
	struct gathered *fact;

	if (!next)
		return;
	if (check_is_blamed(run, item, NULL) || check_is_blamed(run, next, NULL) ||
	    has_host(run, hosts, itinerary_all(run->it, item), host) ||
	    has_host(run, hosts, itinerary_all(run->it, next), host)) {
		gather_add(g, item, NULL, NULL, 0)->value = 1;
		return;
	}
	fact = gather_add(g, item, NULL, t, 0);
	if (!fact->second)
		fact->second = next;
}

/* the first arrival of those of a timeline in each meeting */
static void arrivals_of(struct gather *g, struct hash *hosts, const struct timeline *t)
{
	const struct meeting *meeting = NULL;
	bool expected = false;

	for (size_t i = 0; i < t->n; i++) {
		const struct item *item = t->v[i].item;

		if (item->meeting != meeting) {
			meeting = item->meeting;
			expected = has_guests_from(meeting, t->home_country.code);
		}
		if (!expected || !leads_into(item, meeting->host->country.code))
			continue;
		expected = false;
		add_arrival(g, hosts, t, i);
	}
}

void check_unmet(struct check_run *run)
{
	struct gather g = GATHER_INIT(run);
	struct hash hosts = HASH_INIT;

	for (size_t i = 0; i < run->it->n_timelines; i++)
		if (run->it->timelines[i].home_country.code[0])
			arrivals_of(&g, &hosts, &run->it->timelines[i]);
	for (size_t i = 0; i < g.list.n && !run->diags->full; i++) {
		const struct gathered *fact = g.list.v[i];
		const struct item *item = fact->first, *next = fact->second;
		struct diag *diag;

		if (fact->value || !next)
			continue;
		diag = diag_add(run->diags, PB315, item_span(item),
				N_("%1$s: nobody of the hosts is there to meet them, neither in \"%2$s\" nor "
				   "in \"%3$s\", which follows"),
				gather_names(&g, fact), item_name(item, run->lang),
				item_name(next, run->lang));
		diag_add_related(run->diags, diag, item_span(next), N_("what follows is here"));
		gather_finish(&g, diag, fact, NULL);
	}
	hash_release(&hosts);
	gather_release(&g);
}
