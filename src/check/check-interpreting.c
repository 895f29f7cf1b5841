/*
 * PB403 and PB411: whether people understand each other, and for how long
 * interpreters work.
 *
 * Languages are compared by the first part of their tags.  Each is a bit
 * of a mask: somebody who speaks one beyond the sixty-fourth of a plan is
 * taken to understand everybody.
 */
#include "check/people.h"

#include <string.h>

#include "base/ascii.h"
#include "base/vec.h"

#include "base/banned.h"

#define LANGUAGES_MAX 64
#define ALL_LANGUAGES UINT64_MAX
/* of more different sets of languages in one item the first are compared */
#define GROUPS_MAX 64
#define PAIRS_MAX 64

/* how long one interpreter works, and what a break is, in seconds */
#define ALONE_MAX ((instant)2 * 60 * 60)
#define BREAK_MIN ((instant)15 * 60)

struct pair {
	const struct person *a, *b;
};

/* who of a set of people cannot talk to whom */
struct silence {
	size_t n;
	struct pair v[];
};

struct talk {
	struct check_run *run;
	uint64_t *masks;     /* by person: languages spoken; 0: not known */
	bool *unknown;	     /* by person: takes part, and it is not known */
	uint32_t *bridges;   /* by person: the stamp of the set they interpret in */
	uint32_t stamp;
	struct hash sets;    /* struct silence of each set of people */
	struct hash told;    /* pairs of people that the meeting's findings name */
	const struct meeting *meeting;
};

/* the bit of a language; 0 if there are too many */
static uint64_t language_bit(struct hash *known, struct arena *arena, const char *tag)
{
	char lower[9];
	size_t len = 0;
	void **slot;

	for (; tag[len] && tag[len] != '-' && len < sizeof(lower) - 1; len++)
		lower[len] = ascii_tolower(tag[len]);
	slot = hash_slot(known, arena_strndup(arena, lower, len), len);
	if (!*slot)
		*slot = (void *)(uintptr_t)known->n;
	if ((uintptr_t)*slot > LANGUAGES_MAX)
		return 0;
	return UINT64_C(1) << ((uintptr_t)*slot - 1);
}

/* false if the plan does not say of anybody what they speak */
static bool read_languages(struct talk *t)
{
	const struct people *people = t->run->plan->people;
	struct hash known = HASH_INIT;

	for (size_t i = 0; i < LIST_N(people); i++) {
		const struct person *person = &people->v[i];

		if (!person->speaks)
			continue;
		if (!t->masks)
			t->masks = xcalloc(people->n, sizeof(*t->masks));
		if (check_is_blamed(t->run, person, NULL))
			t->masks[i] = ALL_LANGUAGES;
		for (size_t j = 0; j < person->speaks->n; j++) {
			uint64_t bit = language_bit(&known, t->run->arena, person->speaks->v[j]);

			t->masks[i] |= bit ? bit : ALL_LANGUAGES;
		}
	}
	hash_release(&known);
	return t->masks != NULL;
}

/* does somebody take part in what is said, and not only see to it? */
static bool takes_the_floor(const struct person *person)
{
	switch (person->role) {
	case ROLE_NONE:
	case ROLE_DELEGATE:
	case ROLE_OFFICIAL:
	case ROLE_FACILITATOR:
	case ROLE_PRESS:
		return true;
	default:
		return false;
	}
}

/* different sets of languages, the first person of each, and what interpreters join */
struct groups_of_set {
	uint64_t masks[GROUPS_MAX], joined[LANGUAGES_MAX];
	const struct person *first[GROUPS_MAX];
	size_t n, n_joined;
};

static void add_group(struct groups_of_set *g, uint64_t mask, const struct person *person)
{
	for (size_t i = 0; i < g->n; i++)
		if (g->masks[i] == mask)
			return;
	if (g->n == GROUPS_MAX)
		return;
	g->masks[g->n] = mask;
	g->first[g->n++] = person;
}

/* what one interpreter speaks, with all that others join to it */
static void add_bridge(struct groups_of_set *g, uint64_t mask)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_joined; i++) {
		if (g->joined[i] & mask)
			mask |= g->joined[i];
		else
			g->joined[n++] = g->joined[i];
	}
	g->joined[n++] = mask;
	g->n_joined = n;
}

static uint64_t reach(const struct groups_of_set *g, uint64_t mask)
{
	uint64_t all = mask;

	for (size_t i = 0; i < g->n_joined; i++)
		if (g->joined[i] & mask)
			all |= g->joined[i];
	return all;
}

