#include "render/list-make.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * All that a list may hold: who wants more of a plan than that wants one
 * meeting of it, or one side.
 */
#define LIST_BYTES ((size_t)64 << 20)

const struct list_kind_info list_kinds[LIST_COUNT] = {
#define LIST(name, help) { #name, help },
#include "render/list-list.h"
#undef LIST
};

static const struct list_kind_maker *const makers[LIST_COUNT] = {
#define LIST(name, help) &list_##name,
#include "render/list-list.h"
#undef LIST
};

/* ---------------------------------------------------------------------- the meetings */

/* the last day of a meeting, or of who is still on the way home; CIVIL_NONE: not known */
static civil_day last_day(const struct meeting *meeting)
{
	civil_day last = meeting_last_day(meeting);

	for (size_t i = 0; last != CIVIL_NONE && i < LIST_N(meeting->items); i++) {
		const struct item *item = &meeting->items->v[i];
		civil_day end = item->kind == ITEM_STAY ? item->until : item->day;

		if (item_stands(item) && end != CIVIL_NONE && end > last)
			last = end;
	}
	return last;
}

static bool is_ahead(const struct list_request *q, const struct meeting *meeting)
{
	civil_day last = last_day(meeting);

	return meeting->status != STATUS_HELD && meeting->status != STATUS_CANCELLED &&
	       (last == CIVIL_NONE || last >= meeting_today(meeting, q->now));
}

/* by their first day; those without one last */
static int compare_meetings(const void *a, const void *b)
{
	const struct meeting *const *x = a, *const *y = b;
	civil_day first = meeting_first_day(*x), other = meeting_first_day(*y);

	if (first != other && (first == CIVIL_NONE || other == CIVIL_NONE))
		return first == CIVIL_NONE ? 1 : -1;
	if (first != other)
		return first < other ? -1 : 1;
	return ((*x)->index > (*y)->index) - ((*x)->index < (*y)->index);
}

static void add_meetings(struct list_maker *m, const struct list_kind_maker *kind)
{
	const struct list_request *q = m->q;
	VEC(const struct meeting *) meetings = { 0 };

	for (size_t i = 0; i < LIST_N(q->plan->meetings); i++) {
		const struct meeting *meeting = &q->plan->meetings->v[i];

		if (q->only ? q->only == meeting : is_ahead(q, meeting))
			VEC_PUSH(&meetings, meeting);
	}
	if (meetings.n)
		qsort(meetings.v, meetings.n, sizeof(*meetings.v), compare_meetings);
	for (size_t i = 0; i < meetings.n && list_goes_on(m); i++) {
		list_begin_meeting(m, meetings.v[i]);
		kind->add(m);
		list_end_meeting(m);
	}
	VEC_RELEASE(&meetings);
}

/* ------------------------------------------------------------------------- the lists */

static void begin_table(struct list_maker *m, const struct table_info *info)
{
	struct table *table = &m->list->tables[m->list->n++];

	table_init(table, info, m->arena, LIST_BYTES);
	table->title = list_say(m, info->title);
	for (size_t i = 0; i < info->n_columns; i++)
		table->titles[i] = list_say(m, info->columns[i].title);
	if (m->table)
		m->second = table;
	else
		m->table = table;
}

void list_make(struct list *list, enum list_kind kind, const struct list_request *request)
{
	const struct list_kind_maker *maker = makers[kind];
	struct list_maker m = { .q = request, .list = list, .arena = &list->arena };

	*list = (struct list){ .arena = ARENA_INIT };
	for (int i = 0; i < LIST_TABLES && maker->tables[i]; i++)
		begin_table(&m, maker->tables[i]);
	add_meetings(&m, maker);
	list->is_too_long = !list_goes_on(&m);
	free(m.places);
	hash_release(&m.countries);
	for (int i = 0; i < 2; i++)
		brief_release(&m.briefs[i]);
}

void list_release(struct list *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->n; i++)
		table_release(&list->tables[i]);
	arena_release(&list->arena);
}
