/*
 * What changed, for programs: times in UTC, days with the last not
 * included as in RFC 5545, everything else by its id.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "plan/compare.h"
#include "render/changes-text.h"

#include "base/banned.h"

struct writing {
	struct json json;
	const struct change_words *w;
	const struct changes *changes;
	bool all; /* whatever the view: for everybody, organizers among them */
	bool *told; /* else: by change, whether a reader is told of it */
};

static const char *status_word(enum status status)
{
	switch (status) {
	case STATUS_DRAFT:
		return "draft";
	case STATUS_TENTATIVE:
		return "tentative";
	case STATUS_HELD:
		return "held";
	case STATUS_CANCELLED:
		return "cancelled";
	default:
		return "confirmed";
	}
}

static void put_instant(struct json *json, const char *key, instant at)
{
	civil_day day = (civil_day)((at - (at % 86400 + 86400) % 86400) / 86400);
	int second = (int)(at - (instant)day * 86400);
	struct civil c = civil_from_day(day);
	char text[40];

	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day,
		 second / 3600, second / 60 % 60, second % 60);
	json_put(json, key, text);
}

static void put_times(struct json *json, const struct event *event)
{
	if (event->start != INSTANT_NONE) {
		put_instant(json, "start", event->start);
		put_instant(json, "end", event->end);
	} else {
		json_put_day(json, "start", event->first);
		json_put_day(json, "end", event->last);
	}
	json_put(json, "start_zone", event->start_zone ? zone_id(event->start_zone) : NULL);
	json_put(json, "end_zone", event->end_zone ? zone_id(event->end_zone) : NULL);
}

/* an event as it was or is; null: it was not, or is not, or the view does not show it */
static void put_event(struct writing *x, const char *key, const struct event *event,
		      const struct strings *people)
{
	struct json *json = &x->json;
	bool is_public = x->w->notices->reader == AUDIENCE_PUBLIC && !x->all;
	bool hides_ways = is_public && event && event->to;

	json_key(json, key);
	if (!event) {
		json_string(json, NULL);
		return;
	}
	json_open(json, '{');
	json_put(json, "uid", event->uid);
	put_times(json, event);
	json_put(json, "place", hides_ways ? NULL : event->place);
	json_put(json, "to", hides_ways ? NULL : event->to);
	json_put(json, "via", hides_ways ? NULL : event->via);
	json_put(json, "status", status_word(event->status));
	json_put(json, "title", event_has_title(event) ? text_in(event->summary, x->w->lang) : NULL);
	json_key(json, "people");
	json_open(json, '[');
	for (size_t i = 0; i < LIST_N(people); i++)
		if (x->all || notices_may_name(x->w->notices, event, people->v[i]))
			json_string(json, people->v[i]);
	json_close(json, ']');
	json_close(json, '}');
}

/* what the reader sees of a change */
struct seen {
	const struct event *old, *new;
	enum change_kind kind;
};

static bool see(const struct writing *x, const struct change *change, struct seen *ret)
{
	bool old = x->all ? change->old != NULL : notices_show_old(x->w->notices, change);
	bool new = x->all ? change->new != NULL : notices_show_new(x->w->notices, change);

	*ret = (struct seen){ old ? change->old : NULL, new ? change->new : NULL, change->kind };
	if (old && !new)
		ret->kind = CHANGE_REMOVED;
	else if (new && !old)
		ret->kind = CHANGE_ADDED;
	return change->kind != CHANGE_NONE && (old || new);
}

static const char *kind_word(enum change_kind kind)
{
	static const char *const words[] = {
		[CHANGE_NONE] = "none",		  [CHANGE_ADDED] = "added",
		[CHANGE_REMOVED] = "removed",	  [CHANGE_CANCELLED] = "cancelled",
		[CHANGE_REVIVED] = "revived",	  [CHANGE_CHANGED] = "changed",
		[CHANGE_RENAMED] = "renamed",
	};

	return words[kind];
}

