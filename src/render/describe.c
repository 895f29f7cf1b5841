#include "render/describe.h"

#include <string.h>

#include "lang/country.h"
#include "plan/fields.h"
#include "render/describe-people.h"
#include "render/timing.h"

#include "base/banned.h"

const char *describe_text(const struct describe *d, const struct text *text)
{
	enum lang lang = text_lang(text, d->lang);

	if (!d->marks || lang == d->lang)
		return text_in(text, d->lang);
	return arena_printf(d->marks, "%c%s%c", DESCRIBE_MARK + (int)lang, text_in(text, lang),
			    DESCRIBE_MARK_END);
}

/* ---------------------------------------------------------------------- places */

/* a city's own name is not said twice: "Baku, Azerbaijan" */
static void add_part(struct strbuf *out, const char *part, const char **last)
{
	if (!*part || (*last && !strcmp(*last, part)))
		return;
	describe_add_name(out, part);
	*last = part;
}

static void add_countries(struct strbuf *out, enum lang lang, const struct place *place)
{
	if (place->country.code[0]) {
		strbuf_addstr(out, ", ");
		country_add_name(out, lang, place->country.code);
		return;
	}
	for (size_t i = 0; i < LIST_N(place->between); i++) {
		strbuf_addstr(out, i ? " / " : ", ");
		country_add_name(out, lang, place->between->v[i].code);
	}
}

void describe_place(struct strbuf *out, const struct describe *d, const struct place *place)
{
	const struct place *building = place_building(place);
	const struct place *city = building->city ? building->city : place->city;
	const char *last = NULL;

	if (!FIELD_REACHES(place, name, d->reader))
		return;
	add_part(out, describe_text(d, place->name), &last);
	if (building != place && FIELD_REACHES(place, within, d->reader))
		add_part(out, describe_text(d, building->name), &last);
	if (building->address && FIELD_REACHES(place, address, d->reader))
		add_part(out, building->address, &last);
	if (city && city != place && FIELD_REACHES(place, city, d->reader))
		add_part(out, describe_text(d, city->name), &last);
	if (FIELD_REACHES(place, country, d->reader))
		add_countries(out, d->lang,
			      building->country.code[0] || building->between ? building : place);
}

const struct text *describe_title(const struct item *item, enum audience reader)
{
	if (item->title)
		return FIELD_REACHES(item, title, reader) ? item->title : NULL;
	return item->place && FIELD_REACHES(item, place, reader) ? item->place->name : NULL;
}

const struct place *describe_where(const struct item *item, enum audience reader)
{
	if (item_is_leg(item) && item->kind != ITEM_CROSSING)
		return FIELD_REACHES(item, from, reader) ? item->from : NULL;
	return FIELD_REACHES(item, place, reader) ? item->place : NULL;
}

static void add_place_line(struct strbuf *out, const struct describe *d, const char *msgid,
			   const struct place *place)
{
	struct strbuf name = STRBUF_INIT;

	if (place)
		describe_place(&name, d, place);
	describe_line(out, d, msgid, name.text);
	strbuf_release(&name);
}

/* ----------------------------------------------------------------------- times */

void describe_offset(struct strbuf *out, int seconds)
{
	int abs = seconds < 0 ? -seconds : seconds;

	strbuf_addf(out, "UTC%s%d", seconds < 0 ? "\xE2\x88\x92" : "+", abs / 3600);
	if (abs / 60 % 60)
		strbuf_addf(out, ":%02d", abs / 60 % 60);
}

static void add_when(struct strbuf *out, const struct describe *d, const struct item *item)
{
	struct timing_words words = { d->catalog, d->dates, d->lang, true };
	struct timing timing = { .start = INSTANT_NONE, .first = item->day, .last = item->day };

	if (item->kind == ITEM_STAY && item->until != CIVIL_NONE &&
	    FIELD_REACHES(item, until, d->reader))
		timing.last = item->until;
	else if (item->has_time && item->kind != ITEM_STAY && item->start_zone && item->end_zone)
		timing = (struct timing){ .start = item->start,
				      .end = item->end,
				      .start_zone = item->start_zone,
				      .end_zone = item->end_zone };
	timing_add(out, &words, &timing);
	strbuf_addch(out, '\n');
}

