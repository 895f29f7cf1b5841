#include "render/change-words.h"

#include <stdlib.h>
#include <string.h>

#include "lang/country.h"
#include "plan/compare.h"
#include "render/describe-people.h"
#include "render/describe.h"
#include "render/timing.h"

#include "base/banned.h"

static const char *say(const struct change_words *w, const char *msgid) __attribute__((format_arg(2)));
static const char *say(const struct change_words *w, const char *msgid)
{
	return catalog_get(w->catalog, msgid);
}

/* a statement of a line, behind the others */
static void add_clause(struct strbuf *clauses, const struct change_words *w, const char *clause)
{
	char *before;

	if (!*clause)
		return;
	if (!clauses->len) {
		strbuf_addstr(clauses, clause);
		return;
	}
	before = strbuf_detach(clauses, NULL);
	/* TRANSLATORS: two statements about one thing: another time; another place. */
	strbuf_addf(clauses, say(w, N_("%1$s; %2$s")), before, clause);
	free(before);
}

/* a pattern with one %s, filled, as a clause; nothing for no text */
static void add_clause_of(struct strbuf *clauses, const struct change_words *w, const char *msgid,
			  const char *text)
{
	struct strbuf clause = STRBUF_INIT;

	if (*text) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		strbuf_addf(&clause, say(w, msgid), text);
#pragma GCC diagnostic pop
		add_clause(clauses, w, clause.text);
	}
	strbuf_release(&clause);
}

/* the same with what it was and what it is; nothing if these are the same */
static void add_clause_from_to(struct strbuf *clauses, const struct change_words *w,
			       const char *msgid, const char *from, const char *to)
{
	struct strbuf clause = STRBUF_INIT;
	const char *none = say(w, N_("not settled"));

	if (strcmp(from, to)) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		strbuf_addf(&clause, say(w, msgid), *from ? from : none, *to ? to : none);
#pragma GCC diagnostic pop
		add_clause(clauses, w, clause.text);
	}
	strbuf_release(&clause);
}

/* --------------------------------------------------------------------- what it is of */

static const struct reader *find_reader(const struct change_words *w, const char *id)
{
	uintptr_t i = (uintptr_t)hash_get(&w->notices->readers_by_id, id, strlen(id));

	return i ? &w->notices->readers.v[i - 1] : NULL;
}

const char *change_person(const struct change_words *w, const char *id)
{
	const struct reader *reader = find_reader(w, id);
	const struct person *person = !reader ? NULL : reader->new ? reader->new : reader->old;

	return person && person->name ? text_in(person->name, w->lang) : id;
}

/* which of an event's places */
enum spot { SPOT_PLACE, SPOT_TO, SPOT_VIA };

static const struct place *place_of(const struct event *event, enum spot spot, enum audience reader)
{
	const struct item *item = event->of_item;

	if (!item)
		return spot == SPOT_PLACE && event->of_meeting ? event->of_meeting->place : NULL;
	if (spot == SPOT_PLACE)
		return describe_where(item, reader);
	if (!event->to) /* it is no leg */
		return NULL;
	if (spot == SPOT_TO)
		return FIELD_REACHES(item, to, reader) ? item->to : NULL;
	return FIELD_REACHES(item, via, reader) ? item->via : NULL;
}

static struct describe in_words(const struct change_words *w)
{
	return (struct describe){ .lang = w->lang, .reader = w->notices->reader };
}

/* of what was told before: the plan's place of that id, if it still has the name */
static void add_told_place(struct strbuf *out, const struct change_words *w,
			   const struct event *event, enum spot spot)
{
	const char *id = spot == SPOT_PLACE ? event->place : spot == SPOT_TO ? event->to : event->via;
	const struct changes *c = w->notices->changes;
	const struct place *place = id ? hash_get(&c->places, id, strlen(id)) : NULL;
	const struct describe d = in_words(w);
	const char *name;

	if (id && !place && c->old.gazetteer)
		place = gazetteer_find(c->old.gazetteer, id);
	name = place ? text_in(place->name, LANG_EN) : "";
	if (place && (spot != SPOT_PLACE || !event->location ||
		      !strncmp(event->location, name, strlen(name))))
		describe_place(out, &d, place);
	else if (spot == SPOT_PLACE && event->location)
		strbuf_addstr(out, event->location);
	else if (id)
		strbuf_addstr(out, id);
}

