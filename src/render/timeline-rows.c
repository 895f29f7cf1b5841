#include "render/timeline-rows.h"

#include <stdlib.h>
#include <string.h>

#include "plan/fields.h"
#include "render/describe-people.h"

#include "base/banned.h"

#define NOON (12 * 60) /* in minutes of the day */

/* so many findings about one item are marked */
#define MARKS_MAX 16

/* ------------------------------------------------------------- the people of a meeting */

/* while the rows of a meeting are made */
struct making {
	struct timeline_rows *rows;
	struct timelines_drawn *t;
	struct agenda_words *w;
	const struct meeting *meeting;
	const struct delegation **order;
	struct hash by_doing; /* index of a row, from 1 */
	struct strbuf key;    /* of the row that is looked for */
	VEC(struct timeline_row) found;
	/* by delegation, from 1, 0 for none: whose row of the timeline at hand is known */
	struct {
		const struct timeline *timeline;
		size_t row;
	} *known;
};

static uint32_t rank_list(struct making *m, const struct members *list, struct timeline_rank rank)
{
	for (size_t i = 0; i < LIST_N(list); i++) {
		const struct person *person = list->v[i].person;

		rank.place++;
		if (person && m->t->ranks[person->index].meeting != m->meeting)
			m->t->ranks[person->index] = rank;
	}
	return rank.place;
}

/* a head of delegation need not stand among its members */
static void rank_head(struct making *m, const struct person *head, uint32_t place,
		      struct timeline_rank rank)
{
	rank.place = place;
	if (head && m->t->ranks[head->index].meeting != m->meeting)
		m->t->ranks[head->index] = rank;
}

static void rank_people(struct making *m)
{
	struct timeline_rank rank = { .meeting = m->meeting };

	for (size_t i = 0; i < LIST_N(m->meeting->delegations); i++) {
		rank.delegation = (uint32_t)i + 1;
		rank.is_staff = false;
		rank.place = rank_list(m, m->order[i]->members, rank);
		rank_head(m, m->order[i]->head, ++rank.place, rank);
		rank.is_staff = true;
		rank.place = rank_list(m, m->order[i]->staff, rank);
	}
	rank.delegation = 0;
	rank.is_staff = false;
	rank_list(m, m->meeting->others, rank);
}

static struct timeline_rank rank_of(const struct making *m, const struct person *person)
{
	const struct timeline_rank *rank = &m->t->ranks[person->index];

	/* an official, whom others come to see */
	if (rank->meeting != m->meeting)
		return (struct timeline_rank){ .place = UINT32_MAX };
	return *rank;
}

static bool is_shown(struct making *m, const struct person *person)
{
	const struct view *view = m->t->view;

	if (view->kind == VIEW_PERSON && view->person != person)
		return false;
	if (m->t->is_office)
		return true;
	return m->t->ranks[person->index].meeting == m->meeting &&
	       brief_may_name(&m->w->brief, &m->w->d, m->meeting, person);
}

/* ------------------------------------------------------------------------------- rows */

static const struct agenda_entry *entry_of(const struct making *m, const struct item *item)
{
	/* time to oneself is left empty */
	if (item->kind == ITEM_FREE)
		return NULL;
	return m->rows->entries[item - m->meeting->items->v];
}

/* what those of a row have in common, as the key of a table */
struct doing {
	const struct place *home;
	struct country country;
	uint32_t delegation;
};

static struct timeline_row new_row(struct making *m, uint32_t delegation,
				   const struct agenda_entry *const *entries, size_t n)
{
	struct timeline_row row = { .delegation = delegation ? m->order[delegation - 1] : NULL,
				    .rank = UINT32_MAX,
				    .doing = entries,
				    .n_bars = n };

	return row;
}

static void make_bars(struct timeline_rows *rows, struct timeline_row *row)
{
	row->bars = arena_array(&rows->arena, row->n_bars, sizeof(*row->bars));
	for (size_t i = 0; i < row->n_bars; i++)
		row->bars[i].entry = row->doing[i];
}

