#include "render/brief.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "plan/fields.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* so many may be excepted from a delegation, if twice as many are left */
#define EXCEPT_MAX 2
/* from so many on, those of no delegation go together */
#define OTHERS_MIN 4

enum part { PART_NONE, PART_MEMBER, PART_STAFF, PART_OTHER };

/* what somebody is in the meeting, and the place in the order of protocol */
struct brief_rank {
	const struct meeting *meeting; /* else it is an older meeting's */
	const struct member *member;   /* NULL: a head who is in no list */
	uint32_t place;
	uint32_t delegation; /* in b->order */
	enum part part;
};

/* of one delegation */
struct brief_tally {
	size_t members, staff;	       /* who take part, and are there */
	size_t all_members, all_staff; /* who are there */
	bool named;		       /* said as a whole */
	bool staffed;		       /* its staff too */
	size_t missing;
};

/* while it is said who takes part in an item */
struct saying {
	struct brief *b;
	const struct describe *d;
	const struct item *item;
	instant at; /* by which it is judged who is there */
	const struct person_set *set;
	VEC(uint32_t) touched; /* delegations of which somebody is in the set, in their order */
	size_t others;
	bool others_named;
	VEC(const struct person *) names;
	struct strbuf out;
};

void brief_release(struct brief *b)
{
	if (!b)
		return;
	free(b->ranks);
	free(b->order);
	free(b->tallies);
	free(b->told);
	hash_release(&b->said);
	arena_release(&b->arena);
	*b = (struct brief){ 0 };
}

/* ------------------------------------------------------------- the meeting's people */

static void rank_one(struct brief *b, const struct person *person, const struct member *member,
		     struct brief_rank rank)
{
	if (!person || b->ranks[person->index].meeting == b->meeting)
		return;
	rank.meeting = b->meeting;
	rank.member = member;
	b->ranks[person->index] = rank;
}

static uint32_t rank_list(struct brief *b, const struct members *list, struct brief_rank rank)
{
	for (size_t i = 0; i < LIST_N(list); i++) {
		const struct member *m = &list->v[i];

		b->changes |= m->from.day != CIVIL_NONE || m->until.day != CIVIL_NONE;
		rank_one(b, m->person, m, rank);
		rank.place++;
	}
	return rank.place;
}

static void begin_meeting(struct brief *b, const struct describe *d, const struct meeting *meeting)
{
	struct brief_rank rank = { .place = 1 };

	if (b->meeting == meeting)
		return;
	if (!b->ranks) {
		b->ranks = xcalloc(LIST_N(d->it->plan->people) + 1, sizeof(*b->ranks));
		b->told = xcalloc(LIST_N(d->it->plan->people) + 1, sizeof(*b->told));
	}
	free(b->order);
	free(b->tallies);
	b->meeting = meeting;
	b->order = describe_order(meeting);
	b->tallies = xcalloc(LIST_N(meeting->delegations) + 1, sizeof(*b->tallies));
	b->changes = false;
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++) {
		rank.delegation = (uint32_t)i;
		rank.part = PART_MEMBER;
		rank.place = rank_list(b, b->order[i]->members, rank);
		rank_one(b, b->order[i]->head, NULL, rank);
		rank.part = PART_STAFF;
		rank.place = rank_list(b, b->order[i]->staff, rank);
	}
	rank.part = PART_OTHER;
	rank_list(b, meeting->others, rank);
}

static const struct brief_rank *rank_of(const struct brief *b, const struct person *person)
{
	static const struct brief_rank none = { .place = UINT32_MAX };
	const struct brief_rank *rank = &b->ranks[person->index];

	return rank->meeting == b->meeting ? rank : &none;
}