/* ------------------------------------------------------------------ what it needs */

void describe_vehicle_names(struct strbuf *out, const struct describe *d,
			    const struct vehicle_refs *vehicles)
{
	struct strbuf one = STRBUF_INIT;

	for (size_t i = 0; i < LIST_N(vehicles); i++) {
		const struct vehicle *v = vehicles->v[i];

		strbuf_reset(&one);
		if (v && v->name && FIELD_REACHES(vehicle, name, d->reader))
			strbuf_addstr(&one, describe_text(d, v->name));
		if (v && v->plate && FIELD_REACHES(vehicle, plate, d->reader))
			strbuf_addf(&one, one.len ? " (%s)" : "%s", v->plate);
		if (one.len)
			describe_add_name(out, one.text);
	}
	strbuf_release(&one);
}

void describe_vehicles(struct strbuf *out, const struct describe *d, const struct item *item)
{
	struct strbuf list = STRBUF_INIT;

	if (!FIELD_REACHES(item, vehicles, d->reader))
		return;
	describe_vehicle_names(&list, d, item->vehicles);
	/* TRANSLATORS: the vehicles of a leg, with their number plates. */
	describe_line(out, d, N_("Vehicle: %s"), list.text);
	strbuf_release(&list);
}

void describe_check_in(struct strbuf *out, const struct describe *d, const struct item *item)
{
	struct strbuf clock = STRBUF_INIT;

	if (item->check_in.unit != DURATION_MINUTES || !item->has_time || !item->start_zone ||
	    !FIELD_REACHES(item, check_in, d->reader))
		return;
	timing_add_clock(&clock, item->start_zone, item->start - item->check_in.n * 60);
	/* TRANSLATORS: a time of day: when to be at the airport. */
	describe_line(out, d, N_("Check-in: %s"), clock.text);
	strbuf_release(&clock);
}

static void add_leg(struct strbuf *out, const struct describe *d, const struct item *item)
{
	struct strbuf country = STRBUF_INIT;

	if (FIELD_REACHES(item, from, d->reader))
		/* TRANSLATORS: where a leg begins. */
		add_place_line(out, d, N_("From: %s"), item->from);
	if (FIELD_REACHES(item, to, d->reader))
		/* TRANSLATORS: where a leg ends. */
		add_place_line(out, d, N_("To: %s"), item->to);
	if (FIELD_REACHES(item, via, d->reader))
		/* TRANSLATORS: the border crossing that a train or bus passes. */
		add_place_line(out, d, N_("Via: %s"), item->via);
	if (item->entering.code[0] && FIELD_REACHES(item, entering, d->reader))
		country_add_name(&country, d->lang, item->entering.code);
	/* TRANSLATORS: the country entered at a border crossing. */
	describe_line(out, d, N_("Entering: %s"), country.text);
	describe_vehicles(out, d, item);
	describe_check_in(out, d, item);
	if (item->charter == YES && FIELD_REACHES(item, charter, d->reader))
		strbuf_addf(out, "%s\n", catalog_get(d->catalog, N_("Charter flight")));
	strbuf_release(&country);
}

static void add_payer(struct strbuf *out, const struct describe *d, const struct item *item)
{
	const struct payer *payer = item->paid_by;

	if (payer && FIELD_REACHES(item, paid_by, d->reader))
		/* TRANSLATORS: a delegation or an office. */
		describe_line(out, d, N_("Paid by: %s"),
			      describe_text(d, payer->side ? payer->side->name : payer->text));
}

/* a paragraph of its own */
static void add_paragraph(struct strbuf *out, const struct text *text, const struct describe *d)
{
	const char *s = text ? describe_text(d, text) : "";

	if (*s)
		strbuf_addf(out, "\n%s\n", s);
}

