/*
 * People, places, clearances and whatever else a plan says beside its
 * programme: what is not the same in two plans.
 */
#include <string.h>

#include "base/hash.h"
#include "plan/compare.h"
#include "render/changes.h"

#include "base/banned.h"

/* a record, to be found again in the other plan */
struct entry {
	const char *key; /* as it is found */
	const char *id;	 /* as it is shown; NULL: it has none */
	const struct node *at;
	const struct text *name;
	const void *rec;
};

struct entries {
	VEC(struct entry) list;
};

static void add_entry(struct entries *entries, const char *id, const struct node *at,
		      const struct text *name, const void *rec)
{
	struct entry entry = { id, id, at, name, rec };

	if (id)
		VEC_PUSH(&entries->list, entry);
}

uint64_t record_told_fields(const struct record *record)
{
	static const char *const place[] = { "name", "address", "city", "country", "within", "geo",
					     NULL };
	static const char *const person[] = { "name", "position", "affiliation", NULL };
	static const char *const vehicle[] = { "name", "plate", NULL };
	const char *const *keys = record == &record_place     ? place
				  : record == &record_person  ? person
				  : record == &record_vehicle ? vehicle
							      : NULL;
	uint64_t all = 0;

	for (; keys && *keys; keys++)
		all |= record_field_bit(record, *keys);
	return all;
}

static void add_change(struct changes *c, const struct record *record,
		       const struct meeting *meeting, const struct entry *old,
		       const struct entry *new, uint64_t fields)
{
	struct record_change change = { .kind = !old   ? CHANGE_ADDED
						: !new ? CHANGE_REMOVED
						       : CHANGE_CHANGED,
					.record = record,
					.meeting = meeting,
					.id = new ? new->id : old->id,
					.old_name = old ? old->name : NULL,
					.new_name = new ? new->name : NULL,
					.old = old ? old->rec : NULL,
					.new = new ? new->rec : NULL,
					.old_at = old ? old->at : NULL,
					.new_at = new ? new->at : NULL,
					.fields = fields,
					.bit = SIZE_MAX };

	/* a person who comes or goes is told with the items; a place may have been built in */
	if ((fields & record_told_fields(record)) && (record == &record_place || (old && new)))
		change.bit = c->n_bits++;
	VEC_PUSH(&c->records, change);
}

static void compare_entries(struct changes *c, const struct record *record,
			    const struct meeting *meeting, const struct entries *olds,
			    const struct entries *news)
{
	struct hash by_key = HASH_INIT;

	for (size_t i = 0; i < olds->list.n; i++)
		*hash_slot(&by_key, olds->list.v[i].key, strlen(olds->list.v[i].key)) =
			&olds->list.v[i];
	for (size_t i = 0; i < news->list.n; i++) {
		const struct entry *new = &news->list.v[i];
		const struct entry *old = hash_get(&by_key, new->key, strlen(new->key));
		uint64_t fields = record_differences(record, UINT64_MAX, old ? old->at : NULL, new->at);

		if (!old || fields)
			add_change(c, record, meeting, old, new, fields);
		if (old)
			*hash_slot(&by_key, new->key, strlen(new->key)) = NULL;
	}
	for (size_t i = 0; i < olds->list.n; i++) {
		const struct entry *old = &olds->list.v[i];

		if (hash_get(&by_key, old->key, strlen(old->key)) == old)
			add_change(c, record, meeting, old, NULL,
				   record_differences(record, UINT64_MAX, old->at, NULL));
	}
	hash_release(&by_key);
}

/* lists of both plans, or of a meeting in both, compared and given back */
static void compare_and_release(struct changes *c, const struct record *record,
				const struct meeting *meeting, struct entries *olds,
				struct entries *news)
{
	compare_entries(c, record, meeting, olds, news);
	VEC_RELEASE(&olds->list);
	VEC_RELEASE(&news->list);
}