/* the row for people of a delegation who take part in n items, by index; made if there is none */
static size_t row_for(struct making *m, const struct timeline *timeline, uint32_t delegation,
		      const struct agenda_entry *const *entries, size_t n)
{
	struct doing doing;
	size_t row;

	if (m->known[delegation].timeline == timeline)
		return m->known[delegation].row;
	memset(&doing, 0, sizeof(doing));
	doing.delegation = delegation;
	/* from elsewhere they may lack a bed where others are at home */
	if (m->t->is_office) {
		doing.home = timeline->home;
		doing.country = timeline->home_country;
	}
	strbuf_reset(&m->key);
	strbuf_add(&m->key, (const char *)&doing, sizeof(doing));
	strbuf_add(&m->key, (const char *)entries, n * sizeof(*entries));
	row = (size_t)(uintptr_t)hash_get(&m->by_doing, m->key.text, m->key.len);
	if (!row) {
		char *key = arena_alloc(&m->rows->arena, m->key.len);

		memcpy(key, m->key.text, m->key.len);
		VEC_PUSH(&m->found, new_row(m, delegation, (const void *)(key + sizeof(doing)), n));
		row = m->found.n;
		*hash_slot(&m->by_doing, key, m->key.len) = (void *)(uintptr_t)row;
	}
	m->known[delegation].timeline = timeline;
	m->known[delegation].row = row - 1;
	return row - 1;
}

/* people are kept as a list that grows, and sorted when all are there */
static void add_person(struct making *m, struct timeline_row *row, const struct person *person)
{
	struct timeline_rank rank = rank_of(m, person);
	size_t n = row->n_people;

	/* at 1, 2, 4, 8 … there is no room for one more */
	if (!(n & (n - 1))) {
		const struct person **people =
			arena_array(&m->rows->arena, n ? n * 2 : 1, sizeof(*people));

		if (n)
			memcpy(people, row->people, n * sizeof(*people));
		row->people = people;
	}
	row->people[row->n_people++] = person;
	row->n_members += rank.delegation && !rank.is_staff;
	row->n_staff += rank.delegation && rank.is_staff;
	if (rank.place < row->rank)
		row->rank = rank.place;
}

/*
 * Nights of a timeline are next in the meeting's list; they are those of
 * its people's rows, in which all others have the same.
 */
static void take_gaps(struct making *m, struct timeline_night **nights,
		      const struct timeline *timeline)
{
	struct timeline_night *first = *nights;
	struct timeline_gap *gaps;
	size_t n = 0;

	for (; *nights && (*nights)->timeline == timeline; *nights = (*nights)->next)
		n++;
	if (!n)
		return;
	gaps = arena_array(&m->rows->arena, n, sizeof(*gaps));
	for (size_t i = 0; i < n; i++, first = first->next)
		gaps[i] = first->gap;
	for (size_t i = 0; i <= LIST_N(m->meeting->delegations); i++)
		if (m->known[i].timeline == timeline) {
			struct timeline_row *row = &m->found.v[m->known[i].row];

			row->gaps = gaps;
			row->n_gaps = n;
		}
}

/* the people of a timeline, to the rows of their delegations */
static void add_people(struct making *m, const struct timeline *timeline,
		       const struct agenda_entry *const *entries, size_t n)
{
	for (size_t i = 0; i < timeline->people->n; i++) {
		const struct person *person = timeline->people->v[i];
		size_t row;

		if (!is_shown(m, person))
			continue;
		row = row_for(m, timeline, rank_of(m, person).delegation, entries, n);
		add_person(m, &m->found.v[row], person);
	}
}

/* timeline by timeline what the reader may know of it */
static void find_rows(struct making *m)
{
	struct timeline_night *nights = m->t->nights[m->meeting->index];
	const struct timeline_run *run = m->t->runs[m->meeting->index];
	VEC(const struct agenda_entry *) doing = { 0 };

	while (run) {
		const struct timeline *timeline = run->timeline;

		doing.n = 0;
		for (; run && run->timeline == timeline; run = run->next)
			for (size_t i = run->first; i < run->first + run->n; i++) {
				const struct agenda_entry *e = entry_of(m, timeline->v[i].item);

				if (e)
					VEC_PUSH(&doing, e);
			}
		if (doing.n)
			add_people(m, timeline, doing.v, doing.n);
		take_gaps(m, &nights, timeline);
	}
	VEC_RELEASE(&doing);
}