static bool is_told_of_contacts(const struct notices *t, uint32_t change)
{
	for (size_t i = 0; i < t->list.n; i++)
		for (size_t k = 0; k < t->list.v[i].told.n; k++)
			if (t->list.v[i].told.v[k].change == change &&
			    (t->list.v[i].told.v[k].flags & TOLD_CONTACT))
				return true;
	return false;
}

static void note_told(struct writing *x)
{
	const struct notices *t = x->w->notices;

	x->told = xcalloc(x->changes->list.n + 1, sizeof(*x->told));
	for (size_t i = 0; i < t->list.n; i++)
		for (size_t k = 0; k < t->list.v[i].told.n; k++)
			x->told[t->list.v[i].told.v[k].change] = true;
}

static uint64_t seen_fields(const struct writing *x, const struct change *change)
{
	const uint64_t contact = record_field_bit(&record_meeting, "contact");
	uint64_t fields;

	if (x->all)
		return change->fields;
	fields = notices_fields(x->w->notices, change);
	if (!change_event(change)->item && (fields & contact) &&
	    !is_told_of_contacts(x->w->notices, (uint32_t)(change - x->changes->list.v)))
		fields &= ~contact;
	return fields;
}

static void put_aspects(struct writing *x, const struct change *change, uint64_t fields)
{
	static const struct {
		unsigned int aspect;
		const char *word;
	} words[] = {
		{ EVENT_TIME, "time" },	    { EVENT_PLACE, "place" }, { EVENT_STATUS, "status" },
		{ EVENT_PEOPLE, "people" }, { EVENT_SUMMARY, "title" }, { EVENT_KIND, "kind" },
	};
	const struct record *record = change_record(change);

	json_key(&x->json, "aspects");
	json_open(&x->json, '[');
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (change->aspects & words[i].aspect)
			json_string(&x->json, words[i].word);
	for (size_t i = 0; i < record->n_fields; i++)
		if (fields >> i & 1)
			json_string(&x->json, record->fields[i].key);
	json_close(&x->json, ']');
}

/* those who take part before or after, as far as the reader sees either */
static void put_people(struct writing *x, const struct change *change, const struct seen *seen)
{
	const struct strings *old = seen->old ? change->old_people : NULL;
	const struct strings *new = seen->new ? change->new_people : NULL;
	const struct event *event = change_event(change);
	size_t i = 0, k = 0;

	json_key(&x->json, "people");
	json_open(&x->json, '[');
	while (i < LIST_N(old) || k < LIST_N(new)) {
		int c = i >= LIST_N(old) ? 1 : k >= LIST_N(new) ? -1 : strcmp(old->v[i], new->v[k]);
		const char *id = c <= 0 ? old->v[i] : new->v[k];

		if (x->all || notices_may_name(x->w->notices, event, id))
			json_string(&x->json, id);
		i += c <= 0;
		k += c >= 0;
	}
	json_close(&x->json, ']');
}

static void put_change(struct writing *x, const struct change *change)
{
	struct strbuf title = STRBUF_INIT;
	struct change seen_change = *change;
	const struct event *event;
	struct seen seen;

	if (!see(x, change, &seen) || (!x->all && !x->told[change - x->changes->list.v]))
		return;
	event = seen.new ? seen.new : seen.old;
	seen_change.fields = seen.old && seen.new ? seen_fields(x, change) : 0;
	seen_change.aspects = seen.old && seen.new ? change->aspects : 0;
	seen_change.kind = seen.kind;
	change_add_name(&title, x->w, event);
	json_open(&x->json, '{');
	json_put(&x->json, "uid", event->uid);
	json_put(&x->json, "meeting", event->meeting);
	json_put(&x->json, "item", event->item);
	json_put(&x->json, "kind", event->kind);
	json_put(&x->json, "title", title.text);
	json_put(&x->json, "change", kind_word(seen.kind));
	json_put_bool(&x->json, "material",
		      change_is_material(&seen_change) || !seen.old || !seen.new);
	put_aspects(x, &seen_change, seen_change.fields);
	put_event(x, "before", seen.old, change->old_people);
	put_event(x, "after", seen.new, change->new_people);
	put_people(x, change, &seen);
	json_close(&x->json, '}');
	strbuf_release(&title);
}

