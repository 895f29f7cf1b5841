#include "itinerary/clearance.h"

#include <string.h>

#include "lang/catalog.h"

#include "base/banned.h"

/* people of all clearances together, for their memory */
#define COVERED_MAX 400000

const char *clearance_title(enum clearance_kind kind)
{
	static const char *const kinds[] = {
		[CLEARANCE_NONE] = "",
		/* TRANSLATORS: kinds of clearance; a country may follow in parentheses */
		[CLEARANCE_BORDER] = N_("border permit"),
		[CLEARANCE_ENTRY] = N_("entry permit"),
		[CLEARANCE_FLIGHT] = N_("flight clearance"),
		[CLEARANCE_SECURITY] = N_("security clearance"),
		[CLEARANCE_VEHICLE] = N_("vehicle clearance"),
		[CLEARANCE_PRESS] = N_("press accreditation"),
	};

	return kinds[kind];
}

const char *clearance_country(const struct meeting *meeting, const struct clearance *clearance)
{
	if (clearance->by.code[0])
		return clearance->by.code;
	if (meeting->host)
		return meeting->host->country.code;
	return meeting->place ? meeting->place->country.code : "";
}

static size_t count_members(const struct meeting *meeting)
{
	size_t n = LIST_N(meeting->others);

	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		n += LIST_N(meeting->delegations->v[i].members) +
		     LIST_N(meeting->delegations->v[i].staff);
	return n;
}

/*
 * How long itinerary_covered() takes: a word of memory for each person of
 * the plan, which is little, and each of a group's is sought among the members.
 */
static size_t covered_steps(const struct borders *b, const struct meeting *meeting,
			    const struct who *who)
{
	size_t members = count_members(meeting), steps = LIST_N(b->plan->people) / 256 + members;
	bool groups = false;

	for (size_t i = 0; i < LIST_N(who); i++)
		groups = groups || who->v[i].kind == WHO_GROUP;
	for (size_t i = 0; groups && i < LIST_N(meeting->groups); i++)
		steps += 1 + LIST_N(meeting->groups->v[i].members) * (members + 1);
	return steps + LIST_N(who);
}

const struct person_set *clearance_covered(struct borders *b, const struct meeting *meeting,
					   const struct clearance *clearance)
{
	size_t n = LIST_N(meeting->clearances);
	const struct person_set ***sets = &b->covered[meeting->index], **set;

	if (!*sets)
		*sets = arena_array(b->arena, n, sizeof(**sets));
	set = &(*sets)[clearance - meeting->clearances->v];
	if (*set || b->n_covered > COVERED_MAX ||
	    !borders_spend(b, covered_steps(b, meeting, clearance->covers)))
		return *set;
	*set = itinerary_covered(b->it, b->arena, meeting, clearance->covers);
	b->n_covered += (*set)->n;
	return *set;
}

bool clearance_fits(const struct clearance *clearance, const struct passage *p)
{
	const struct item *item = p->item;
	const struct place *at = clearance->place;
	const char *by = clearance->by.code;
	bool enters = !*by || !strcmp(by, p->entered);
	bool leaves = !*by || !strcmp(by, p->left);

	switch (clearance->kind) {
	case CLEARANCE_BORDER: return enters && p->crossing && (!at || at == p->crossing);
	case CLEARANCE_ENTRY:
		return enters &&
		       (!at || at == p->crossing || at == item->to || at == place_city(item->to));
	case CLEARANCE_VEHICLE:
		/* of certain vehicles it is no matter who is in them */
		return enters && p->crossing && !clearance->vehicles && clearance->covers;
	case CLEARANCE_FLIGHT:
		return (enters || leaves) && item->kind == ITEM_FLIGHT && item->charter == YES;
	default: return false;
	}
}

bool clearance_is_valid(const struct clearance *clearance, civil_day first, civil_day last)
{
	return clearance->valid.first == CIVIL_NONE ||
	       (clearance->valid.first <= last && clearance->valid.last >= first);
}