static int compare_rows(const void *a, const void *b)
{
	const struct timeline_row *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	/* officials, as the plan has them */
	return (x->people[0]->index > y->people[0]->index) -
	       (x->people[0]->index < y->people[0]->index);
}

static void keep_rows(struct making *m)
{
	if (m->found.n)
		qsort(m->found.v, m->found.n, sizeof(*m->found.v), compare_rows);
	for (size_t i = 0; i < m->found.n; i++) {
		struct timeline_row *row = &m->found.v[i];

		if (m->rows->list.n == TIMELINE_ROWS) {
			m->rows->left_out += row->n_people;
			continue;
		}
		brief_sort(&m->w->brief, &m->w->d, m->meeting, row->people, row->n_people);
		make_bars(m->rows, row);
		VEC_PUSH(&m->rows->list, *row);
	}
}

/* ------------------------------------------------------------------------------ lanes */

void bar_span(const struct timeline_bar *bar, instant *ret_from, instant *ret_to)
{
	const struct item *item = bar->entry->item;

	*ret_from = item->start;
	*ret_to = item->end;
	if (item->kind == ITEM_STAY && !bar->entry->timed) {
		*ret_from = zone_instant(item->start_zone, item->day, NOON, NULL);
		*ret_to = zone_instant(item->end_zone, item->until, NOON, NULL);
	}
	if (*ret_to < *ret_from)
		*ret_to = *ret_from;
}

enum bar_place bar_place(const struct timeline_bar *bar)
{
	if (bar->entry->timed)
		return BAR_TIMED;
	return bar->entry->item->kind == ITEM_STAY ? BAR_STAY : BAR_DAY;
}

static bool is_between(const struct timeline_gap *gap, instant from, instant to)
{
	return gap->from < to && gap->to > from;
}

/* the first lane that is free; with none, the last */
void row_set_lanes(struct timeline_row *row, instant begin, instant end)
{
	instant free[BAR_PLACES][TIMELINE_LANES];

	for (size_t i = 0; i < BAR_PLACES; i++) {
		row->lanes[i] = 0;
		for (size_t k = 0; k < TIMELINE_LANES; k++)
			free[i][k] = INSTANT_NONE;
	}
	for (size_t i = 0; i < row->n_bars; i++) {
		struct timeline_bar *bar = &row->bars[i];
		enum bar_place place = bar_place(bar);
		instant from, to;

		bar_span(bar, &from, &to);
		bar->lane = 0;
		if (from >= end || (to <= begin && from < begin))
			continue;
		while (bar->lane + 1 < TIMELINE_LANES && free[place][bar->lane] > from)
			bar->lane++;
		if (to > free[place][bar->lane])
			free[place][bar->lane] = to;
		if (bar->lane >= row->lanes[place])
			row->lanes[place] = bar->lane + 1;
	}
	for (size_t i = 0; i < row->n_gaps && !row->lanes[BAR_STAY]; i++)
		row->lanes[BAR_STAY] = is_between(&row->gaps[i], begin, end);
}

/* -------------------------------------------------------------------------- findings */

static void add_mark(struct making *m, struct timeline_bar *bar, const struct diag *diag)
{
	struct timeline_mark **end = &bar->marks, *mark;

	while (*end)
		end = &(*end)->next;
	mark = arena_new(&m->rows->arena, struct timeline_mark);
	mark->diag = diag;
	*end = mark;
}