static void add_contact(struct strbuf *out, const struct describe *d, const struct contact *contact)
{
	struct strbuf line = STRBUF_INIT;

	if (contact->person && FIELD_REACHES(contact, person, d->reader))
		describe_add_name(&line, describe_text(d, contact->person->name));
	else if (contact->name && FIELD_REACHES(contact, name, d->reader))
		describe_add_name(&line, describe_text(d, contact->name));
	if (contact->phone && FIELD_REACHES(contact, phone, d->reader))
		describe_add_name(&line, contact->phone);
	if (contact->email && FIELD_REACHES(contact, email, d->reader))
		describe_add_name(&line, contact->email);
	/* TRANSLATORS: whom participants may call: name, telephone, mail address. */
	describe_line(out, d, N_("Contact: %s"), line.text);
	strbuf_release(&line);
}

void describe_contacts(struct strbuf *out, const struct describe *d, const struct meeting *meeting)
{
	if (!FIELD_REACHES(meeting, contact, d->reader))
		return;
	for (size_t i = 0; i < LIST_N(meeting->contact) && i < 64; i++)
		if (d->contacts >> i & 1)
			add_contact(out, d, &meeting->contact->v[i]);
}

/* behind a blank line */
static void add_contacts(struct strbuf *out, const struct describe *d,
			 const struct meeting *meeting)
{
	if (!d->contacts || !FIELD_REACHES(meeting, contact, d->reader))
		return;
	strbuf_addch(out, '\n');
	describe_contacts(out, d, meeting);
}

void describe_notes(struct strbuf *out, const struct describe *d, const struct text *notes)
{
	if (notes)
		/* TRANSLATORS: a remark for organizers only. */
		describe_line(out, d, N_("Notes: %s"), describe_text(d, notes));
}

/* behind a blank line */
static void add_notes(struct strbuf *out, const struct describe *d, const struct text *notes)
{
	if (notes)
		strbuf_addch(out, '\n');
	describe_notes(out, d, notes);
}

const char *describe_status(const struct catalog *catalog, enum status status)
{
	switch (status) {
	case STATUS_DRAFT:
		/* TRANSLATORS: how certain an item or a visit is. */
		return catalog_get(catalog, N_("draft"));
	case STATUS_TENTATIVE:
		/* TRANSLATORS: how certain an item or a visit is. */
		return catalog_get(catalog, N_("tentative"));
	case STATUS_CANCELLED:
		/* TRANSLATORS: how certain an item or a visit is. */
		return catalog_get(catalog, N_("cancelled"));
	default: return NULL;
	}
}

static void add_status(struct strbuf *out, const struct describe *d, enum status status)
{
	const char *word = describe_status(d->catalog, status);

	if (word)
		/* TRANSLATORS: how certain it is: draft, tentative, cancelled. */
		describe_line(out, d, N_("Status: %s"), word);
}

/* -------------------------------------------------------------------- the people */

void describe_with(struct strbuf *out, const struct describe *d, const struct item *item)
{
	struct strbuf names = STRBUF_INIT;

	if (!FIELD_REACHES(item, with, d->reader))
		return;
	for (size_t i = 0; i < LIST_N(item->with); i++) {
		const struct person *p = item->with->v[i];

		if (!p)
			continue;
		describe_add_name(&names, describe_text(d, p->name));
		if (p->position && FIELD_REACHES(person, position, d->reader))
			strbuf_addf(&names, " (%s)", describe_text(d, p->position));
	}
	/* TRANSLATORS: officials and hosts who take part in this item only. */
	describe_line(out, d, N_("With: %s"), names.text);
	strbuf_release(&names);
}

void describe_chair(struct strbuf *out, const struct describe *d, const struct item *item)
{
	struct strbuf names = STRBUF_INIT;

	if (FIELD_REACHES(item, chair, d->reader))
		describe_names(&names, d, item->meeting, item->chair);
	/* TRANSLATORS: who leads a session. */
	describe_line(out, d, N_("Chair: %s"), names.text);
	strbuf_release(&names);
}

