#include "render/ics.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "itinerary/event.h"
#include "render/ics-event.h"
#include "render/ics-line.h"
#include "render/ics-reader.h"
#include "render/ics-time.h"
#include "render/ics-zone.h"

#include "base/banned.h"

#define DAY INT64_C(86400)
#define YEAR (366 * DAY)

/* how often a program that subscribes should look, in seconds */
#define REFRESH (6 * 60 * 60)

/* a calendar while it is joined */
struct joining {
	struct ics *ics;
	const struct ics_request *request;
	struct ics_variant variant; /* of every text, but for contacts and related */
	struct ics_reader old;
	struct strbuf events;
	VEC(const struct zone *) zones;
	bool *shown; /* by meeting: does it have an event here? */
	char now[64];
	size_t now_len;
};

/* ------------------------------------------------------------------ the lifetime */

void ics_widen(struct ics *ics, instant from, instant to)
{
	if (from != INSTANT_NONE && from < ics->from)
		ics->from = from;
	if (to != INSTANT_NONE && to > ics->to)
		ics->to = to;
}

static void find_span(struct ics *ics)
{
	const struct meetings *meetings = ics->plan->meetings;

	ics->from = INT64_MAX;
	ics->to = INT64_MIN;
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct items *items = meetings->v[i].items;

		for (size_t k = 0; k < LIST_N(items); k++)
			ics_widen(ics, items->v[k].start, items->v[k].end);
	}
}

void ics_init(struct ics *ics, const struct plan *plan, const struct itinerary *it,
	      const struct catalog *catalogs, const struct issued *issued, instant now)
{
	size_t n = LIST_N(plan->meetings);

	icalerror_set_errors_are_fatal(false);
	*ics = (struct ics){ .plan = plan, .it = it, .catalogs = catalogs, .issued = issued, .now = now };
	ics->items = arena_array(&ics->arena, n + 1, sizeof(*ics->items));
	ics->meetings = arena_array(&ics->arena, n + 1, sizeof(*ics->meetings));
	for (size_t i = 0; i < n; i++)
		ics->items[i] = arena_array(&ics->arena, LIST_N(plan->meetings->v[i].items) + 1,
					    sizeof(**ics->items));
	find_span(ics);
}

void ics_release(struct ics *ics)
{
	if (!ics)
		return;
	for (size_t i = 0; ics->people && i < LIST_N(ics->plan->people); i++)
		VEC_RELEASE(&ics->people[i].list);
	free(ics->people);
	VEC_RELEASE(&ics->zones);
	hash_release(&ics->places);
	dates_release(&ics->dates);
	arena_release(&ics->arena);
}

/* so that a person's calendar need not look at every item of the plan */
static void index_people(struct ics *ics)
{
	const struct meetings *meetings = ics->plan->meetings;

	ics->people = xcalloc(LIST_N(ics->plan->people) + 1, sizeof(*ics->people));
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct items *items = meetings->v[i].items;

		for (size_t k = 0; k < LIST_N(items); k++) {
			const struct person_set *all = itinerary_all(ics->it, &items->v[k]);

			for (size_t p = 0; p < all->n; p++)
				VEC_PUSH(&ics->people[all->v[p]->index].list, &items->v[k]);
		}
	}
}

/* ------------------------------------------------------------------------ joining */

static void joining_init(struct joining *j, struct ics *ics, const struct ics_request *request)
{
	struct strbuf now = STRBUF_INIT, stamps = STRBUF_INIT;

	*j = (struct joining){ .ics = ics, .request = request, .events = STRBUF_INIT };
	j->variant.langs = ics_langs_code(request->langs, request->n_langs);
	j->variant.audience = view_audience(&request->view);
	j->variant.alarm = request->view.kind == VIEW_PERSON;
	j->shown = xcalloc(LIST_N(ics->plan->meetings) + 1, sizeof(*j->shown));
	ics_reader_init(&j->old, request->old_text ? request->old_text : "", request->old_len);
	ics_add_instant(&now, ics->now);
	ics_add_property(&stamps, icalproperty_new_dtstamp(icaltime_from_string(now.text)));
	ics_add_property(&stamps, icalproperty_new_lastmodified(icaltime_from_string(now.text)));
	j->now_len = stamps.len;
	memcpy(j->now, stamps.text, stamps.len < sizeof(j->now) ? stamps.len : sizeof(j->now));
	strbuf_release(&stamps);
	strbuf_release(&now);
}

