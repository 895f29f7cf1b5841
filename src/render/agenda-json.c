#include "render/agenda-format.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "plan/fields.h"
#include "render/agenda-answers.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* so many people are listed in one agenda, before lists are left out */
#define LISTED_MAX 1000000

struct writer {
	struct json json;
	const struct agenda *agenda;
	const struct agenda_style *style;
	struct agenda_words words;
	size_t listed;
};

static enum audience reader(const struct writer *w)
{
	return w->words.d.reader;
}

/* ---------------------------------------------------------------------------- values */

/* what words say, or null if they say nothing */
#define PUT_WORDS(w, key, ...)                                                                     \
	do {                                                                                       \
		struct strbuf words_ = STRBUF_INIT;                                                \
                                                                                                   \
		__VA_ARGS__;                                                                       \
		json_put(&(w)->json, (key), words_.len ? words_.text : NULL);                      \
		strbuf_release(&words_);                                                           \
	} while (0)

static void put_text(struct writer *w, const char *key, const struct text *text, bool reaches)
{
	json_put(&w->json, key, text && reaches ? text_in(text, w->words.d.lang) : NULL);
}

/* an instant, and what clocks show there then */
static void put_moment(struct writer *w, const char *key, const struct zone *zone, instant at)
{
	int minute;
	struct civil c = civil_from_day(zone_local(zone, at, &minute));
	char local[64];

	snprintf(local, sizeof(local), "%04d-%02d-%02dT%02d:%02d", c.year, c.month, c.day,
		 minute / 60, minute % 60);
	json_key(&w->json, key);
	json_open(&w->json, '{');
	json_put_instant(&w->json, "utc", at);
	json_put(&w->json, "local", local);
	json_put(&w->json, "zone", zone_id(zone));
	json_close(&w->json, '}');
}

static void put_null(struct writer *w, const char *key)
{
	json_put(&w->json, key, NULL);
}

static void put_countries(struct writer *w, const struct place *place)
{
	const struct place *building = place_building(place);

	json_key(&w->json, "countries");
	json_open(&w->json, '[');
	if (FIELD_REACHES(place, country, reader(w))) {
		if (building->country.code[0])
			json_string(&w->json, building->country.code);
		for (size_t i = 0; i < LIST_N(building->between); i++)
			json_string(&w->json, building->between->v[i].code);
	}
	json_close(&w->json, ']');
}

static void put_place(struct writer *w, const char *key, const struct place *place)
{
	const struct place *building, *city;

	if (!place) {
		put_null(w, key);
		return;
	}
	building = place_building(place);
	city = building->city ? building->city : place->city;
	json_key(&w->json, key);
	json_open(&w->json, '{');
	json_put(&w->json, "id", place->id);
	put_text(w, "name", place->name, FIELD_REACHES(place, name, reader(w)));
	put_text(w, "within", building != place ? building->name : NULL,
		 FIELD_REACHES(place, within, reader(w)));
	json_put(&w->json, "address",
		 FIELD_REACHES(place, address, reader(w)) ? building->address : NULL);
	put_text(w, "city", city ? city->name : NULL, FIELD_REACHES(place, city, reader(w)));
	put_countries(w, place);
	json_close(&w->json, '}');
}

/* ---------------------------------------------------------------------------- people */

static void put_person(struct writer *w, const struct person *person)
{
	w->listed++;
	json_open(&w->json, '{');
	json_put(&w->json, "id", person->id);
	put_text(w, "name", person->name, true);
	put_text(w, "position", person->position, FIELD_REACHES(person, position, reader(w)));
	json_close(&w->json, '}');
}

static bool may_name(struct writer *w, const struct person *person)
{
	return person &&
	       brief_may_name(&w->words.brief, &w->words.d, w->words.m->meeting, person);
}

static void put_refs(struct writer *w, const char *key, const struct person_refs *refs,
		     bool reaches)
{
	json_key(&w->json, key);
	json_open(&w->json, '[');
	for (size_t i = 0; reaches && i < LIST_N(refs); i++)
		if (may_name(w, refs->v[i]))
			put_person(w, refs->v[i]);
	json_close(&w->json, ']');
}