static int compare_places(const struct saying *s, const struct person *a, const struct person *b)
{
	uint32_t x = rank_of(s->b, a)->place, y = rank_of(s->b, b)->place;

	if (x != y)
		return x < y ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* --------------------------------------------------------------------- who is there */

static size_t count_present(const struct saying *s, const struct members *list)
{
	size_t n = 0;

	if (!s->b->changes)
		return LIST_N(list);
	for (size_t i = 0; i < LIST_N(list); i++)
		n += list->v[i].person && member_is_present(s->item->meeting, &list->v[i], s->at);
	return n;
}

static bool is_present(const struct saying *s, const struct brief_rank *rank)
{
	return !s->b->changes || !rank->member || member_is_present(s->item->meeting, rank->member, s->at);
}

/* is it one of those who make a delegation whole? */
static bool counts(const struct saying *s, const struct brief_rank *rank)
{
	return rank->member && is_present(s, rank) &&
	       (rank->part == PART_MEMBER ||
		(rank->part == PART_STAFF && FIELD_REACHES(delegation, staff, s->d->reader)));
}

static int compare_numbers(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void count_people(struct saying *s)
{
	for (size_t i = 0; i < s->set->n; i++) {
		const struct brief_rank *rank = rank_of(s->b, s->set->v[i]);
		struct brief_tally *t = &s->b->tallies[rank->delegation];

		if (rank->part == PART_OTHER)
			s->others += is_present(s, rank);
		if (!counts(s, rank))
			continue;
		if (!t->members && !t->staff)
			VEC_PUSH(&s->touched, rank->delegation);
		t->members += rank->part == PART_MEMBER;
		t->staff += rank->part == PART_STAFF;
	}
	if (s->touched.n)
		qsort(s->touched.v, s->touched.n, sizeof(*s->touched.v), compare_numbers);
	for (size_t i = 0; i < s->touched.n; i++) {
		const struct delegation *delegation = s->b->order[s->touched.v[i]];
		struct brief_tally *t = &s->b->tallies[s->touched.v[i]];

		t->all_members = count_present(s, delegation->members);
		if (FIELD_REACHES(delegation, staff, s->d->reader))
			t->all_staff = count_present(s, delegation->staff);
	}
}

/* is the delegation said as a whole, and who is then missing in it? */
static void judge(const struct saying *s, size_t i)
{
	struct brief_tally *t = &s->b->tallies[i];
	size_t all, in;

	t->staffed = t->staff > 0 && t->staff * 2 > t->all_staff;
	all = t->all_members + (t->staffed ? t->all_staff : 0);
	in = t->members + (t->staffed ? t->staff : 0);
	t->missing = all > in ? all - in : 0;
	t->named = t->members > 0 && s->b->order[i]->side && s->b->order[i]->side->name &&
		   FIELD_REACHES(side, name, s->d->reader) &&
		   FIELD_REACHES(delegation, members, s->d->reader);
	if (t->missing && !FIELD_REACHES(item, except, s->d->reader))
		t->named = false;
	if (t->missing > EXCEPT_MAX || in < t->missing * 2 + 1)
		t->named = t->named && !t->missing;
}

/* ----------------------------------------------------------------------- what is said */

static void add_part(struct saying *s, const char *part)
{
	describe_add_name(&s->out, part);
}

/* are all delegations there, and alike in their staff? */
static bool all_are_named(const struct saying *s, bool *ret_staffed)
{
	const struct brief_tally *t = s->b->tallies;
	size_t n = s->touched.n;
	bool staffed = false;

	if (n < 2 || n < LIST_N(s->item->meeting->delegations))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (!t[i].named || t[i].missing)
			return false;
		staffed |= t[i].staffed;
	}
	for (size_t i = 0; i < n; i++)
		if (t[i].all_staff && t[i].staffed != staffed)
			return false;
	*ret_staffed = staffed;
	return true;
}

static void say_all(struct saying *s, bool staffed)
{
	const struct catalog *c = s->d->catalog;

	if (s->touched.n == 2)
		add_part(s, staffed ? catalog_get(c, N_("both delegations with staff"))
				    /* TRANSLATORS: who takes part in an item: all members of
				       the two delegations. */
				    : catalog_get(c, N_("both delegations")));
	else
		add_part(s, staffed ? catalog_get(c, N_("all delegations with staff"))
				    /* TRANSLATORS: who takes part in an item: all members of
				       three or more delegations. */
				    : catalog_get(c, N_("all delegations")));
}

static void add_missing(struct strbuf *names, const struct saying *s, const struct members *list)
{
	for (size_t i = 0; i < LIST_N(list); i++) {
		const struct person *p = list->v[i].person;

		if (p && !person_set_has(s->set, p) &&
		    (!s->b->changes || member_is_present(s->item->meeting, &list->v[i], s->at)))
			describe_add_name(names, describe_text(s->d, p->name));
	}
}

static void say_delegation(struct saying *s, size_t i)
{
	const struct catalog *c = s->d->catalog;
	const struct brief_tally *t = &s->b->tallies[i];
	const char *name = describe_text(s->d, s->b->order[i]->side->name);
	struct strbuf part = STRBUF_INIT, names = STRBUF_INIT;

	if (t->missing) {
		add_missing(&names, s, s->b->order[i]->members);
		if (t->staffed)
			add_missing(&names, s, s->b->order[i]->staff);
	}
	if (names.len && t->staffed)
		/* TRANSLATORS: a delegation and its staff, without somebody: names. */
		strbuf_addf(&part, catalog_get(c, N_("%1$s with staff (except: %2$s)")), name,
			    names.text);
	else if (names.len)
		/* TRANSLATORS: a delegation without somebody: names. */
		strbuf_addf(&part, catalog_get(c, N_("%1$s (except: %2$s)")), name, names.text);
	else if (t->staffed)
		/* TRANSLATORS: a delegation. */
		strbuf_addf(&part, catalog_get(c, N_("%s with staff")), name);
	else
		strbuf_addstr(&part, name);
	add_part(s, part.text);
	strbuf_release(&names);
	strbuf_release(&part);
}

/* a delegation of which one person is there is that person */
static bool is_one(const struct brief_tally *t)
{
	return t->all_members + (t->staffed ? t->all_staff : 0) == 1;
}

/* is all of a delegation's staff there, and none of its members? */
static bool is_staff_alone(const struct saying *s, size_t i)
{
	const struct brief_tally *t = &s->b->tallies[i];

	return !t->members && t->staff > 1 && t->staff == t->all_staff && s->b->order[i]->side &&
	       FIELD_REACHES(side, name, s->d->reader);
}

static void say_staff(struct saying *s, size_t i)
{
	struct strbuf part = STRBUF_INIT;

	/* TRANSLATORS: the staff of a delegation: drivers, assistants. */
	strbuf_addf(&part, catalog_get(s->d->catalog, N_("%s: staff")),
		    describe_text(s->d, s->b->order[i]->side->name));
	add_part(s, part.text);
	strbuf_release(&part);
}

static void say_delegations(struct saying *s)
{
	bool staffed;

	for (size_t i = 0; i < s->touched.n; i++)
		judge(s, s->touched.v[i]);
	if (all_are_named(s, &staffed)) {
		say_all(s, staffed);
		return;
	}
	for (size_t i = 0; i < s->touched.n; i++) {
		size_t which = s->touched.v[i];
		struct brief_tally *t = &s->b->tallies[which];

		t->named = t->named && !is_one(t);
		if (t->named)
			say_delegation(s, which);
		else if (is_staff_alone(s, which))
			say_staff(s, which);
		else
			t->staffed = false;
	}
}

struct placed {
	uint32_t place;
	const struct person *person;
};

static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->person->index > y->person->index) - (x->person->index < y->person->index);
}