/* -------------------------------------------------------------------- people, places … */

/* "people.ani", "meetings.baku-2027-04.clearances.permit" */
static void add_path(struct strbuf *out, const struct record_change *change)
{
	static const struct {
		const struct record *record;
		const char *key;
	} keys[] = {
		{ &record_person, "people" },	  { &record_place, "places" },
		{ &record_vehicle, "vehicles" },  { &record_side, "sides" },
		{ &record_clearance, "clearances" }, { &record_action, "actions" },
		{ &record_group, "groups" },	  { &record_plan, "plan" },
	};

	if (change->meeting)
		strbuf_addf(out, "meetings.%s.", change->meeting->id);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (keys[i].record == change->record)
			strbuf_addstr(out, keys[i].key);
	if (change->id)
		strbuf_addf(out, ".%s", change->id);
}

static uint64_t seen_record_fields(const struct writing *x, const struct record_change *change)
{
	if (x->all)
		return change->fields;
	return change->fields & record_told_fields(change->record) &
	       record_fields_reaching(change->record, x->w->notices->reader);
}

static void put_record(struct writing *x, const struct record_change *change)
{
	uint64_t fields = seen_record_fields(x, change);
	struct strbuf path = STRBUF_INIT;

	if (!x->all && !records_have(x->w->notices->records, change->bit))
		return;
	add_path(&path, change);
	json_open(&x->json, '{');
	json_put(&x->json, "record", path.text);
	json_put(&x->json, "change", kind_word(x->all ? change->kind : CHANGE_CHANGED));
	json_key(&x->json, "fields");
	json_open(&x->json, '[');
	for (size_t i = 0; i < change->record->n_fields; i++)
		if (fields >> i & 1)
			json_string(&x->json, change->record->fields[i].key);
	json_close(&x->json, ']');
	json_close(&x->json, '}');
	strbuf_release(&path);
}

static void put_person(struct writing *x, const struct notice *notice)
{
	const struct changes *c = x->changes;

	if (!notice->person || (!notice->told.n && !notice->records))
		return;
	json_open(&x->json, '{');
	json_put(&x->json, "person", notice->person);
	json_key(&x->json, "changes");
	json_open(&x->json, '[');
	for (size_t i = 0; i < notice->told.n; i++) {
		const struct change *change = told_change(x->w->notices, &notice->told.v[i]);
		struct seen seen;

		if (see(x, change, &seen))
			json_string(&x->json, (seen.new ? seen.new : seen.old)->uid);
	}
	json_close(&x->json, ']');
	json_key(&x->json, "records");
	json_open(&x->json, '[');
	for (size_t i = 0; i < c->records.n; i++) {
		struct strbuf path = STRBUF_INIT;

		if (records_have(notice->records, c->records.v[i].bit)) {
			add_path(&path, &c->records.v[i]);
			json_string(&x->json, path.text);
		}
		strbuf_release(&path);
	}
	json_close(&x->json, ']');
	json_close(&x->json, '}');
}

void changes_add_json(struct strbuf *out, const struct change_words *words,
		      const struct notices *for_organizers)
{
	const struct notices *notices = words->notices;
	struct writing x = { .w = words,
			     .changes = notices->changes,
			     .all = for_organizers || notices->reader == AUDIENCE_ORGANIZERS };

	note_told(&x);
	json_init(&x.json, out);
	json_open(&x.json, '{');
	json_key(&x.json, "changes");
	json_open(&x.json, '[');
	for (size_t i = 0; i < x.changes->list.n; i++)
		put_change(&x, &x.changes->list.v[i]);
	json_close(&x.json, ']');
	json_key(&x.json, "records");
	json_open(&x.json, '[');
	for (size_t i = 0; i < x.changes->records.n; i++)
		put_record(&x, &x.changes->records.v[i]);
	json_close(&x.json, ']');
	json_key(&x.json, "people");
	json_open(&x.json, '[');
	for (size_t i = 0; i < notices->list.n; i++)
		put_person(&x, &notices->list.v[i]);
	json_close(&x.json, ']');
	json_close(&x.json, '}');
	free(x.told);
}
