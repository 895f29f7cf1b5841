#include "itinerary/itinerary.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "itinerary/membership.h"
#include "itinerary/timeline.h"

#include "base/banned.h"

/* groups within groups are followed this far */
#define GROUP_DEPTH 64

struct item_people {
	const struct person_set *who, *all;
};

/* a set in the making, and what is known of each person meanwhile */
struct builder {
	const struct plan *plan;
	struct arena *arena;
	size_t n_people;
	uint32_t *stamps; /* by person: the stamp of the set it was last put in */
	uint32_t *group_stamps; /* by group of the meeting: the set it was last put in */
	uint32_t stamp;
	VEC(uint32_t) chosen;
	VEC(uint32_t) except;
	struct hash sets; /* by what they are made of */
	VEC(const struct person_set *) distinct;
	struct strbuf key;
	size_t budget; /* entries that may still be made */
	size_t steps;  /* members and words that may still be looked at */
	bool exhausted;
};

/* what a word of `who` means in a meeting, at a time */
struct meaning {
	const struct meeting *meeting;
	instant at;
	bool staff;  /* a side's staff is meant too */
	bool always; /* whether present or not */
};

/* false if more is looked at than a plan of this size accounts for */
static bool spend(struct builder *b, size_t steps)
{
	b->exhausted = b->exhausted || steps > b->steps;
	b->steps -= b->exhausted ? 0 : steps;
	return !b->exhausted;
}

static void choose(struct builder *b, const struct person *person)
{
	if (!person || b->stamps[person->index] == b->stamp)
		return;
	b->stamps[person->index] = b->stamp;
	VEC_PUSH(&b->chosen, (uint32_t)person->index);
}

static void choose_members(struct builder *b, const struct meaning *m,
			   const struct members *members)
{
	if (!spend(b, LIST_N(members)))
		return;
	for (size_t i = 0; i < LIST_N(members); i++)
		if (m->always || member_is_present(m->meeting, &members->v[i], m->at))
			choose(b, members->v[i].person);
}

static void choose_who(struct builder *b, const struct meaning *m, const struct who *who,
		       int depth);

static void choose_side(struct builder *b, const struct meaning *m, const struct side *side,
			bool members, bool staff)
{
	const struct delegation *d = meeting_delegation(m->meeting, side);

	if (d && members)
		choose_members(b, m, d->members);
	if (d && staff)
		choose_members(b, m, d->staff);
}

/* every list of a meeting's: members and staff of each delegation, then others */
static size_t count_lists(const struct meeting *meeting)
{
	return 2 * LIST_N(meeting->delegations) + 1;
}

static const struct members *list_of(const struct meeting *meeting, size_t i)
{
	if (i == 2 * LIST_N(meeting->delegations))
		return meeting->others;
	return i % 2 ? meeting->delegations->v[i / 2].staff : meeting->delegations->v[i / 2].members;
}

static size_t count_members(const struct meeting *meeting)
{
	size_t n = 0;

	for (size_t i = 0; i < count_lists(meeting); i++)
		n += LIST_N(list_of(meeting, i));
	return n;
}

/* in a group a member is not named, and comes and goes as the list says */
static void choose_grouped(struct builder *b, const struct meaning *m, const struct person *person)
{
	const struct member *member = NULL;

	if (!m->always && !spend(b, count_members(m->meeting)))
		return;
	for (size_t i = 0; !m->always && i < count_lists(m->meeting) && !member; i++)
		member = members_find(list_of(m->meeting, i), person);
	if (!member || member_is_present(m->meeting, member, m->at))
		choose(b, person);
}

/* once for each set: groups may be in each other, and in themselves */
static void choose_group(struct builder *b, const struct meaning *m, const struct group *group,
			 int depth)
{
	uint32_t *stamp = &b->group_stamps[group - m->meeting->groups->v];

	if (*stamp == b->stamp || depth >= GROUP_DEPTH)
		return;
	*stamp = b->stamp;
	choose_who(b, m, group->members, depth + 1);
}