static void group_people(struct talk *t, struct groups_of_set *g, const struct person_set *set)
{
	for (size_t i = 0; i < set->n; i++) {
		const struct person *person = set->v[i];
		uint64_t mask = t->masks[person->index];
		bool bridge = person->role == ROLE_INTERPRETER ||
			      t->bridges[person->index] == t->stamp;

		if (!bridge && !takes_the_floor(person))
			continue;
		if (!mask)
			t->unknown[person->index] = true;
		/* an interpreter is there for the languages that are needed */
		if (bridge)
			add_bridge(g, mask ? mask : ALL_LANGUAGES);
		else if (mask)
			add_group(g, mask, person);
	}
}

/* of an item's people, once for each set of them */
static struct silence *find_silence(struct talk *t, const struct item *item,
				    const struct person_set *set)
{
	struct silence *silence = pair_get(&t->sets, set, NULL);
	struct groups_of_set g;
	struct pair pairs[PAIRS_MAX];
	size_t n = 0;

	if (silence)
		return silence;
	g.n = g.n_joined = 0;
	t->stamp++;
	for (size_t i = 0; i < LIST_N(item->interpreters); i++)
		t->bridges[item->interpreters->v[i]->index] = t->stamp;
	group_people(t, &g, set);
	for (size_t i = 0; i < g.n; i++)
		for (size_t j = i + 1; j < g.n && n < PAIRS_MAX; j++)
			if (!(reach(&g, g.masks[i]) & g.masks[j]))
				pairs[n++] = (struct pair){ g.first[i], g.first[j] };
	silence = arena_alloc(t->run->arena, sizeof(*silence) + n * sizeof(pairs[0]));
	silence->n = n;
	memcpy(silence->v, pairs, n * sizeof(pairs[0]));
	pair_put(t->run, &t->sets, set, NULL, silence);
	return silence;
}

static void report_silence(struct check_run *run, const struct item *item, const struct pair *pair)
{
	const struct person *both[] = { pair->a, pair->b };
	struct diag *diag;

	diag = diag_add(run->diags, PB403, item_span(item),
			N_("\"%1$s\" and \"%2$s\" have no language in common in \"%3$s\", and no "
			   "interpreter speaks one of each"),
			check_name(run, pair->a->name), check_name(run, pair->b->name),
			item_name(item, run->lang));
	for (size_t i = 0; i < ARRAY_SIZE(both); i++)
		diag_add_related(run->diags, diag, node_span_of(both[i]->at, "speaks"),
				 i ? N_("what the other speaks stands here")
				   : N_("what the one speaks stands here"));
	check_set_people(run, diag, both, ARRAY_SIZE(both));
	check_blame(run, diag, item, NULL);
}

/* one finding for each item, unless it is of people whom an earlier one names */
static void check_talk(struct talk *t, const struct item *item)
{
	struct silence *silence = find_silence(t, item, itinerary_all(t->run->it, item));
	const struct pair *fresh = NULL;

	if (!silence->n || check_is_blamed(t->run, item, NULL) ||
	    check_is_blamed(t->run, item->meeting, NULL))
		return;
	if (t->meeting != item->meeting) {
		t->meeting = item->meeting;
		hash_release(&t->told);
	}
	for (size_t i = 0; i < silence->n; i++) {
		struct pair *pair = &silence->v[i];

		if (pair_get(&t->told, pair->a, pair->b))
			continue;
		pair_put(t->run, &t->told, pair->a, pair->b, pair);
		fresh = fresh ? fresh : pair;
	}
	/* in whatever item these people meet again, all is said */
	silence->n = 0;
	if (fresh)
		report_silence(t->run, item, fresh);
}

/* once for the whole plan, and only if it says of others what they speak */
static void report_unknown(struct talk *t)
{
	const struct people *people = t->run->plan->people;
	VEC(const struct person *) list = { 0 };
	struct diag *diag;

	for (size_t i = 0; i < LIST_N(people); i++)
		if (t->unknown[i] && !check_is_blamed(t->run, &people->v[i], NULL))
			VEC_PUSH(&list, &people->v[i]);
	if (list.n) {
		diag = diag_add(t->run->diags, PB403, key_span_of(list.v[0]->at),
				N_("%s: no \"speaks\" is given, so it is not known whether a language is "
				   "shared with the others"),
				check_people(t->run, list.v, list.n));
		diag->severity = SEVERITY_NOTE;
		check_set_people(t->run, diag, list.v, list.n);
	}
	VEC_RELEASE(&list);
}