static void add_place(struct strbuf *out, const struct change_words *w, const struct event *event,
		      enum spot spot)
{
	const struct describe d = in_words(w);
	const struct place *place;

	if (!event->of_meeting) {
		add_told_place(out, w, event, spot);
		return;
	}
	place = place_of(event, spot, w->notices->reader);
	if (place)
		describe_place(out, &d, place);
}

void change_add_name(struct strbuf *out, const struct change_words *w, const struct event *event)
{
	size_t from = out->len;

	if (!event_has_title(event))
		add_place(out, w, event, SPOT_PLACE);
	else if (event->summary)
		strbuf_addstr(out, text_in(event->summary, w->lang));
	if (out->len == from)
		strbuf_addstr(out, event->item ? event->item : event->meeting);
}

static const char *kind_title(const struct change_words *w, const struct event *event)
{
	for (int i = 0; i < ITEM_KIND_COUNT; i++)
		if (!strcmp(event->kind, kind_info((enum item_kind)i)->key))
			return say(w, kind_info((enum item_kind)i)->title);
	return event->kind;
}

/* the day that tells it from others of its name; CIVIL_NONE: that of a visit is not told */
static civil_day day_of(const struct event *event)
{
	if (!event->item)
		return CIVIL_NONE;
	if (event->start != INSTANT_NONE && event->start_zone)
		return zone_local(event->start_zone, event->start, NULL);
	return event->first;
}

/* the name, behind which it says what of it is told; with a day if that does not */
static void add_subject(struct strbuf *out, const struct change_words *w, const struct event *event,
			bool with_day)
{
	struct strbuf name = STRBUF_INIT, more = STRBUF_INIT, day = STRBUF_INIT;

	change_add_name(&name, w, event);
	if (!event_has_title(event))
		describe_add_name(&more, kind_title(w, event));
	if (with_day && day_of(event) != CIVIL_NONE) {
		dates_add(&day, w->dates, w->lang, DATE_SHORT, day_of(event));
		describe_add_name(&more, day.text);
	}
	if (more.len)
		strbuf_addf(out, say(w, N_("%1$s (%2$s)")), name.text, more.text);
	else
		strbuf_add(out, name.text, name.len);
	strbuf_release(&name);
	strbuf_release(&more);
	strbuf_release(&day);
}

/* ------------------------------------------------------------------------ the clauses */

static struct timing timing_of(const struct event *event)
{
	bool stays = !strcmp(event->kind, kind_info(ITEM_STAY)->key);
	struct timing timing = { .start = event->start,
				 .end = event->end,
				 .start_zone = event->start_zone,
				 .end_zone = event->end_zone,
				 .first = event->first,
				 .last = event->last };

	/* of a stay the day of departure is told */
	if (timing.last != CIVIL_NONE && !stays)
		timing.last--;
	return timing;
}

static struct timing_words timing_words(const struct change_words *w, const struct told *told)
{
	return (struct timing_words){ w->catalog, w->dates, w->lang, told->flags & TOLD_ZONED };
}

static void add_time_clause(struct strbuf *clauses, const struct change_words *w,
			    const struct told *told, const struct change *change)
{
	struct timing_words words = timing_words(w, told);
	struct timing from = timing_of(change->old), to = timing_of(change->new);
	struct strbuf clause = STRBUF_INIT;

	timing_add_change(&clause, &words, &from, &to);
	add_clause(clauses, w, clause.text);
	strbuf_release(&clause);
}

static void add_spot_clause(struct strbuf *clauses, const struct change_words *w,
			    const struct change *change, enum spot spot, const char *msgid)
{
	struct strbuf from = STRBUF_INIT, to = STRBUF_INIT;

	add_place(&from, w, change->old, spot);
	add_place(&to, w, change->new, spot);
	add_clause_from_to(clauses, w, msgid, from.text, to.text);
	strbuf_release(&from);
	strbuf_release(&to);
}