/* ids are enough: the meeting names its people */
static void put_people(struct writer *w, const struct item *item)
{
	const struct person_set *set = itinerary_all(w->words.d.it, item);

	json_key(&w->json, "people");
	if (w->listed + set->n > LISTED_MAX || !FIELD_REACHES(item, who, reader(w))) {
		json_string(&w->json, NULL);
		return;
	}
	w->listed += set->n;
	json_open(&w->json, '[');
	for (size_t i = 0; i < set->n; i++)
		if (may_name(w, set->v[i]))
			json_string(&w->json, set->v[i]->id);
	json_close(&w->json, ']');
}

static void put_members(struct writer *w, const char *key, const struct members *members,
			bool reaches)
{
	json_key(&w->json, key);
	json_open(&w->json, '[');
	for (size_t i = 0; reaches && i < LIST_N(members); i++)
		if (may_name(w, members->v[i].person))
			put_person(w, members->v[i].person);
	json_close(&w->json, ']');
}

static void put_delegations(struct writer *w, const struct meeting *meeting)
{
	const struct delegation **order = describe_order(meeting);
	bool reaches = FIELD_REACHES(meeting, delegations, reader(w));

	json_key(&w->json, "delegations");
	json_open(&w->json, '[');
	for (size_t i = 0; reaches && i < LIST_N(meeting->delegations); i++) {
		const struct delegation *d = order[i];

		json_open(&w->json, '{');
		json_put(&w->json, "side", d->id);
		put_text(w, "name", d->side ? d->side->name : NULL,
			 FIELD_REACHES(side, name, reader(w)));
		put_members(w, "members", d->members, FIELD_REACHES(delegation, members, reader(w)));
		put_members(w, "staff", d->staff, FIELD_REACHES(delegation, staff, reader(w)));
		json_close(&w->json, '}');
	}
	json_close(&w->json, ']');
	free(order);
}

static void put_contacts(struct writer *w, const struct meeting *meeting)
{
	enum audience who = reader(w);

	json_key(&w->json, "contacts");
	json_open(&w->json, '[');
	for (size_t i = 0; i < LIST_N(meeting->contact) && i < 64; i++) {
		const struct contact *c = &meeting->contact->v[i];

		if (!(w->words.d.contacts >> i & 1))
			continue;
		json_open(&w->json, '{');
		if (c->person)
			put_text(w, "name", c->person->name, FIELD_REACHES(contact, person, who));
		else
			put_text(w, "name", c->name, FIELD_REACHES(contact, name, who));
		json_put(&w->json, "phone", FIELD_REACHES(contact, phone, who) ? c->phone : NULL);
		json_put(&w->json, "email", FIELD_REACHES(contact, email, who) ? c->email : NULL);
		json_close(&w->json, '}');
	}
	json_close(&w->json, ']');
}

/* ----------------------------------------------------------------------------- items */

static const char *status_name(enum status status)
{
	static const char *const names[] = {
		[STATUS_NONE] = NULL,		  [STATUS_DRAFT] = "draft",
		[STATUS_TENTATIVE] = "tentative", [STATUS_CONFIRMED] = "confirmed",
		[STATUS_HELD] = "held",		  [STATUS_CANCELLED] = "cancelled",
	};

	return names[status];
}

static const char *state_name(enum agenda_state state)
{
	return state == AGENDA_NOW ? "now" : state == AGENDA_NEXT ? "next" : NULL;
}

static void put_when(struct writer *w, const struct agenda_entry *e)
{
	json_put_bool(&w->json, "all_day", !e->timed);
	json_put_day(&w->json, "date", e->day);
	json_put_day(&w->json, "until", e->end_day);
	if (e->timed) {
		put_moment(w, "start", e->item->start_zone, e->item->start);
		put_moment(w, "end", e->item->end_zone, e->item->end);
	} else {
		put_null(w, "start");
		put_null(w, "end");
	}
}