void brief_sort(struct brief *b, const struct describe *d, const struct meeting *meeting,
		const struct person **people, size_t n)
{
	struct placed *placed = xcalloc(n + 1, sizeof(*placed));

	begin_meeting(b, d, meeting);
	for (size_t i = 0; i < n; i++)
		placed[i] = (struct placed){ rank_of(b, people[i])->place, people[i] };
	qsort(placed, n, sizeof(*placed), compare_placed);
	for (size_t i = 0; i < n; i++)
		people[i] = placed[i].person;
	free(placed);
}

bool brief_may_name(struct brief *b, const struct describe *d, const struct meeting *meeting,
		    const struct person *person)
{
	const struct brief_rank *rank;

	begin_meeting(b, d, meeting);
	rank = rank_of(b, person);
	if (!describe_may_name(d, rank->part == PART_MEMBER))
		return false;
	switch (rank->part) {
	case PART_MEMBER: return FIELD_REACHES(delegation, members, d->reader);
	case PART_STAFF: return FIELD_REACHES(delegation, staff, d->reader);
	default: return FIELD_REACHES(meeting, others, d->reader);
	}
}

/* of somebody in the set: has it been said already, or must it not be? */
static bool goes_unnamed(const struct saying *s, const struct person *person)
{
	const struct brief_rank *rank = rank_of(s->b, person);
	const struct brief_tally *t = &s->b->tallies[rank->delegation];

	if (s->b->told[person->index] == s->b->serial)
		return true;
	switch (rank->part) {
	case PART_MEMBER:
		if (t->named && counts(s, rank))
			return true;
		break;
	case PART_STAFF:
		if (t->staffed && counts(s, rank))
			return true;
		break;
	case PART_OTHER:
		if (s->others_named)
			return true;
		break;
	default: break;
	}
	return !brief_may_name(s->b, s->d, s->item->meeting, person);
}