static void add_place_clauses(struct strbuf *clauses, const struct change_words *w,
			      const struct change *change)
{
	bool moves = change->old->to || change->new->to;

	if (moves)
		/* TRANSLATORS: where a leg begins: as it was → as it is. */
		add_spot_clause(clauses, w, change, SPOT_PLACE, N_("from: %1$s → %2$s"));
	else
		/* TRANSLATORS: where it takes place: as it was → as it is. */
		add_spot_clause(clauses, w, change, SPOT_PLACE, N_("place: %1$s → %2$s"));
	/* TRANSLATORS: where a leg ends: as it was → as it is. */
	add_spot_clause(clauses, w, change, SPOT_TO, N_("to: %1$s → %2$s"));
	/* TRANSLATORS: the border crossing that a train or bus passes: as it was → as it is. */
	add_spot_clause(clauses, w, change, SPOT_VIA, N_("via: %1$s → %2$s"));
}

static void add_status_clause(struct strbuf *clauses, const struct change_words *w,
			      const struct change *change)
{
	switch (change->new->status) {
	case STATUS_DRAFT:
		/* TRANSLATORS: the new status of an item or a visit. */
		add_clause(clauses, w, say(w, N_("now a draft")));
		break;
	case STATUS_TENTATIVE:
		/* TRANSLATORS: the new status of an item or a visit. */
		add_clause(clauses, w, say(w, N_("now tentative")));
		break;
	case STATUS_CANCELLED:
		add_clause(clauses, w, say(w, N_("cancelled")));
		break;
	default:
		/* TRANSLATORS: the new status of an item or a visit. */
		add_clause(clauses, w, say(w, N_("now confirmed")));
	}
}

static bool asks_check_in(const struct item *item)
{
	return item->check_in.unit == DURATION_MINUTES && item->has_time && item->start_zone;
}

/* how one travels; what has no clause of its own is left in *fields, to be told as a word */
static void add_travel_clauses(struct strbuf *clauses, const struct change_words *w,
			       const struct change *change, uint64_t *fields)
{
	const struct item *old = change->old->of_item, *new = change->new->of_item;
	uint64_t vehicle = record_field_bit(&record_item, "vehicle");
	uint64_t entering = record_field_bit(&record_item, "entering");
	uint64_t check_in = record_field_bit(&record_item, "check_in");
	const struct describe d = in_words(w);
	struct strbuf from = STRBUF_INIT, to = STRBUF_INIT;

	if (*fields & vehicle) {
		describe_vehicle_names(&from, &d, old->vehicles);
		describe_vehicle_names(&to, &d, new->vehicles);
		/* TRANSLATORS: the vehicles of a leg: as it was → as it is. */
		add_clause_from_to(clauses, w, N_("vehicle: %1$s → %2$s"), from.text, to.text);
	}
	strbuf_reset(&from);
	strbuf_reset(&to);
	if ((*fields & entering) && old->entering.code[0] && new->entering.code[0]) {
		country_add_name(&from, w->lang, old->entering.code);
		country_add_name(&to, w->lang, new->entering.code);
		/* TRANSLATORS: the country entered at a border: as it was → as it is. */
		add_clause_from_to(clauses, w, N_("entering: %1$s → %2$s"), from.text, to.text);
	}
	strbuf_reset(&from);
	strbuf_reset(&to);
	*fields &= ~(vehicle | entering);
	if ((*fields & check_in) && asks_check_in(old) && asks_check_in(new)) {
		timing_add_clock(&from, old->start_zone, old->start - old->check_in.n * 60);
		timing_add_clock(&to, new->start_zone, new->start - new->check_in.n * 60);
		/* TRANSLATORS: when to be at the airport: as it was → as it is. */
		add_clause_from_to(clauses, w, N_("check-in: %1$s → %2$s"), from.text, to.text);
		*fields &= ~check_in;
	}
	strbuf_release(&from);
	strbuf_release(&to);
}

static int compare_readers(const void *a, const void *b)
{
	const struct reader *left = *(const struct reader *const *)a;
	const struct reader *right = *(const struct reader *const *)b;

	return left < right ? -1 : left > right;
}

/* the names of those who are in one of two events and not in the other, by precedence */
static void add_who_is_in_one(struct strbuf *names, const struct change_words *w,
			      const struct event *in, const struct strings *people,
			      const struct strings *others)
{
	const struct event other = { .people = others };
	VEC(const struct reader *) readers = { 0 };

	for (size_t i = 0; i < LIST_N(people); i++) {
		const struct reader *reader = find_reader(w, people->v[i]);

		if (reader && !event_has(&other, people->v[i]) &&
		    notices_may_name(w->notices, in, people->v[i]))
			VEC_PUSH(&readers, reader);
	}
	if (readers.n)
		qsort(readers.v, readers.n, sizeof(*readers.v), compare_readers);
	for (size_t i = 0; i < readers.n; i++)
		describe_add_name(names, change_person(w, readers.v[i]->id));
	VEC_RELEASE(&readers);
}