/* fills entries of both sides by a loop over a list of the plan or meeting */
#define COMPARE(c, record, meeting, old, new, member, name)                                        \
	do {                                                                                       \
		struct entries olds = { 0 }, news = { 0 };                                         \
                                                                                                   \
		for (size_t i = 0; (old) && i < LIST_N((old)->member); i++)                        \
			add_entry(&olds, (old)->member->v[i].id, (old)->member->v[i].at,           \
				  (old)->member->v[i].name, &(old)->member->v[i]);                 \
		for (size_t i = 0; (new) && i < LIST_N((new)->member); i++)                        \
			add_entry(&news, (new)->member->v[i].id, (new)->member->v[i].at,           \
				  (new)->member->v[i].name, &(new)->member->v[i]);                 \
		compare_and_release(c, record, meeting, &olds, &news);                             \
	} while (0)

/* by their ids; one without an id by what it is for, and the how manieth of those it is */
static void list_clearances(struct entries *entries, struct arena *arena,
			    const struct meeting *meeting)
{
	struct hash seen = HASH_INIT;

	for (size_t i = 0; meeting && i < LIST_N(meeting->clearances); i++) {
		const struct clearance *one = &meeting->clearances->v[i];
		struct entry entry = { one->id, one->id, one->at, NULL, one };

		if (!one->id) {
			const char *key = arena_printf(arena, "%d %s %s", (int)one->kind,
						       one->by.code,
						       one->place ? one->place->id : "");
			uintptr_t *n = (uintptr_t *)hash_slot(&seen, key, strlen(key));

			entry.key = arena_printf(arena, "%s %zu", key, (size_t)++*n);
		}
		VEC_PUSH(&entries->list, entry);
	}
	hash_release(&seen);
}

static void compare_clearances(struct changes *c, const struct meeting *old,
			       const struct meeting *new)
{
	struct entries olds = { 0 }, news = { 0 };

	list_clearances(&olds, c->arena, old);
	list_clearances(&news, c->arena, new);
	compare_and_release(c, &record_clearance, new ? new : old, &olds, &news);
}

static void compare_meeting(struct changes *c, const struct meeting *old, const struct meeting *new)
{
	const struct meeting *meeting = new ? new : old;

	compare_clearances(c, old, new);
	COMPARE(c, &record_action, meeting, old, new, actions, title);
	COMPARE(c, &record_group, meeting, old, new, groups, name);
}

static void compare_meetings(struct changes *c)
{
	for (size_t i = 0; i < c->list.n; i++) {
		const struct change *change = &c->list.v[i];

		if (!change_event(change)->item)
			compare_meeting(c, change->old ? change->old->of_meeting : NULL,
					change->new ? change->new->of_meeting : NULL);
	}
}

/* of the plan itself what is not told in other ways */
static uint64_t plan_differences(const struct plan *old, const struct plan *new)
{
	static const char *const told[] = { "pbplan", "id",	"uid_domain", "include", "private_include",
					    "sides",  "places", "vehicles",   "people",	 "meetings", NULL };
	uint64_t which = UINT64_MAX;

	for (size_t i = 0; told[i]; i++)
		which &= ~record_field_bit(&record_plan, told[i]);
	return record_differences(&record_plan, which, old->at, new->at);
}

void changes_add_records(struct changes *c)
{
	const struct plan *old = c->old.it->plan, *new = c->new.it->plan;
	struct entry from = { "", NULL, old->at, old->title, old };
	struct entry to = { "", NULL, new->at, new->title, new };
	uint64_t fields = plan_differences(old, new);

	compare_meetings(c);
	COMPARE(c, &record_person, NULL, old, new, people, name);
	COMPARE(c, &record_place, NULL, old, new, places, name);
	COMPARE(c, &record_vehicle, NULL, old, new, vehicles, name);
	COMPARE(c, &record_side, NULL, old, new, sides, name);
	if (fields && !c->meeting)
		add_change(c, &record_plan, NULL, &from, &to, fields);
}