static void put_where(struct writer *w, const struct item *item)
{
	enum audience who = reader(w);

	put_place(w, "place", FIELD_REACHES(item, place, who) ? item->place : NULL);
	put_place(w, "from", FIELD_REACHES(item, from, who) ? item->from : NULL);
	put_place(w, "to", FIELD_REACHES(item, to, who) ? item->to : NULL);
	put_place(w, "via", FIELD_REACHES(item, via, who) ? item->via : NULL);
	json_put(&w->json, "entering",
		 item->entering.code[0] && FIELD_REACHES(item, entering, who) ? item->entering.code
									      : NULL);
}

static void put_vehicles(struct writer *w, const struct item *item)
{
	json_key(&w->json, "vehicles");
	json_open(&w->json, '[');
	for (size_t i = 0; FIELD_REACHES(item, vehicles, reader(w)) && i < LIST_N(item->vehicles);
	     i++) {
		const struct vehicle *v = item->vehicles->v[i];

		if (!v)
			continue;
		json_open(&w->json, '{');
		json_put(&w->json, "id", v->id);
		put_text(w, "name", v->name, FIELD_REACHES(vehicle, name, reader(w)));
		json_put(&w->json, "plate",
			 FIELD_REACHES(vehicle, plate, reader(w)) ? v->plate : NULL);
		json_close(&w->json, '}');
	}
	json_close(&w->json, ']');
}

static void put_item(struct writer *w, const struct agenda_entry *e)
{
	const struct item *item = e->item;
	enum audience who = reader(w);

	json_put(&w->json, "id", item->id);
	json_put(&w->json, "kind", kind_info((enum item_kind)item->kind)->key);
	PUT_WORDS(w, "title", agenda_add_title(&words_, &w->words, e));
	json_put(&w->json, "status",
		 FIELD_REACHES(item, status, who) ? status_name((enum status)item->status) : NULL);
	json_put(&w->json, "state", state_name(e->state));
	put_when(w, e);
	put_where(w, item);
	put_vehicles(w, item);
	PUT_WORDS(w, "who", agenda_add_who(&words_, &w->words, e));
	put_people(w, item);
	put_refs(w, "with", item->with, FIELD_REACHES(item, with, who));
	put_refs(w, "chair", item->chair, FIELD_REACHES(item, chair, who));
	put_refs(w, "interpreters", item->interpreters, FIELD_REACHES(item, interpreters, who));
	json_put_bool(&w->json, "rsvp", item->rsvp == YES && FIELD_REACHES(item, rsvp, who));
	agenda_put_answers(&w->json, &w->words, item);
	put_text(w, "details", item->details, FIELD_REACHES(item, details, who));
	put_text(w, "notes", item->notes, FIELD_REACHES(item, notes, who));
}

/* -------------------------------------------------------------------------- meetings */

static void put_head(struct writer *w, const struct agenda_meeting *m)
{
	const struct plan *plan = m->source->plan;
	const struct meeting *meeting = m->meeting;
	enum audience who = reader(w);

	json_put(&w->json, "plan", plan->id);
	put_text(w, "plan_title", plan->title, FIELD_REACHES(plan, title, who));
	json_put(&w->json, "id", meeting->id);
	json_put(&w->json, "title", agenda_meeting_title(&w->words));
	json_put(&w->json, "status",
		 FIELD_REACHES(meeting, status, who) ? status_name(meeting->status) : NULL);
	json_put(&w->json, "state", state_name(m->state));
	json_put_day(&w->json, "first", m->first);
	json_put_day(&w->json, "last", m->last);
	json_put_bool(&w->json, "settled", m->settled);
	json_key(&w->json, "days_left");
	if (m->ahead && m->first != CIVIL_NONE)
		json_int(&w->json, m->first > m->today ? m->first - m->today : 0);
	else
		json_string(&w->json, NULL);
}