static void add_people_clauses(struct strbuf *clauses, const struct change_words *w,
			       const struct change *change)
{
	struct strbuf names = STRBUF_INIT;

	add_who_is_in_one(&names, w, change->new, change->new_people, change->old_people);
	/* TRANSLATORS: names of those who were not in it before. */
	add_clause_of(clauses, w, N_("taking part now: %s"), names.text);
	strbuf_reset(&names);
	add_who_is_in_one(&names, w, change->old, change->old_people, change->new_people);
	/* TRANSLATORS: names of those who were in it before. */
	add_clause_of(clauses, w, N_("no longer taking part: %s"), names.text);
	strbuf_release(&names);
}

/* the new title, if it is another in this language */
static bool add_title_clause(struct strbuf *clauses, const struct change_words *w,
			     const struct change *change)
{
	const char *new = text_in(change->new->summary, w->lang);

	if (!strcmp(text_in(change->old->summary, w->lang), new))
		return false;
	/* TRANSLATORS: the new title of what has just been named. */
	add_clause_of(clauses, w, N_("now: %s"), new);
	return true;
}

/* what of its fields is not the same, as words with commas */
static void add_words(struct strbuf *words, const struct change_words *w,
		      const struct change *change, unsigned int aspects, uint64_t fields)
{
	if (aspects & EVENT_SUMMARY)
		describe_add_name(words, say(w, N_("title")));
	if (aspects & EVENT_KIND)
		describe_add_name(words, say(w, N_("kind")));
	if (fields && words->len)
		strbuf_addstr(words, ", ");
	field_words_add(words, w->catalog, change_record(change), fields);
}

static uint64_t same_in_language(const struct change_words *w, const struct change *change,
				 uint64_t fields)
{
	const struct event *old = change->old, *new = change->new;

	if (!fields)
		return 0;
	if (new->item)
		return record_same_in(&record_item, fields, old->of_item->at, new->of_item->at, w->lang);
	return record_same_in(&record_meeting, fields, old->of_meeting->at, new->of_meeting->at,
			      w->lang);
}

static void add_words_clause(struct strbuf *clauses, const struct change_words *w,
			     const struct told *told, unsigned int aspects, uint64_t fields)
{
	const struct change *change = told_change(w->notices, told);
	struct strbuf words = STRBUF_INIT;

	if (w->own) {
		aspects &= ~(unsigned int)EVENT_SUMMARY;
		fields &= ~same_in_language(w, change, fields);
	}
	add_words(&words, w, change, aspects, fields);
	if (clauses->len)
		/* TRANSLATORS: what else was changed: words such as "title, details, chair". */
		add_clause_of(clauses, w, N_("also: %s"), words.text);
	else
		add_clause(clauses, w, words.text);
	strbuf_release(&words);
}

/* -------------------------------------------------------------------------- the lines */

static bool add_changed(struct strbuf *out, const struct change_words *w, const struct told *told)
{
	const struct change *change = told_change(w->notices, told);
	bool is_item = change->new->item != NULL;
	uint64_t fields = told_words(w->notices, told);
	uint64_t travel = is_item ? change->fields & change_travel_fields() : 0;
	unsigned int aspects = change->aspects;
	struct strbuf clauses = STRBUF_INIT, subject = STRBUF_INIT;
	bool has_words;

	if ((aspects & EVENT_SUMMARY) && add_title_clause(&clauses, w, change))
		aspects &= ~(unsigned int)EVENT_SUMMARY;
	if (aspects & EVENT_TIME)
		add_time_clause(&clauses, w, told, change);
	if (aspects & EVENT_PLACE)
		add_place_clauses(&clauses, w, change);
	if (travel && w->notices->reader <= AUDIENCE_PARTICIPANTS)
		add_travel_clauses(&clauses, w, change, &travel);
	if ((aspects & EVENT_STATUS) && !(told->flags & TOLD_STATUS_IMPLIED))
		add_status_clause(&clauses, w, change);
	if ((aspects & EVENT_PEOPLE) && !(told->flags & TOLD_PEOPLE_IMPLIED))
		add_people_clauses(&clauses, w, change);
	if (w->notices->reader > AUDIENCE_PARTICIPANTS)
		travel = 0;
	add_words_clause(&clauses, w, told, aspects, fields | travel);
	has_words = clauses.len > 0;
	add_subject(&subject, w, change->old, !(aspects & EVENT_TIME));
	if (has_words)
		/* TRANSLATORS: an item or a visit, and what is told of it. */
		strbuf_addf(out, say(w, N_("%1$s: %2$s")), subject.text, clauses.text);
	strbuf_release(&clauses);
	strbuf_release(&subject);
	return has_words;
}