static bool covers_one_of(struct borders *b, const struct person_set *set, const struct passage *p)
{
	for (const struct nationals *g = p->people; g; g = g->next) {
		if (!borders_spend(b, g->n))
			return false;
		for (size_t i = 0; i < g->n; i++)
			if (person_set_has(set, g->v[i]))
				return true;
	}
	return false;
}

static const struct vehicle *shared_vehicle(const struct vehicle_refs *a,
					    const struct vehicle_refs *b)
{
	for (size_t i = 0; i < LIST_N(a); i++)
		for (size_t j = 0; j < LIST_N(b); j++)
			if (a->v[i] == b->v[j])
				return a->v[i];
	return NULL;
}

const struct vehicle *clearance_vehicle(struct borders *b, const struct clearance *clearance,
					const struct item *item)
{
	const char *by = clearance->by.code;
	bool there = (item->from && !strcmp(item->from->country.code, by)) ||
		     (item->to && !strcmp(item->to->country.code, by));

	if (clearance->kind != CLEARANCE_VEHICLE || !*by || !there ||
	    item->status == STATUS_CANCELLED || item->day == CIVIL_NONE ||
	    !borders_spend(b, LIST_N(item->vehicles) * LIST_N(clearance->vehicles)))
		return NULL;
	return shared_vehicle(item->vehicles, clearance->vehicles);
}

static struct clearance_use first_of_vehicles(struct borders *b, const struct meeting *meeting,
					      const struct clearance *clearance)
{
	struct clearance_use use = { CIVIL_NONE, NULL };

	if (!borders_spend(b, LIST_N(meeting->items)))
		return use;
	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		const struct item *item = &meeting->items->v[i];

		if ((!use.item || item->day < use.day) &&
		    clearance_vehicle(b, clearance, item))
			use = (struct clearance_use){ item->day, item };
	}
	return use;
}

/* of security and the press nobody is asked for at the border */
static bool may_use(const struct meeting *meeting, const struct clearance *clearance,
		    const struct passage *p)
{
	if (clearance->kind == CLEARANCE_SECURITY || clearance->kind == CLEARANCE_PRESS)
		return !strcmp(clearance_country(meeting, clearance), p->entered);
	return clearance_fits(clearance, p);
}

static struct clearance_use first_of_people(struct borders *b, const struct meeting *meeting,
					    const struct clearance *clearance)
{
	struct clearance_use use = { CIVIL_NONE, NULL };
	const struct person_set *set = clearance_covered(b, meeting, clearance);

	if (!set)
		return use;
	EACH_PASSAGE (p, b, meeting) {
		if (!borders_spend(b, 1))
			break;
		if ((!use.item || p->day < use.day) && may_use(meeting, clearance, p) &&
		    covers_one_of(b, set, p))
			use = (struct clearance_use){ p->day, p->item };
	}
	return use;
}

struct clearance_use clearance_first_use(struct borders *b, const struct meeting *meeting,
					 const struct clearance *clearance)
{
	bool vehicles = clearance->kind == CLEARANCE_VEHICLE && clearance->vehicles;
	struct clearance_use use = vehicles ? first_of_vehicles(b, meeting, clearance)
					    : first_of_people(b, meeting, clearance);

	if (!use.item && use.day == CIVIL_NONE)
		use.day = meeting->dates.first;
	return use;
}

struct duration clearance_lead(const struct plan *plan, const struct clearance *clearance)
{
	return clearance->lead.unit != DURATION_NONE ? clearance->lead : plan->rules.clearance_lead;
}

civil_day clearance_last_day(struct calendar *calendar, const struct plan *plan,
			     const struct meeting *meeting, const struct clearance *clearance,
			     const struct clearance_use *use)
{
	civil_day first = clearance->valid.first != CIVIL_NONE ? clearance->valid.first : use->day;

	if (clearance->deadline != CIVIL_NONE)
		return clearance->deadline;
	if (first == CIVIL_NONE)
		return CIVIL_NONE;
	return calendar_back(calendar, clearance_country(meeting, clearance), first,
			     clearance_lead(plan, clearance));
}
