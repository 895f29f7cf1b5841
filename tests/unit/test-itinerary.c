/*
 * Who takes part, against rules written a second time: random plans are
 * printed as YAML, read back, and asked; and timelines, which people
 * share, must be those that each would have alone.
 */
#include "itinerary/itinerary.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "plan/read.h"

#include "tap.h"

enum { PEOPLE = 8, ITEMS = 12, TERMS = 3, ROUNDS = 300 };

/* what a person is in the meeting */
enum part { PART_NONE, PART_MEMBER, PART_STAFF, PART_OTHER };

/* a word of `who` */
enum word {
	WORD_PERSON, /* and its number */
	WORD_AM = PEOPLE,
	WORD_AZ,
	WORD_AM_STAFF,
	WORD_AZ_STAFF,
	WORD_FIRST_GROUP,
	WORD_SECOND_GROUP, /* the first, and one person */
	WORD_COUNT
};

struct model_item {
	int kind; /* session, meal, transfer, cancelled session */
	int hour;
	int n_who, who[TERMS]; /* n_who -1: not given */
	int n_except, except[TERMS];
	int n_with, with[TERMS];
};

struct model {
	enum part part[PEOPLE];
	int from[PEOPLE], until[PEOPLE]; /* hours of the day; -1: none */
	bool first_group[PEOPLE];
	int second_group;
	struct model_item items[ITEMS];
};

static unsigned int state;

/* 0 to n - 1, the same on every machine */
static int pick(int n)
{
	state = state * 1103515245u + 12345u;
	return (int)(state >> 16) % n;
}

static const char *const words[] = { "p0",	 "p1", "p2", "p3",	 "p4",	     "p5", "p6",
				     "p7",	 "am", "az", "am-staff", "az-staff", "g",  "h" };

static void make(struct model *m)
{
	for (int i = 0; i < PEOPLE; i++) {
		int part = pick(10);

		m->part[i] = i >= 6	 ? (part < 5 ? PART_OTHER : PART_NONE)
			     : part < 6 ? PART_MEMBER
			     : part < 8 ? PART_STAFF
					: PART_NONE;
		m->from[i] = pick(4) ? -1 : 8 + pick(10);
		m->until[i] = pick(4) ? -1 : 8 + pick(12);
		m->first_group[i] = pick(3) == 0;
	}
	m->second_group = pick(PEOPLE);
	for (int i = 0; i < ITEMS; i++) {
		struct model_item *item = &m->items[i];

		item->kind = pick(8) ? pick(3) : 3;
		item->hour = 8 + pick(12);
		item->n_who = pick(3) ? pick(TERMS + 1) : -1;
		item->n_except = pick(2) ? 0 : pick(TERMS + 1);
		item->n_with = pick(3) ? 0 : 1;
		for (int j = 0; j < TERMS; j++) {
			item->who[j] = pick(WORD_COUNT);
			item->except[j] = pick(WORD_COUNT);
			item->with[j] = pick(PEOPLE);
		}
	}
}

/* sides are those of even and of odd numbers; the last two have none */
static bool is_of(int person, int side)
{
	return person < 6 && person % 2 == side;
}

static void print_members(const struct model *m, struct strbuf *out, int side, enum part part)
{
	strbuf_addch(out, '[');
	for (int i = 0; i < PEOPLE; i++) {
		if (m->part[i] != part || (side >= 0 && !is_of(i, side)))
			continue;
		strbuf_addf(out, "{person: p%d", i);
		if (m->from[i] >= 0)
			strbuf_addf(out, ", from: 2027-04-15 %02d:00", m->from[i]);
		if (m->until[i] >= 0)
			strbuf_addf(out, ", until: 2027-04-15 %02d:00", m->until[i]);
		strbuf_addstr(out, "}, ");
	}
	strbuf_addstr(out, "]");
}

static void print_words(struct strbuf *out, const char *key, const int *terms, int n)
{
	strbuf_addf(out, ", %s: [", key);
	for (int i = 0; i < n; i++)
		strbuf_addf(out, "%s, ", words[terms[i]]);
	strbuf_addch(out, ']');
}