static void put_meeting(struct writer *w, const struct agenda_meeting *m)
{
	const struct meeting *meeting = m->meeting;
	enum audience who = reader(w);
	bool whole = m->whole;

	put_head(w, m);
	put_place(w, "place", whole && FIELD_REACHES(meeting, place, who) ? meeting->place : NULL);
	json_put(&w->json, "host",
		 whole && meeting->host && FIELD_REACHES(meeting, host, who) ? meeting->host->id
									     : NULL);
	if (whole) {
		put_delegations(w, meeting);
		put_members(w, "others", meeting->others, FIELD_REACHES(meeting, others, who));
	}
	put_contacts(w, meeting);
	put_text(w, "details", meeting->details, whole && FIELD_REACHES(meeting, details, who));
	put_text(w, "notes", meeting->notes, FIELD_REACHES(meeting, notes, who));
	agenda_put_answers(&w->json, &w->words, NULL);
	json_key(&w->json, "days");
	json_open(&w->json, '[');
	for (size_t i = 0; i < m->n_days; i++) {
		json_open(&w->json, '{');
		json_put_day(&w->json, "date", m->days[i].day);
		json_key(&w->json, "items");
		json_open(&w->json, '[');
		for (size_t k = 0; k < m->days[i].n; k++) {
			json_open(&w->json, '{');
			put_item(w, &m->days[i].v[k]);
			json_close(&w->json, '}');
		}
		json_close(&w->json, ']');
		json_close(&w->json, '}');
	}
	json_close(&w->json, ']');
}

static void writer_init(struct writer *w, struct strbuf *out, const struct agenda *agenda,
			const struct agenda_style *style)
{
	*w = (struct writer){ .agenda = agenda, .style = style };
	json_init(&w->json, out);
	agenda_words_init(&w->words, style->catalog, style->dates);
	json_open(&w->json, '{');
	json_put(&w->json, "for", style->view);
	json_put(&w->json, "language", lang_code(style->catalog->lang));
	json_put_instant(&w->json, "now", agenda->now);
}

static void writer_release(struct writer *w)
{
	json_close(&w->json, '}');
	agenda_words_release(&w->words);
}

void agenda_add_json(struct strbuf *out, const struct agenda *agenda,
		     const struct agenda_style *style)
{
	struct writer w;

	writer_init(&w, out, agenda, style);
	json_key(&w.json, "meetings");
	json_open(&w.json, '[');
	for (size_t i = 0; i < agenda->meetings.n; i++) {
		agenda_words_begin(&w.words, &agenda->meetings.v[i]);
		json_open(&w.json, '{');
		put_meeting(&w, &agenda->meetings.v[i]);
		json_close(&w.json, '}');
	}
	json_close(&w.json, ']');
	writer_release(&w);
}

/* ---------------------------------------------------------------------- now and next */

/* items with their meeting, and meetings of which nothing has a time yet with item null */
static void put_one(struct writer *w, const struct agenda_meeting *m, const struct agenda_entry *e)
{
	json_open(&w->json, '{');
	json_key(&w->json, "meeting");
	json_open(&w->json, '{');
	put_head(w, m);
	json_close(&w->json, '}');
	json_key(&w->json, "item");
	if (e) {
		json_open(&w->json, '{');
		put_item(w, e);
		json_close(&w->json, '}');
	} else {
		json_string(&w->json, NULL);
	}
	json_close(&w->json, '}');
}

static void put_state(struct writer *w, const char *key, enum agenda_state state)
{
	json_key(&w->json, key);
	json_open(&w->json, '[');
	for (size_t i = 0; i < w->agenda->meetings.n; i++) {
		const struct agenda_meeting *m = &w->agenda->meetings.v[i];

		agenda_words_begin(&w->words, m);
		if (m->state == state)
			put_one(w, m, NULL);
		EACH_AGENDA_ENTRY (e, m)
			if (e->state == state)
				put_one(w, m, e);
	}
	json_close(&w->json, ']');
}

void agenda_add_next_json(struct strbuf *out, const struct agenda *agenda,
			  const struct agenda_style *style)
{
	struct writer w;

	writer_init(&w, out, agenda, style);
	put_state(&w, "going_on", AGENDA_NOW);
	put_state(&w, "next", AGENDA_NEXT);
	json_put_instant(&w.json, "next_at", agenda->next);
	json_key(&w.json, "minutes_left");
	if (agenda->next == INSTANT_NONE)
		json_string(&w.json, NULL);
	else
		json_int(&w.json, (agenda->next - agenda->now + 59) / 60);
	writer_release(&w);
}