/* puts where a leg ends behind where it begins */
static void add_way(struct strbuf *from, const struct change_words *w, const char *to)
{
	char *begin;

	if (!*to)
		return;
	begin = strbuf_detach(from, NULL);
	strbuf_addf(from, say(w, N_("%1$s → %2$s")), begin, to);
	free(begin);
}

/* when and where, for what is new or no more */
static void add_whole(struct strbuf *out, const struct change_words *w, const struct told *told,
		      const struct event *event)
{
	struct timing_words words = timing_words(w, told);
	struct timing timing = timing_of(event);
	struct strbuf subject = STRBUF_INIT, when = STRBUF_INIT, where = STRBUF_INIT, to = STRBUF_INIT;

	add_subject(&subject, w, event, false);
	timing_add(&when, &words, &timing);
	if (event_has_title(event))
		add_place(&where, w, event, SPOT_PLACE);
	add_place(&to, w, event, SPOT_TO);
	add_way(&where, w, to.text);
	add_clause(&when, w, where.text);
	if (when.len)
		strbuf_addf(out, say(w, N_("%1$s: %2$s")), subject.text, when.text);
	else
		strbuf_add(out, subject.text, subject.len);
	strbuf_release(&subject);
	strbuf_release(&when);
	strbuf_release(&where);
	strbuf_release(&to);
}

static const char *pattern_of(enum told_kind kind)
{
	switch (kind) {
	case TOLD_NEW:
		/* TRANSLATORS: an item or a visit that was not there before. */
		return N_("new: %s");
	case TOLD_JOINED:
		/* TRANSLATORS: the reader takes part in this item, and did not before. */
		return N_("now taking part in: %s");
	case TOLD_GONE:
		/* TRANSLATORS: an item or a visit that is not there any more. */
		return N_("dropped: %s");
	case TOLD_LEFT:
		/* TRANSLATORS: the reader does not take part in this item any more. */
		return N_("no longer taking part in: %s");
	case TOLD_CANCELLED:
		/* TRANSLATORS: an item or a visit. */
		return N_("cancelled: %s");
	default:
		/* TRANSLATORS: an item or a visit that had been cancelled. */
		return N_("takes place after all: %s");
	}
}

bool change_add_line(struct strbuf *out, const struct change_words *w, const struct told *told)
{
	const struct change *change = told_change(w->notices, told);
	enum told_kind kind = (enum told_kind)told->kind;
	bool is_new = kind == TOLD_NEW || kind == TOLD_JOINED || kind == TOLD_REVIVED;
	struct strbuf whole = STRBUF_INIT;

	if (told->flags & TOLD_IMPLIED)
		return false;
	if (kind == TOLD_CHANGED)
		return add_changed(out, w, told);
	add_whole(&whole, w, told, is_new ? change->new : change->old);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	strbuf_addf(out, say(w, pattern_of(kind)), whole.text);
#pragma GCC diagnostic pop
	strbuf_release(&whole);
	return true;
}

void change_add_fields(struct strbuf *out, const struct change_words *w,
		       const struct change *change, uint64_t fields)
{
	struct strbuf subject = STRBUF_INIT, words = STRBUF_INIT;

	add_subject(&subject, w, change_event(change), true);
	field_words_add(&words, w->catalog, change_record(change), fields);
	strbuf_addf(out, say(w, N_("%1$s: %2$s")), subject.text, words.text);
	strbuf_release(&subject);
	strbuf_release(&words);
}