/* keeps the first BRIEF_NAMES in their order; the set may be large */
static void keep_name(struct saying *s, const struct person *person, size_t *n)
{
	size_t k = s->names.n;

	++*n;
	if (k < BRIEF_NAMES)
		VEC_PUSH(&s->names, person);
	else if (compare_places(s, person, s->names.v[k - 1]) < 0)
		k--;
	else
		return;
	for (; k > 0 && compare_places(s, person, s->names.v[k - 1]) < 0; k--)
		s->names.v[k] = s->names.v[k - 1];
	s->names.v[k] = person;
}

static void say_names(struct saying *s)
{
	struct strbuf with_rest = STRBUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < s->set->n; i++)
		if (!goes_unnamed(s, s->set->v[i]))
			keep_name(s, s->set->v[i], &n);
	for (size_t i = 0; i < s->names.n; i++)
		add_part(s, describe_text(s->d, s->names.v[i]->name));
	if (s->others_named)
		/* TRANSLATORS: who takes part in an item, behind delegations and names: all
		   those of no delegation, such as interpreters and facilitators. */
		add_part(s, catalog_get(s->d->catalog, N_("the other participants")));
	if (n == s->names.n)
		return;
	/* TRANSLATORS: delegations and names with commas; the number of those not named. */
	strbuf_addf(&with_rest,
		    catalog_get_plural(s->d->catalog,
				       NP_("%1$s and %2$zu other", "%1$s and %2$zu others"),
				       (unsigned long)(n - s->names.n)),
		    s->out.text, n - s->names.n);
	strbuf_release(&s->out);
	s->out = with_rest;
}

/* names of groups, if there is nothing else in `who` but people */
static bool say_groups(struct saying *s)
{
	const struct who *who = s->item->who;
	bool any = false;

	if (s->item->except || LIST_N(who) > BRIEF_NAMES)
		return false;
	for (size_t i = 0; i < LIST_N(who); i++) {
		const struct who_term *term = &who->v[i];

		if (term->kind == WHO_GROUP && term->group->name &&
		    FIELD_REACHES(group, name, s->d->reader))
			any = true;
		else if (term->kind != WHO_PERSON)
			return false;
	}
	for (size_t i = 0; any && i < LIST_N(who); i++) {
		const struct who_term *term = &who->v[i];

		if (term->kind == WHO_GROUP)
			add_part(s, describe_text(s->d, term->group->name));
		else if (term->person && !goes_unnamed(s, term->person))
			add_part(s, describe_text(s->d, term->person->name));
	}
	return any;
}

static void mark_told(struct saying *s)
{
	const struct person_refs *told = s->item->interpreters;

	s->b->serial++;
	if (!FIELD_REACHES(item, interpreters, s->d->reader))
		return;
	for (size_t i = 0; i < LIST_N(told); i++)
		if (told->v[i])
			s->b->told[told->v[i]->index] = s->b->serial;
}

static void say(struct saying *s)
{
	mark_told(s);
	if (say_groups(s))
		return;
	count_people(s);
	s->others_named = FIELD_REACHES(meeting, others, s->d->reader) &&
			  s->d->reader != AUDIENCE_PUBLIC && s->others >= OTHERS_MIN &&
			  s->others == count_present(s, s->item->meeting->others);
	say_delegations(s);
	say_names(s);
}

const char *brief_people(struct brief *b, const struct describe *d, const struct item *item)
{
	const struct person_set *set = itinerary_who(d->it, item), *key = itinerary_all(d->it, item);
	struct saying s = { .b = b, .d = d, .item = item, .set = set, .out = STRBUF_INIT };
	const char *said;
	void *kept;

	if (!set->n || !FIELD_REACHES(item, who, d->reader))
		return "";
	said = hash_get(&b->said, (const char *)&key, sizeof(key));
	if (said)
		return said;
	begin_meeting(b, d, item->meeting);
	s.at = item_attended_at(item);
	say(&s);
	said = arena_strndup(&b->arena, s.out.text, s.out.len);
	kept = arena_alloc(&b->arena, sizeof(key));
	memcpy(kept, &key, sizeof(key));
	*hash_slot(&b->said, kept, sizeof(key)) = (void *)(uintptr_t)said;
	for (size_t i = 0; i < s.touched.n; i++)
		b->tallies[s.touched.v[i]] = (struct brief_tally){ 0 };
	VEC_RELEASE(&s.touched);
	VEC_RELEASE(&s.names);
	strbuf_release(&s.out);
	return said;
}