void describe_interpreters(struct strbuf *out, const struct describe *d, const struct item *item)
{
	struct strbuf names = STRBUF_INIT;

	if (FIELD_REACHES(item, interpreters, d->reader))
		describe_names(&names, d, item->meeting, item->interpreters);
	/* TRANSLATORS: one name or several. */
	describe_line(out, d, N_("Interpreter: %s"), names.text);
	strbuf_release(&names);
}

static void add_people(struct strbuf *out, const struct describe *d, const struct item *item)
{
	if (FIELD_REACHES(item, who, d->reader))
		describe_people(out, d, item->meeting, itinerary_who(d->it, item),
				item->interpreters);
	describe_with(out, d, item);
	describe_chair(out, d, item);
	describe_interpreters(out, d, item);
}

/* --------------------------------------------------------------------- the whole */

static void trim(struct strbuf *out, size_t from)
{
	while (out->len > from && out->text[out->len - 1] == '\n')
		out->text[--out->len] = '\0';
}

void describe_item(struct strbuf *out, const struct describe *d, const struct item *item)
{
	const struct kind_info *kind = kind_info((enum item_kind)item->kind);
	size_t from = out->len;

	if (FIELD_REACHES(item, time, d->reader))
		add_when(out, d, item);
	/* TRANSLATORS: the kind of an item: session, meal, flight. */
	describe_line(out, d, N_("Kind: %s"), catalog_get(d->catalog, kind->title));
	if (FIELD_REACHES(item, status, d->reader))
		add_status(out, d, (enum status)item->status);
	add_people(out, d, item);
	if (item_is_leg(item))
		add_leg(out, d, item);
	add_payer(out, d, item);
	if (FIELD_REACHES(item, details, d->reader))
		add_paragraph(out, item->details, d);
	add_contacts(out, d, item->meeting);
	if (FIELD_REACHES(item, notes, d->reader))
		add_notes(out, d, item->notes);
	trim(out, from);
}

void describe_meeting(struct strbuf *out, const struct describe *d, const struct meeting *meeting)
{
	size_t from = out->len;

	if (meeting->dates.first != CIVIL_NONE && FIELD_REACHES(meeting, dates, d->reader)) {
		dates_add_range(out, d->dates, d->lang, meeting->dates.first, meeting->dates.last);
		strbuf_addch(out, '\n');
	}
	if (FIELD_REACHES(meeting, status, d->reader))
		add_status(out, d, meeting->status);
	if (meeting->host && FIELD_REACHES(meeting, host, d->reader))
		/* TRANSLATORS: the side that receives the others. */
		describe_line(out, d, N_("Host: %s"), describe_text(d, meeting->host->name));
	if (FIELD_REACHES(meeting, delegations, d->reader))
		describe_people(out, d, meeting, NULL, NULL);
	if (FIELD_REACHES(meeting, details, d->reader))
		add_paragraph(out, meeting->details, d);
	add_contacts(out, d, meeting);
	if (FIELD_REACHES(meeting, notes, d->reader))
		add_notes(out, d, meeting->notes);
	trim(out, from);
}

void describe_action(struct strbuf *out, const struct describe *d, const struct meeting *meeting,
		     const struct action *action)
{
	struct arena scratch = ARENA_INIT;
	size_t from = out->len;

	if (FIELD_REACHES(meeting, title, d->reader))
		strbuf_addf(out, "%s\n", describe_text(d, meeting->title));
	if (action->owner && FIELD_REACHES(action, owner, d->reader))
		describe_people(out, d, meeting,
				itinerary_covered(d->it, &scratch, meeting, action->owner), NULL);
	if (FIELD_REACHES(action, details, d->reader))
		add_paragraph(out, action->details, d);
	trim(out, from);
	arena_release(&scratch);
}
