/*
 * Meals: for how many a table is laid, and what a kitchen must know of
 * them.
 */
#include "render/list-make.h"

#include <stdlib.h>
#include <string.h>

#include "render/describe-people.h"

#include "base/banned.h"

enum {
	MEETING,
	DAY,
	TIME,
	MEAL,
	PLACE,
	NUMBER,
	DIETS,
	WHO,
	PAID_BY,
	STATUS,
	DETAILS,
	NOTES,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[MEETING] = { "meeting", N_("meeting"), 0, 1 },
	[DAY] = { "day", N_("day"), 0, 2 },
	[TIME] = { "time", N_("times"), COLUMN_NAMES, 0 },
	[MEAL] = { "meal", N_("meal"), COLUMN_NAMES, 0 },
	[PLACE] = { "place", N_("place"), COLUMN_WIDE, 0 },
	/* TRANSLATORS: the head of a column: how many people. */
	[NUMBER] = { "people", N_("people"), COLUMN_NUMBER, 0 },
	/* TRANSLATORS: the head of a column: each diet, how many people, and who. */
	[DIETS] = { "diets", N_("diets"), COLUMN_WIDE, 0 },
	[WHO] = { "who", N_("participants"), COLUMN_WIDE, 0 },
	[PAID_BY] = { "paid_by", N_("paid by"), 0, 0 },
	[STATUS] = { "status", N_("status"), 0, 0 },
	[DETAILS] = { "details", N_("details"), COLUMN_WIDE, 0 },
	[NOTES] = { "notes", N_("notes"), COLUMN_WIDE, 0 },
};

static const struct table_info meals = { "meals", N_("Meals"), columns, COLUMNS };

/* those with one diet */
struct diet {
	const char *what;
	size_t n;
	struct strbuf names;
};

static struct diet *diet_of(struct hash *by_text, const char *what)
{
	void **slot = hash_slot(by_text, what, strlen(what));
	struct diet *diet = *slot;

	if (diet)
		return diet;
	diet = xcalloc(1, sizeof(*diet));
	*diet = (struct diet){ .what = what, .names = STRBUF_INIT };
	*slot = diet;
	return diet;
}

/* a line for each, in the order in which they occur */
static const char *count_diets(struct list_maker *m, const struct crowd *crowd)
{
	struct hash by_text = HASH_INIT;
	VEC(struct diet *) diets = { 0 };
	struct strbuf lines = STRBUF_INIT;
	const char *kept;

	for (size_t i = 0; i < crowd->n; i++) {
		const char *what = list_text(m, list_diet(crowd->v[i]->person));
		struct diet *diet = *what ? diet_of(&by_text, what) : NULL;

		if (!diet)
			continue;
		if (!diet->n++)
			VEC_PUSH(&diets, diet);
		describe_add_name(&diet->names, list_name(m, crowd->v[i]->person));
	}
	for (size_t i = 0; i < diets.n; i++) {
		struct diet *diet = diets.v[i];

		strbuf_addf(&lines, "%s%zu × %s (%s)", lines.len ? "\n" : "", diet->n, diet->what,
			    diet->names.text);
		strbuf_release(&diet->names);
		free(diet);
	}
	kept = arena_strndup(m->arena, lines.text, lines.len);
	strbuf_release(&lines);
	VEC_RELEASE(&diets);
	hash_release(&by_text);
	return kept;
}

static bool is_meal(const struct item *item)
{
	return item->kind == ITEM_MEAL;
}

static void add_meal(struct list_maker *m, const struct item *item)
{
	struct crowd *crowd = list_crowd(m, item);
	struct table *t = m->table;

	if (!crowd->n)
		return;
	if (!crowd->diets)
		crowd->diets = count_diets(m, crowd);
	table_add_row(t);
	list_set_meeting(m, t, MEETING);
	list_set_day(m, t, DAY, DATE_LONG, item->day);
	table_set(t, TIME, list_times(m, item));
	table_set(t, MEAL, list_text(m, item->title));
	table_set(t, PLACE, list_place(m, item->place));
	table_set(t, NUMBER, list_number(m, crowd->n));
	table_set(t, DIETS, crowd->diets);
	table_set(t, WHO, list_who(m, item));
	table_set(t, PAID_BY, list_payer(m, item));
	table_set(t, STATUS, list_status(m, item));
	table_set(t, DETAILS, list_text(m, item->details));
	table_set(t, NOTES, list_text(m, item->notes));
}

static void add_meals(struct list_maker *m)
{
	const struct item **items;
	size_t n = list_items(m, is_meal, &items);

	for (size_t i = 0; i < n && list_goes_on(m); i++)
		add_meal(m, items[i]);
	free(items);
}

const struct list_kind_maker list_meals = { { &meals, NULL }, add_meals };