static bool is_talk(const struct item *item)
{
	return (item->kind == ITEM_SESSION || item->kind == ITEM_APPOINTMENT ||
		item->kind == ITEM_BRIEFING) &&
	       item_is_ahead(item) && meeting_goes_out(item->meeting);
}

void check_common_language(struct check_run *run)
{
	size_t n = LIST_N(run->plan->people);
	struct talk t = { .run = run };

	if (!read_languages(&t))
		return;
	t.unknown = xcalloc(n, sizeof(*t.unknown));
	t.bridges = xcalloc(n, sizeof(*t.bridges));
	EACH_ITEM (item, run->plan)
		if (is_talk(item))
			check_talk(&t, item);
	report_unknown(&t);
	hash_release(&t.sets);
	hash_release(&t.told);
	free(t.masks);
	free(t.unknown);
	free(t.bridges);
}

/* an interpreter's work in one item */
struct work {
	const struct person *person;
	const struct item *item;
	bool alone;
};

static int compare_work(const void *a, const void *b)
{
	const struct work *x = a, *y = b;

	if (x->person != y->person)
		return x->person->index < y->person->index ? -1 : 1;
	if (x->item->start != y->item->start)
		return x->item->start < y->item->start ? -1 : 1;
	return span_compare(node_span(x->item->at), node_span(y->item->at));
}

static bool is_alone(const struct item *item)
{
	for (size_t i = 1; i < item->interpreters->n; i++)
		if (item->interpreters->v[i] != item->interpreters->v[0])
			return false;
	return true;
}

/* work without a break, from one item to another */
struct stretch {
	const struct person *person;
	const struct item *first, *last;
	instant end;
};

static void report_alone(struct check_run *run, const struct stretch *s)
{
	const char *name = check_people(run, &s->person, 1);
	const char *span = check_minutes(run, (s->end - s->first->start) / 60);
	struct diag *diag;

	if (s->first == s->last) {
		diag = diag_add(run->diags, PB411, item_span(s->first),
				N_("%1$s: interprets alone for %2$s in \"%3$s\"; a colleague is needed, or a "
				   "break"),
				name, span, item_name(s->first, run->lang));
	} else {
		diag = diag_add(run->diags, PB411, item_span(s->first),
				N_("%1$s: interprets alone for %2$s without a break, from \"%3$s\" to "
				   "\"%4$s\"; a colleague is needed, or a break of 15 minutes"),
				name, span, item_name(s->first, run->lang),
				item_name(s->last, run->lang));
		diag_add_related(run->diags, diag, item_span(s->last),
				 N_("the last of these items is here"));
	}
	check_set_people(run, diag, &s->person, 1);
}

static void end_stretch(struct check_run *run, struct stretch *s)
{
	if (s->first && s->end - s->first->start > ALONE_MAX &&
	    !check_is_blamed(run, s->first, NULL) && !check_is_blamed(run, s->last, NULL))
		report_alone(run, s);
	s->first = NULL;
}

static void check_work(struct check_run *run, const struct work *v, size_t n)
{
	struct stretch s = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct item *item = v[i].item;

		if (s.first && (v[i].person != s.person || !v[i].alone ||
				item->start >= s.end + BREAK_MIN))
			end_stretch(run, &s);
		if (!v[i].alone)
			continue;
		if (!s.first)
			s = (struct stretch){ v[i].person, item, item, item->end };
		s.last = item;
		if (item->end > s.end)
			s.end = item->end;
	}
	end_stretch(run, &s);
}

void check_interpreter_alone(struct check_run *run)
{
	VEC(struct work) list = { 0 };
	bool alone;

	EACH_ITEM (item, run->plan) {
		if (!item->interpreters || !item_takes_time(item) || !item_stands(item) || !meeting_goes_out(item->meeting))
			continue;
		alone = is_alone(item);
		for (size_t i = 0; i < item->interpreters->n; i++) {
			struct work work = { item->interpreters->v[i], item, alone };

			VEC_PUSH(&list, work);
		}
	}
	if (list.n)
		qsort(list.v, list.n, sizeof(*list.v), compare_work);
	check_work(run, list.v, list.n);
	VEC_RELEASE(&list);
}