static void joining_release(struct joining *j)
{
	ics_reader_release(&j->old);
	strbuf_release(&j->events);
	VEC_RELEASE(&j->zones);
	free(j->shown);
}

static void join(struct joining *j, const struct ics_text *text)
{
	const char *stamps;
	size_t len;

	stamps = ics_reader_stamps(&j->old, text->text, text->len, &len);
	if (!stamps) {
		stamps = j->now;
		len = j->now_len;
	}
	strbuf_add(&j->events, text->text, text->stamp_at);
	strbuf_add(&j->events, stamps, len);
	strbuf_add(&j->events, text->text + text->stamp_at, text->len - text->stamp_at);
}

static void use_zone(struct joining *j, const struct zone *zone)
{
	for (size_t i = 0; i < j->zones.n; i++)
		if (j->zones.v[i] == zone)
			return;
	if (!ics_zone_is_utc(zone))
		VEC_PUSH(&j->zones, zone);
}

const struct ics_zone *ics_timezone(struct ics *ics, const struct zone *zone)
{
	struct strbuf text = STRBUF_INIT;
	struct ics_zone made = { .zone = zone };
	bool is_empty = ics->from > ics->to;
	instant from = is_empty ? 0 : ics->from, to = is_empty ? 0 : ics->to;

	for (size_t i = 0; i < ics->zones.n; i++)
		if (ics->zones.v[i].zone == zone)
			return &ics->zones.v[i];
	ics_add_timezone(&text, zone, from - YEAR, to + YEAR);
	made.text = arena_strndup(&ics->arena, text.text, text.len);
	made.len = text.len;
	strbuf_release(&text);
	VEC_PUSH(&ics->zones, made);
	return &ics->zones.v[ics->zones.n - 1];
}

static bool is_wanted(const struct joining *j, const struct meeting *meeting)
{
	return !j->request->only || j->request->only == meeting;
}

/* has the reader of this calendar the event in another one, as an invitation? */
static bool has_invitation(const struct joining *j, const struct meeting *meeting, const char *item)
{
	const struct view *view = &j->request->view;

	return view->kind == VIEW_PERSON && j->ics->issued && j->ics->issued->invited.n &&
	       issued_has_invited(j->ics->issued,
				  event_uid(j->ics->plan, meeting, item, &j->ics->arena),
				  view->person);
}

static void join_item(struct joining *j, const struct item *item, struct ics_variant variant)
{
	if (!view_shows_item(&j->request->view, j->ics->it, item) ||
	    has_invitation(j, item->meeting, item->id))
		return;
	if (ics_item_is_timed(item)) {
		use_zone(j, item->start_zone);
		use_zone(j, item->end_zone);
	}
	join(j, ics_item_text(j->ics, item, variant));
}

/* items: of a person, those of this meeting from *at on; else NULL */
static void join_meeting(struct joining *j, const struct meeting *meeting,
			 const struct ics_items *items, size_t *at)
{
	struct ics_variant variant = j->variant;

	variant.contacts = view_contacts(&j->request->view, j->ics->it, meeting);
	if (j->shown[meeting->index]) {
		variant.related = meeting->answers && j->shown[meeting->answers->index];
		join(j, ics_meeting_text(j->ics, meeting, variant));
	}
	variant.related = j->shown[meeting->index];
	for (size_t i = 0; !items && i < LIST_N(meeting->items); i++)
		join_item(j, &meeting->items->v[i], variant);
	for (; items && *at < items->list.n && items->list.v[*at]->meeting == meeting; ++*at)
		join_item(j, items->list.v[*at], variant);
}