static void choose_term(struct builder *b, const struct meaning *m, const struct who_term *term,
			int depth)
{
	switch (term->kind) {
	case WHO_PERSON:
		if (depth)
			choose_grouped(b, m, term->person);
		else
			choose(b, term->person);
		break;
	case WHO_SIDE:
		choose_side(b, m, term->side, true, m->staff);
		break;
	case WHO_STAFF:
		choose_side(b, m, term->side, false, true);
		break;
	case WHO_GROUP:
		choose_group(b, m, term->group, depth);
		break;
	default:
		break;
	}
}

static void choose_who(struct builder *b, const struct meaning *m, const struct who *who, int depth)
{
	if (!spend(b, LIST_N(who)))
		return;
	for (size_t i = 0; i < LIST_N(who); i++)
		choose_term(b, m, &who->v[i], depth);
}

/* members and others, and in legs, stays and meals staff */
static void choose_default(struct builder *b, const struct meaning *m)
{
	for (size_t i = 0; i < LIST_N(m->meeting->delegations); i++) {
		const struct delegation *d = &m->meeting->delegations->v[i];

		choose_members(b, m, d->members);
		if (m->staff)
			choose_members(b, m, d->staff);
	}
	choose_members(b, m, m->meeting->others);
}

static void begin_set(struct builder *b)
{
	b->stamp++;
	b->chosen.n = 0;
}