/* is one of those whom it is about in the row? */
static bool concerns(struct making *m, const struct diag *diag, const struct timeline_row *row)
{
	struct timelines_drawn *t = m->t;

	t->stamp++;
	for (size_t i = 0; i < diag->n_people; i++) {
		const struct person *person =
			hash_get(&t->people, diag->people[i], strlen(diag->people[i]));

		if (person)
			t->stamps[person->index] = t->stamp;
	}
	for (size_t i = 0; i < row->n_people; i++)
		if (t->stamps[row->people[i]->index] == t->stamp)
			return true;
	return !diag->n_people;
}

/* the first that is not before a place among them */
static size_t find_place(const struct timelines_drawn *t, const struct timeline_finding *place)
{
	size_t low = 0, high = t->n_findings;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (timelines_compare(&t->findings[middle], place) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int timelines_compare(const struct timeline_finding *a, const struct timeline_finding *b)
{
	uintptr_t x = (uintptr_t)a->item, y = (uintptr_t)b->item;

	if (x == y && !x) {
		x = (uintptr_t)a->meeting;
		y = (uintptr_t)b->meeting;
	}
	return (x > y) - (x < y);
}

size_t timelines_find(const struct timelines_drawn *t, const struct item *item)
{
	return find_place(t, &(const struct timeline_finding){ .item = item });
}

size_t timelines_find_apart(const struct timelines_drawn *t, const struct meeting *meeting)
{
	return find_place(t, &(const struct timeline_finding){ .meeting = meeting });
}

/* everywhere: in the rows of those concerned, of none of whom it is known in the first */
static void mark_findings(struct making *m, bool rest)
{
	struct timelines_drawn *t = m->t;

	for (size_t r = 0; r < m->rows->list.n; r++) {
		struct timeline_row *row = &m->rows->list.v[r];

		for (size_t b = 0; b < row->n_bars; b++) {
			const struct item *item = row->bars[b].entry->item;
			size_t i = timelines_find(t, item);

			for (size_t n = 0; i < t->n_findings && t->findings[i].item == item &&
					   n < MARKS_MAX; i++, n++) {
				if (rest ? t->marked[i] : !concerns(m, t->findings[i].diag, row))
					continue;
				add_mark(m, &row->bars[b], t->findings[i].diag);
				t->marked[i] = true;
			}
		}
	}
}

static void add_borders(struct making *m)
{
	const struct passage **passages =
		arena_array(&m->rows->arena, LIST_N(m->meeting->items), sizeof(*passages));

	EACH_PASSAGE (p, &m->t->borders, m->meeting)
		passages[p->item - m->meeting->items->v] = p;
	for (size_t r = 0; r < m->rows->list.n; r++) {
		struct timeline_row *row = &m->rows->list.v[r];

		for (size_t b = 0; b < row->n_bars; b++) {
			const struct item *item = row->bars[b].entry->item;

			row->bars[b].passage = passages[item - m->meeting->items->v];
		}
	}
}

/* ------------------------------------------------------------------------------- all */

void rows_make(struct timeline_rows *rows, struct timelines_drawn *t, struct agenda_words *w)
{
	const struct meeting *meeting = w->m->meeting;
	struct making m = {
		.rows = rows, .t = t, .w = w, .meeting = meeting, .key = STRBUF_INIT
	};

	*rows = (struct timeline_rows){ 0 };
	if (!LIST_N(meeting->items) || !FIELD_REACHES(item, who, w->d.reader))
		return;
	rows->entries = arena_array(&rows->arena, meeting->items->n, sizeof(*rows->entries));
	EACH_AGENDA_ENTRY (e, w->m)
		rows->entries[e->item - meeting->items->v] = e;
	m.order = describe_order(meeting);
	m.known = xcalloc(LIST_N(meeting->delegations) + 1, sizeof(*m.known));
	rank_people(&m);
	find_rows(&m);
	keep_rows(&m);
	add_borders(&m);
	mark_findings(&m, false);
	mark_findings(&m, true);
	free(m.order);
	free(m.known);
	hash_release(&m.by_doing);
	strbuf_release(&m.key);
	VEC_RELEASE(&m.found);
}

void rows_release(struct timeline_rows *rows)
{
	if (!rows)
		return;
	VEC_RELEASE(&rows->list);
	arena_release(&rows->arena);
}