static void print_item(const struct model_item *item, int i, struct strbuf *out)
{
	static const char *const kinds[] = { "session: S", "meal: M", "transfer: T", "session: C" };

	strbuf_addf(out, "        - {id: i%d, %s%s%s, time: %02d:00-%02d:00", i, kinds[item->kind],
		    item->kind == 2 ? ", from: GYD, to: baku" : "",
		    item->kind == 3 ? ", status: cancelled" : "", item->hour, item->hour + 1);
	if (item->n_who >= 0)
		print_words(out, "who", item->who, item->n_who);
	if (item->n_except)
		print_words(out, "except", item->except, item->n_except);
	if (item->n_with)
		print_words(out, "with", item->with, item->n_with);
	strbuf_addstr(out, "}\n");
}

static void print_plan(const struct model *m, struct strbuf *out)
{
	strbuf_addstr(out, "pbplan: 1\nid: p\ntitle: P\norganizer: {name: O, email: o@p.example}\nsides:\n"
			   "  am: {country: AM, language: en, name: A}\n"
			   "  az: {country: AZ, language: en, name: B}\npeople:\n");
	for (int i = 0; i < PEOPLE; i++)
		strbuf_addf(out, "  p%d: {name: P%s}\n", i,
			    is_of(i, 0) ? ", side: am" : is_of(i, 1) ? ", side: az" : "");
	strbuf_addstr(out, "meetings:\n  - id: m\n    title: M\n    status: confirmed\n    place: baku\n"
			   "    dates: 2027-04-15\n    delegations:\n");
	for (int side = 0; side < 2; side++) {
		strbuf_addf(out, "      %s: {members: ", side ? "az" : "am");
		print_members(m, out, side, PART_MEMBER);
		strbuf_addstr(out, ", staff: ");
		print_members(m, out, side, PART_STAFF);
		strbuf_addstr(out, "}\n");
	}
	strbuf_addstr(out, "    others: ");
	print_members(m, out, -1, PART_OTHER);
	strbuf_addstr(out, "\n    groups:\n      g: [");
	for (int i = 0; i < PEOPLE; i++)
		if (m->first_group[i])
			strbuf_addf(out, "p%d, ", i);
	strbuf_addf(out, "]\n      h: [g, h, p%d]\n    programme:\n      2027-04-15:\n", m->second_group);
	for (int i = 0; i < ITEMS; i++)
		print_item(&m->items[i], i, out);
}

/* the rules, as the manual of the format has them */

static bool is_present(const struct model *m, int person, int hour)
{
	return (m->from[person] < 0 || hour >= m->from[person]) &&
	       (m->until[person] < 0 || hour < m->until[person]);
}

static bool takes_staff(const struct model_item *item)
{
	return item->kind == 1 || item->kind == 2;
}

static bool is_meant(const struct model *m, int person, int word, bool staff, int hour, bool always)
{
	bool here = always || m->part[person] == PART_NONE || is_present(m, person, hour);

	switch (word) {
	case WORD_AM:
	case WORD_AZ:
		return is_of(person, word - WORD_AM) && here &&
		       (m->part[person] == PART_MEMBER || (staff && m->part[person] == PART_STAFF));
	case WORD_AM_STAFF:
	case WORD_AZ_STAFF:
		return is_of(person, word - WORD_AM_STAFF) && here && m->part[person] == PART_STAFF;
	case WORD_FIRST_GROUP:
		return m->first_group[person] && here;
	case WORD_SECOND_GROUP:
		return (m->first_group[person] || m->second_group == person) && here;
	default:
		return word == person;
	}
}

static bool is_in_who(const struct model *m, const struct model_item *item, int person)
{
	bool staff = takes_staff(item), in = false;

	if (item->n_who < 0)
		in = (m->part[person] == PART_MEMBER || m->part[person] == PART_OTHER ||
		      (staff && m->part[person] == PART_STAFF)) &&
		     is_present(m, person, item->hour);
	for (int i = 0; i < item->n_who; i++)
		in = in || is_meant(m, person, item->who[i], staff, item->hour, false);
	for (int i = 0; i < item->n_except; i++)
		in = in && !is_meant(m, person, item->except[i], true, item->hour, true);
	return in;
}

static bool is_in_all(const struct model *m, const struct model_item *item, int person)
{
	return is_in_who(m, item, person) || (item->n_with && item->with[0] == person);
}

/* what the program made of it */