static int compare_indexes(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* most are chosen in the order in which the plan names people */
static void sort_chosen(struct builder *b)
{
	for (size_t i = 1; i < b->chosen.n; i++)
		if (b->chosen.v[i - 1] > b->chosen.v[i]) {
			qsort(b->chosen.v, b->chosen.n, sizeof(*b->chosen.v), compare_indexes);
			return;
		}
}

static const struct person_set *end_set(struct builder *b)
{
	struct person_set *set;

	if (b->chosen.n > b->budget) {
		b->exhausted = true;
		b->chosen.n = 0;
	}
	b->budget -= b->chosen.n;
	sort_chosen(b);
	set = arena_alloc(b->arena, sizeof(*set) + b->chosen.n * sizeof(set->v[0]));
	set->n = b->chosen.n;
	for (size_t i = 0; i < set->n; i++)
		set->v[i] = &b->plan->people->v[b->chosen.v[i]];
	return set;
}

/* takes away those that another list of words names */
static void take_away(struct builder *b, const struct meaning *m, const struct who *except)
{
	const struct meaning all = { m->meeting, m->at, true, true };
	uint32_t first = b->stamp;
	size_t n = 0;

	b->except.n = 0;
	for (size_t i = 0; i < b->chosen.n; i++)
		VEC_PUSH(&b->except, b->chosen.v[i]);
	begin_set(b);
	choose_who(b, &all, except, 0);
	b->chosen.n = 0;
	for (size_t i = 0; i < b->except.n; i++)
		if (b->stamps[b->except.v[i]] == first)
			b->except.v[n++] = b->except.v[i];
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(&b->chosen, b->except.v[i]);
}

static void key_bytes(struct builder *b, const void *p, size_t len)
{
	strbuf_add(&b->key, p, len);
}

static void key_who(struct builder *b, const struct who *who)
{
	size_t n = LIST_N(who);

	/* an empty list is nobody, an absent one the default */
	n = who ? n + 1 : 0;
	key_bytes(b, &n, sizeof(n));
	for (size_t i = 0; i < LIST_N(who); i++) {
		key_bytes(b, &who->v[i].kind, sizeof(who->v[i].kind));
		key_bytes(b, &who->v[i].person, sizeof(who->v[i].person));
	}
}

/* how many members have come or gone before an instant: equal numbers, equal people */
static size_t count_changes(const struct meeting *meeting, const struct members *members,
			    instant at)
{
	size_t n = 0;

	for (size_t i = 0; i < LIST_N(members); i++) {
		const struct member *m = &members->v[i];

		n += m->from.day != CIVIL_NONE && at >= member_moment(meeting, m->from, false);
		n += m->until.day != CIVIL_NONE && at >= member_moment(meeting, m->until, true);
	}
	return n;
}

/* the same for all of a meeting; changes is false if nobody comes late or leaves early */
static size_t changes_before(struct builder *b, const struct meeting *meeting, bool changes,
			     instant at)
{
	size_t n = 0;

	if (!changes || !spend(b, count_members(meeting) * 16)) /* instants take long */
		return 0;
	for (size_t i = 0; i < count_lists(meeting); i++)
		n += count_changes(meeting, list_of(meeting, i), at);
	return n;
}

static bool meeting_changes(const struct meeting *meeting)
{
	for (size_t i = 0; i < count_lists(meeting); i++) {
		const struct members *list = list_of(meeting, i);

		for (size_t j = 0; j < LIST_N(list); j++)
			if (list->v[j].from.day != CIVIL_NONE || list->v[j].until.day != CIVIL_NONE)
				return true;
	}
	return false;
}

/* the set made of the key in b->key, if there is one; else where it goes */
static const struct person_set **set_slot(struct builder *b)
{
	const struct person_set **slot = hash_get(&b->sets, b->key.text, b->key.len);
	void **entry;

	if (slot)
		return slot;
	slot = arena_new(b->arena, const struct person_set *);
	entry = hash_slot(&b->sets, arena_strndup(b->arena, b->key.text, b->key.len), b->key.len);
	*entry = (void *)(uintptr_t)slot;
	return slot;
}

static const struct person_set *who_set(struct builder *b, const struct item *item, bool changes)
{
	const struct kind_info *kind = kind_info((enum item_kind)item->kind);
	struct meaning m = { item->meeting, item_attended_at(item), (kind->traits & KIND_STAFF) != 0, false };
	size_t before = changes_before(b, item->meeting, changes, m.at);
	const struct person_set **slot;

	strbuf_reset(&b->key);
	key_bytes(b, &item->meeting, sizeof(item->meeting));
	key_bytes(b, &m.staff, sizeof(m.staff));
	key_bytes(b, &before, sizeof(before));
	key_who(b, item->who);
	key_who(b, item->except);
	slot = set_slot(b);
	if (*slot)
		return *slot;
	begin_set(b);
	if (item->who)
		choose_who(b, &m, item->who, 0);
	else
		choose_default(b, &m);
	if (item->except)
		take_away(b, &m, item->except);
	*slot = end_set(b);
	VEC_PUSH(&b->distinct, *slot);
	return *slot;
}

static void key_refs(struct builder *b, const struct person_refs *refs)
{
	size_t n = LIST_N(refs);

	key_bytes(b, &n, sizeof(n));
	if (n)
		key_bytes(b, refs->v, n * sizeof(refs->v[0]));
}

static void choose_refs(struct builder *b, const struct person_refs *refs)
{
	for (size_t i = 0; i < LIST_N(refs); i++)
		choose(b, refs->v[i]);
}

static const struct person_set *all_set(struct builder *b, const struct item *item,
					const struct person_set *who)
{
	const struct person_set **slot;

	if (!item->with && !item->chair && !item->interpreters)
		return who;
	strbuf_reset(&b->key);
	key_bytes(b, &who, sizeof(who));
	key_refs(b, item->with);
	key_refs(b, item->chair);
	key_refs(b, item->interpreters);
	slot = set_slot(b);
	if (*slot)
		return *slot;
	begin_set(b);
	for (size_t i = 0; i < who->n; i++)
		choose(b, who->v[i]);
	choose_refs(b, item->with);
	choose_refs(b, item->chair);
	choose_refs(b, item->interpreters);
	*slot = end_set(b);
	VEC_PUSH(&b->distinct, *slot);
	return *slot;
}

static void resolve_meeting_people(struct builder *b, struct itinerary *it,
				   const struct meeting *meeting)
{
	bool changes = meeting_changes(meeting);
	struct item_people *people =
		arena_array(b->arena, LIST_N(meeting->items), sizeof(*people));

	it->items[meeting->index] = people;
	free(b->group_stamps);
	b->group_stamps = xcalloc(LIST_N(meeting->groups), sizeof(*b->group_stamps));
	for (size_t i = 0; i < LIST_N(meeting->items) && !b->exhausted; i++) {
		people[i].who = who_set(b, &meeting->items->v[i], changes);
		people[i].all = all_set(b, &meeting->items->v[i], people[i].who);
	}
}

/* of a plan with more participations than its size can account for */
static void forget_people(struct itinerary *it, const struct plan *plan, struct diags *diags)
{
	diag_add(diags, PB102, plan->at ? (struct span){ .file = plan->at->file } : SPAN_NONE,
		 N_("more people take part in more items than can be checked; split the plan"));
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		memset(it->items[i], 0,
		       LIST_N(plan->meetings->v[i].items) * sizeof(*it->items[i]));
	it->timelines = NULL;
	it->n_timelines = 0;
}

static size_t plan_bytes(const struct diags *diags)
{
	size_t n = 0;

	for (size_t i = 0; i < diags->sources->list.n; i++)
		n += diags->sources->list.v[i]->len;
	return n;
}

void itinerary_init(struct itinerary *it, const struct plan *plan, struct arena *arena,
		    struct diags *diags)
{
	struct builder b = { .plan = plan,
			     .arena = arena,
			     .n_people = LIST_N(plan->people),
			     .key = STRBUF_INIT,
			     .budget = 500000 + plan_bytes(diags) / 4,
			     .steps = 50000000 + plan_bytes(diags) * 16 };
	struct timelines t;

	*it = (struct itinerary){ .plan = plan };
	b.stamps = xcalloc(b.n_people, sizeof(*b.stamps));
	it->items = arena_array(arena, LIST_N(plan->meetings), sizeof(*it->items));
	it->people = arena_array(arena, b.n_people, sizeof(*it->people));
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		resolve_meeting_people(&b, it, &plan->meetings->v[i]);
	t = (struct timelines){ .it = it, .arena = arena, .budget = b.budget };
	if (!b.exhausted)
		timelines_make(&t, b.distinct.v, b.distinct.n);
	if (b.exhausted || t.exhausted)
		forget_people(it, plan, diags);
	free(b.stamps);
	free(b.group_stamps);
	VEC_RELEASE(&b.chosen);
	VEC_RELEASE(&b.except);
	VEC_RELEASE(&b.distinct);
	hash_release(&b.sets);
	strbuf_release(&b.key);
}

static const struct person_set nobody;

static const struct item_people *people_of(const struct itinerary *it, const struct item *item)
{
	return &it->items[item->meeting->index][item - item->meeting->items->v];
}

const struct person_set *itinerary_who(const struct itinerary *it, const struct item *item)
{
	const struct person_set *set = people_of(it, item)->who;

	return set ? set : &nobody;
}

const struct person_set *itinerary_all(const struct itinerary *it, const struct item *item)
{
	const struct person_set *set = people_of(it, item)->all;

	return set ? set : &nobody;
}

bool person_set_has(const struct person_set *set, const struct person *person)
{
	size_t low = 0, high = set->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (set->v[middle]->index < person->index)
			low = middle + 1;
		else
			high = middle;
	}
	return low < set->n && set->v[low] == person;
}