static void join_meetings(struct joining *j)
{
	const struct meetings *meetings = j->ics->plan->meetings;
	const struct view *view = &j->request->view;
	const struct ics_items *items = NULL;
	size_t at = 0;

	if (view->kind == VIEW_PERSON) {
		if (!j->ics->people)
			index_people(j->ics);
		items = &j->ics->people[view->person->index];
	}
	for (size_t i = 0; i < LIST_N(meetings); i++)
		j->shown[i] = is_wanted(j, &meetings->v[i]) &&
			      view_shows_meeting(view, j->ics->it, &meetings->v[i]) &&
			      !has_invitation(j, &meetings->v[i], NULL);
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		if (is_wanted(j, &meetings->v[i])) {
			join_meeting(j, &meetings->v[i], items, &at);
			continue;
		}
		while (items && at < items->list.n && items->list.v[at]->meeting == &meetings->v[i])
			at++;
	}
}

/* ---------------------------------------------------------------------- the whole */

static void add_name(struct strbuf *name, const struct joining *j, bool actions)
{
	enum lang lang = j->request->langs[0];
	const struct catalog *catalog = &j->ics->catalogs[lang];

	if (actions)
		/* TRANSLATORS: the name of a calendar of what was agreed; the plan's title. */
		strbuf_addf(name, catalog_get(catalog, N_("%s: actions")),
			    text_in(j->ics->plan->title, lang));
	else
		view_add_title(name, &j->request->view, j->ics->plan, catalog);
}

/* as RFC 7986 has it, and as programs read it that are older */
static void add_refresh(struct strbuf *out)
{
	struct icaldurationtype every = icaldurationtype_from_int(REFRESH);
	char *text = icaldurationtype_as_ical_string_r(every);
	icalproperty *older = icalproperty_new_x(text);

	free(text);
	if (older)
		icalproperty_set_x_name(older, "X-PUBLISHED-TTL");
	ics_add_property(out, icalproperty_new_refreshinterval(every));
	ics_add_property(out, older);
}

static void add_calendar(struct strbuf *out, const struct joining *j, bool actions)
{
	struct strbuf name = STRBUF_INIT;

	add_name(&name, j, actions);
	ics_add_linef(out, "BEGIN:VCALENDAR");
	ics_add_property(out, icalproperty_new_version("2.0"));
	/* without the program's version, so that a new one does not change every file */
	ics_add_property(out, icalproperty_new_prodid("-//pbplan//pbplan//EN"));
	ics_add_property(out, icalproperty_new_method(ICAL_METHOD_PUBLISH));
	ics_add_text(out, "NAME", name.text, ICS_ONE_LINE);
	ics_add_text(out, "X-WR-CALNAME", name.text, ICS_ONE_LINE);
	add_refresh(out);
	for (size_t i = 0; i < j->zones.n; i++) {
		const struct ics_zone *zone = ics_timezone(j->ics, j->zones.v[i]);

		strbuf_add(out, zone->text, zone->len);
	}
	strbuf_add(out, j->events.text, j->events.len);
	ics_add_linef(out, "END:VCALENDAR");
	strbuf_release(&name);
}

bool ics_add_view(struct strbuf *out, struct ics *ics, const struct ics_request *request)
{
	struct joining j;
	bool any;

	joining_init(&j, ics, request);
	join_meetings(&j);
	any = j.events.len > 0;
	add_calendar(out, &j, false);
	joining_release(&j);
	return any;
}

bool ics_add_actions(struct strbuf *out, struct ics *ics, const struct ics_request *request)
{
	const struct meetings *meetings = ics->plan->meetings;
	struct joining j;
	bool any;

	joining_init(&j, ics, request);
	j.variant.audience = AUDIENCE_PARTICIPANTS;
	for (size_t i = 0; i < LIST_N(meetings); i++) {
		const struct meeting *meeting = &meetings->v[i];

		if (!is_wanted(&j, meeting) || meeting->status == STATUS_DRAFT)
			continue;
		for (size_t k = 0; k < LIST_N(meeting->actions); k++)
			join(&j, ics_action_text(ics, meeting, &meeting->actions->v[k], j.variant));
	}
	any = j.events.len > 0;
	if (any)
		add_calendar(out, &j, true);
	joining_release(&j);
	return any;
}