static bool check_sets(const struct model *m, const struct plan *plan, const struct itinerary *it)
{
	const struct items *items = plan->meetings->v[0].items;
	bool good = true;

	for (int i = 0; i < ITEMS; i++)
		for (int p = 0; p < PEOPLE; p++) {
			const struct item *item = &items->v[i];
			const struct person *person = &plan->people->v[p];
			bool who = person_set_has(itinerary_who(it, item), person);
			bool all = person_set_has(itinerary_all(it, item), person);

			if (who == is_in_who(m, &m->items[i], p) && all == is_in_all(m, &m->items[i], p))
				continue;
			printf("# item i%d, person p%d: who %d, all %d\n", i, p, who, all);
			good = false;
		}
	return good;
}

/* a person's own timeline: the items that stand, sorted by hour, then place in the file */
static bool check_timeline(const struct model *m, const struct plan *plan,
			   const struct itinerary *it, int p)
{
	const struct timeline *timeline = itinerary_timeline(it, &plan->people->v[p]);
	const struct items *items = plan->meetings->v[0].items;
	size_t n = 0;

	if (!person_set_has(timeline->people, &plan->people->v[p]))
		return false;
	for (int hour = 0; hour < 24; hour++)
		for (int i = 0; i < ITEMS; i++) {
			if (m->items[i].hour != hour || m->items[i].kind == 3 ||
			    !is_in_all(m, &m->items[i], p))
				continue;
			if (n >= timeline->n || timeline->v[n++].item != &items->v[i])
				return false;
		}
	return n == timeline->n;
}

/* people have one timeline if, and only if, their items and homes are the same */
static bool check_sharing(const struct model *m, const struct plan *plan, const struct itinerary *it)
{
	for (int p = 0; p < PEOPLE; p++)
		for (int q = 0; q < p; q++) {
			bool same = (is_of(p, 0) && is_of(q, 0)) || (is_of(p, 1) && is_of(q, 1)) ||
				    (p >= 6 && q >= 6);
			bool shared = itinerary_timeline(it, &plan->people->v[p]) ==
				      itinerary_timeline(it, &plan->people->v[q]);

			for (int i = 0; i < ITEMS; i++)
				same = same && is_in_all(m, &m->items[i], p) ==
						       is_in_all(m, &m->items[i], q);
			/* what only tells people apart within `who`, or in a cancelled item, may part them */
			if (shared && !same)
				return false;
		}
	return it->n_timelines <= PEOPLE;
}

static void write_all(const char *path, const struct strbuf *text)
{
	FILE *file = fopen(path, "w");

	if (!file || fwrite(text->text, 1, text->len, file) != text->len || fclose(file))
		abort();
}

static void test_model(const struct model *m, const char *path, int round)
{
	struct catalog english = { .lang = LANG_EN };
	struct strbuf text = STRBUF_INIT;
	struct arena arena = ARENA_INIT;
	struct sources sources;
	struct diags diags;
	struct zones zones;
	struct gazetteer gazetteer;
	struct plan_reader reader = { &arena, &diags, &sources, &zones, &gazetteer };
	struct itinerary it;
	struct plan plan;
	bool sets, timelines = true;

	sources_init(&sources, &arena);
	diags_init(&diags, &arena, &english, &sources);
	zones_init(&zones, &arena);
	gazetteer_init(&gazetteer, &arena, &zones);
	print_plan(m, &text);
	write_all(path, &text);
	if (plan_read(&reader, path, &plan) || diags.list.n) {
		ok(false, "plan %d cannot be read: %s", round,
		   diags.list.n ? diags.list.v[0]->message : "");
	} else {
		itinerary_init(&it, &plan, &arena, &diags);
		sets = check_sets(m, &plan, &it);
		for (int p = 0; p < PEOPLE; p++)
			timelines = timelines && check_timeline(m, &plan, &it, p);
		if (!ok(sets && timelines && check_sharing(m, &plan, &it), "plan %d: %s", round,
			!sets	   ? "who takes part"
			: timelines ? "timelines are as those of each person alone"
				   : "timelines"))
			printf("%s", text.text);
	}
	strbuf_release(&text);
	gazetteer_release(&gazetteer);
	zones_release(&zones);
	diags_release(&diags);
	sources_release(&sources);
	arena_release(&arena);
}

int main(void)
{
	char path[] = "/tmp/test-itinerary-XXXXXX";
	struct model model;
	int fd = mkstemp(path);

	if (fd < 0)
		abort();
	close(fd);
	state = 1;
	for (int round = 0; round < ROUNDS; round++) {
		make(&model);
		test_model(&model, path, round);
	}
	unlink(path);
	return done_testing();
}