const struct person_set *itinerary_covered(const struct itinerary *it, struct arena *arena,
					   const struct meeting *meeting, const struct who *who)
{
	struct builder b = { .plan = it->plan,
			     .arena = arena,
			     .n_people = LIST_N(it->plan->people),
			     .key = STRBUF_INIT,
			     .budget = SIZE_MAX,
			     .steps = SIZE_MAX };
	struct meaning m = { meeting, 0, true, true };
	const struct person_set *set;

	/* whoever comes late or leaves early is covered all the same */
	b.stamps = xcalloc(b.n_people, sizeof(*b.stamps));
	b.group_stamps = xcalloc(LIST_N(meeting->groups), sizeof(*b.group_stamps));
	begin_set(&b);
	if (who)
		choose_who(&b, &m, who, 0);
	else
		choose_default(&b, &m);
	set = end_set(&b);
	free(b.stamps);
	free(b.group_stamps);
	VEC_RELEASE(&b.chosen);
	return set;
}

bool itinerary_has_side(const struct itinerary *it, const struct item *item,
			const struct delegation *delegation, bool staff)
{
	const struct person_set *set = itinerary_all(it, item);

	for (int which = 0; which <= staff; which++) {
		const struct members *list = which ? delegation->staff : delegation->members;

		for (size_t i = 0; i < LIST_N(list); i++)
			if (list->v[i].person && person_set_has(set, list->v[i].person))
				return true;
	}
	return false;
}

const struct timeline *itinerary_timeline(const struct itinerary *it, const struct person *person)
{
	static const struct timeline none = { .people = &nobody };
	const struct timeline *timeline = it->timelines ? it->people[person->index] : NULL;

	return timeline ? timeline : &none;
}
