/*
 * What follows from the whole plan: countries and cities of places, each
 * item's place, status and instants, and the ids that were not given.
 */
#include <string.h>

#include "base/ascii.h"
#include "lang/text.h"
#include "plan/decode.h"

#include "base/banned.h"

#define ID_MAX 63

/* a place takes from what it is within, then from its city, what it lacks */
static void inherit(struct place *place, const struct place *from)
{
	if (!place->country.code[0])
		place->country = from->country;
	if (!place->zones)
		place->zones = from->zones;
}

/* d is NULL for a built-in place */
void resolve_place(struct decoder *d, struct place *place)
{
	if (place->resolved)
		return;
	if (place->resolving) {
		if (d)
			diag_add(d->diags, PB107, node_span_of(place->at, "within"),
				 N_("\"%s\" lies within itself"), place->id);
		place->within = NULL;
		return;
	}
	place->resolving = true;
	if (place->city == place)
		place->city = NULL;
	if (place->within)
		resolve_place(d, place->within);
	if (place->city)
		resolve_place(d, place->city);
	if (place->within) {
		inherit(place, place->within);
		if (!place->city)
			place->city = place->within->city;
		if (!place->has_geo) {
			place->has_geo = place->within->has_geo;
			place->latitude = place->within->latitude;
			place->longitude = place->within->longitude;
		}
		if (!place->opens)
			place->opens = place->within->opens;
	}
	if (place->city)
		inherit(place, place->city);
	place->resolving = false;
	place->resolved = true;
}

/* the zone in a place, on the side of a country if it is a crossing */
static const struct zone *place_zone(struct decoder *d, const struct place *place,
				     const char *country)
{
	const struct place_zones *zones = place->zones;

	for (size_t i = 0; i < LIST_N(zones); i++)
		if (!zones->v[i].country.code[0] || !strcmp(zones->v[i].country.code, country))
			return zones->v[i].zone;
	if (LIST_N(zones))
		return zones->v[0].zone;
	if (LIST_N(place->between) == 2) {
		if (!place_is_in(place, country))
			country = place->between->v[0].code;
		return zones_of_country(d->zones, country);
	}
	return place->country.code[0] ? zones_of_country(d->zones, place->country.code) : NULL;
}

/* the zone, or a finding, once for each place, that it is not known */
static const struct zone *need_zone(struct decoder *d, struct place *place, const char *country)
{
	const struct zone *zone = place_zone(d, place, country);

	/* a place without a country has its finding already */
	if (zone || place->zone_missed || (!place->country.code[0] && !place->between))
		return zone;
	place->zone_missed = true;
	if (d->truncated || node_get(place->at, "timezone"))
		return NULL;
	diag_add(d->diags, PB105, record_span(place->at),
		 N_("the time zone of this place is not known, as its country has several; add "
		    "\"timezone\""));
	return NULL;
}

/* the country that a crossing leaves when one is entered */
static const char *country_left(const struct place *crossing, const char *entering)
{
	if (LIST_N(crossing->between) != 2)
		return "";
	return crossing->between->v[!strcmp(crossing->between->v[0].code, entering)].code;
}

static void resolve_crossing(struct decoder *d, struct item *item)
{
	const char *entering = item->entering.code;

	if (!item->place || !entering[0])
		return;
	if (item->place->kind && item->place->kind != PLACE_CROSSING) {
		diag_add(d->diags, PB107, node_span_of(item->at, "crossing"),
			 N_("\"%s\" is no crossing"), item->place->id);
		return;
	}
	if (LIST_N(item->place->between) == 2 && !place_is_in(item->place, entering)) {
		diag_add(d->diags, PB107, node_span_of(item->at, "entering"),
			 N_("the crossing \"%1$s\" does not lead into %2$s"), item->place->id, entering);
		return;
	}
	item->start_zone = need_zone(d, item->place, country_left(item->place, entering));
	item->end_zone = need_zone(d, item->place, entering);
}

/* the border of a train or bus is one of a country that it goes from or to */
static void resolve_via(struct decoder *d, struct item *item)
{
	const struct place *via = item->via;
	const char *from = item->from->country.code, *to = item->to->country.code;

	if (via->kind && via->kind != PLACE_CROSSING)
		diag_add(d->diags, PB107, node_span_of(item->at, "via"), N_("\"%s\" is no crossing"),
			 via->id);
	else if (LIST_N(via->between) == 2 && *from && *to && !place_is_in(via, from) &&
		 !place_is_in(via, to))
		diag_add(d->diags, PB107, node_span_of(item->at, "via"),
			 N_("the crossing \"%1$s\" does not lead into %2$s"), via->id, to);
}

static void resolve_leg(struct decoder *d, struct item *item)
{
	if (!item->from || !item->to)
		return;
	if (item->via)
		resolve_via(d, item);
	item->start_zone = need_zone(d, item->from, item->to->country.code);
	item->end_zone = need_zone(d, item->to, item->from->country.code);
}

static void resolve_place_of(struct decoder *d, struct item *item)
{
	const struct meeting *meeting = item->meeting;

	if (!item->place && !item->place_given && item->kind != ITEM_STAY)
		item->place = meeting->place;
	if (item->place) {
		item->start_zone = item->end_zone = need_zone(d, item->place, "");
		return;
	}
	/* what was named and is not known has its finding already */
	if (item->kind == ITEM_STAY || item->place_given || node_get(meeting->at, "place") ||
	    meeting->status == STATUS_DRAFT)
		return;
	miss_key(d, item->at, "place", "baku");
}

static void resolve_instants(struct decoder *d, struct item *item)
{
	enum local_fit start_fit, end_fit;
	civil_day last = item->day + 1;

	if (item->day == CIVIL_NONE || !item->start_zone || !item->end_zone)
		return;
	item->has_time = item->time.start >= 0 && item->time.end >= 0;
	if (item->has_time) {
		item->start = zone_instant(item->start_zone, item->day, item->time.start, &start_fit);
		item->end = zone_instant(item->end_zone, item->day, item->time.end, &end_fit);
		item->start_fit = (uint8_t)start_fit;
		item->end_fit = (uint8_t)end_fit;
		return;
	}
	if (item->kind == ITEM_STAY) {
		if (item->until == CIVIL_NONE)
			return;
		last = item->until;
	} else if (item_is_leg(item) && item->status != STATUS_TENTATIVE &&
		   item->status != STATUS_DRAFT && item->status != STATUS_CANCELLED &&
		   !node_get(item->at, "time")) {
		miss_key(d, item->at, "time", type_times.example);
	}
	item->start = zone_instant(item->start_zone, item->day, 0, NULL);
	item->end = zone_instant(item->end_zone, last, 0, NULL);
}

static void resolve_item(struct decoder *d, struct item *item)
{
	/* of a cancelled meeting nothing takes place, whatever an item says */
	if (!item->status || item->meeting->status == STATUS_CANCELLED)
		item->status = (uint8_t)item->meeting->status;
	if (item->kind == ITEM_KIND_COUNT)
		return;
	if (item->kind == ITEM_CROSSING)
		resolve_crossing(d, item);
	else if (item_is_leg(item))
		resolve_leg(d, item);
	else
		resolve_place_of(d, item);
	resolve_instants(d, item);
}

/* the first word of `who`, for ids */
static const char *first_of_who(const struct item *item)
{
	if (!LIST_N(item->who))
		return NULL;
	return item->who->v[0].at->text;
}

static void add_part(struct strbuf *id, const char *part)
{
	if (!part || !*part)
		return;
	strbuf_addch(id, '-');
	strbuf_addstr(id, part);
}

static void add_title(struct strbuf *id, const struct text *title)
{
	const char *s = text_in(title, LANG_EN);

	/* if nothing comes behind the hyphen, cut() takes it away again */
	strbuf_addch(id, '-');
	text_add_slug(id, s, strlen(s));
}

/* cuts to n bytes, and hyphens at the end */
static void cut(struct strbuf *id, size_t n)
{
	if (id->len > n)
		id->len = n;
	while (id->len > 1 && id->text[id->len - 1] == '-')
		id->len--;
	id->text[id->len] = '\0';
}

static void add_item_id(struct strbuf *id, const struct item *item)
{
	strbuf_addstr(id, kind_info((enum item_kind)item->kind)->key);
	if (item->kind == ITEM_CROSSING) {
		add_part(id, item->place ? item->place->id : NULL);
		for (const char *p = item->entering.code; *p; p++) {
			if (p == item->entering.code)
				strbuf_addch(id, '-');
			strbuf_addch(id, ascii_tolower(*p));
		}
	} else if (item->kind == ITEM_STAY) {
		add_part(id, item->place ? item->place->id : NULL);
		add_part(id, first_of_who(item));
	} else if (item_is_leg(item)) {
		add_part(id, item->from ? item->from->id : NULL);
		add_part(id, item->to ? item->to->id : NULL);
	} else {
		add_title(id, item->title);
	}
	cut(id, ID_MAX);
}

/* adds a part at the end, cutting what is before it if need be */
static void lengthen(struct strbuf *id, const char *part)
{
	size_t len = part ? strlen(part) : 0;

	if (!len || len > ID_MAX / 2)
		return;
	cut(id, ID_MAX - 1 - len);
	add_part(id, part);
}

static void add_date(struct strbuf *id, civil_day day)
{
	struct civil c = civil_from_day(day);
	struct strbuf date = STRBUF_INIT;

	strbuf_addf(&date, "%04d-%02d-%02d", c.year, c.month, c.day);
	lengthen(id, date.text);
	strbuf_release(&date);
}

/*
 * The id of an item that was given none: of its kind and what tells it
 * from others, so that a change of time or place keeps it; if an earlier
 * one has it, with the date, then with the first of `who`.
 */
static void make_id(struct decoder *d, const struct hash *ids, struct item *item, struct strbuf *id)
{
	strbuf_reset(id);
	add_item_id(id, item);
	if (hash_get(ids, id->text, id->len)) {
		add_date(id, item->day == CIVIL_NONE ? 0 : item->day);
		if (hash_get(ids, id->text, id->len))
			lengthen(id, first_of_who(item));
	}
	item->id = arena_strndup(d->arena, id->text, id->len);
}

/* who has an id: an item, or an action (item NULL) */
struct claim {
	const struct node *at;
	const struct item *item;
};

static void claim_id(struct decoder *d, struct hash *ids, const char *id, const struct node *at,
		     const struct item *item)
{
	void **slot = hash_slot(ids, id, strlen(id));
	struct claim *claim = *slot;
	const struct node *given;
	struct diag *diag;

	if (!claim) {
		*slot = claim = arena_new(d->arena, struct claim);
		*claim = (struct claim){ at, item };
		return;
	}
	given = node_get(at, "id");
	diag = diag_add(d->diags, PB109, given ? node_span(given) : record_span(at),
			N_("an earlier entry of this meeting has the id \"%s\" too; give one of them an id "
			   "of its own"),
			id);
	diag_set_fix(d->diags, diag, "id: %s-2", id);
	diag_add_related(d->diags, diag, record_span(claim->at), N_("it is used here"));
}

static void claim_item_ids(struct decoder *d, struct hash *ids, struct meeting *meeting)
{
	struct strbuf id = STRBUF_INIT;

	for (size_t i = 0; i < LIST_N(meeting->items); i++) {
		struct item *item = &meeting->items->v[i];

		item->id_given = item->id != NULL;
		if (!item->id)
			make_id(d, ids, item, &id);
		if (item->kind != ITEM_KIND_COUNT || item->id_given)
			claim_id(d, ids, item->id, item->at, item);
	}
	strbuf_release(&id);
}

static void claim_action_ids(struct decoder *d, struct hash *ids, struct meeting *meeting)
{
	for (size_t i = 0; i < LIST_N(meeting->actions); i++) {
		struct action *action = &meeting->actions->v[i];
		struct strbuf id = STRBUF_INIT;

		strbuf_addstr(&id, "action");
		add_title(&id, action->title);
		cut(&id, ID_MAX);
		if (!action->id)
			action->id = arena_strdup(d->arena, id.text);
		claim_id(d, ids, action->id, action->at, NULL);
		strbuf_release(&id);
	}
}

/* of clearances there may be none with an id, and they are in no calendar */
static void claim_clearance_ids(struct decoder *d, struct meeting *meeting)
{
	struct hash ids = HASH_INIT;

	for (size_t i = 0; i < LIST_N(meeting->clearances); i++)
		if (meeting->clearances->v[i].id)
			claim_id(d, &ids, meeting->clearances->v[i].id,
				 meeting->clearances->v[i].at, NULL);
	hash_release(&ids);
}

/* an id in `alternative` that no item of the meeting has */
static void unknown_item(struct decoder *d, const struct hash *ids, const struct node *node)
{
	struct suggest s;
	struct diag *diag;

	if (d->truncated)
		return;
	suggest_init(&s, node->text);
	offer_ids(d, &s, ids);
	if (s.best)
		diag = diag_add(d->diags, PB108, node_span(node),
				N_("no item of this meeting has the id \"%1$s\"; did you mean \"%2$s\"?"),
				node->text, s.best);
	else
		diag = diag_add(d->diags, PB108, node_span(node),
				N_("no item of this meeting has the id \"%s\""), node->text);
	if (s.best)
		diag_set_fix(d->diags, diag, "%s", s.best);
}

static void resolve_alternative(struct decoder *d, const struct hash *ids, struct item *item)
{
	const struct node *list = node_get(item->at, "alternative");
	struct item_refs *refs;

	if (!list || list->kind != NODE_LIST)
		return;
	refs = arena_alloc(d->arena, sizeof(*refs) + xmul(list->n, sizeof(refs->v[0])));
	for NODE_EACH(c, list) {
		const struct claim *claim =
			c->kind == NODE_SCALAR ? hash_get(ids, c->text, c->n) : NULL;
		const struct item *other = claim ? claim->item : NULL;

		if (!other)
			unknown_item(d, ids, c);
		else
			refs->v[refs->n++] = other;
		/* nor does an alternative then stand in for it */
		if (other && (other->status != STATUS_CANCELLED ||
			      item->meeting->status == STATUS_CANCELLED))
			item->is_alternative = true;
	}
	item->alternative = refs->n ? refs : NULL;
}

static void resolve_meeting(struct decoder *d, struct meeting *meeting)
{
	struct hash ids = HASH_INIT;

	if (meeting->place) {
		meeting->zone = place_zone(d, meeting->place,
					   meeting->host ? meeting->host->country.code : "");
	}
	for (size_t i = 0; i < LIST_N(meeting->items); i++)
		resolve_item(d, &meeting->items->v[i]);
	claim_item_ids(d, &ids, meeting);
	claim_action_ids(d, &ids, meeting);
	claim_clearance_ids(d, meeting);
	for (size_t i = 0; i < LIST_N(meeting->items); i++)
		if (meeting->items->v[i].alternative_ids)
			resolve_alternative(d, &ids, &meeting->items->v[i]);
	hash_release(&ids);
}

void resolve_plan(struct decoder *d)
{
	struct plan *plan = d->plan;

	for (size_t i = 0; i < LIST_N(plan->places); i++)
		resolve_place(d, &plan->places->v[i]);
	for (size_t i = 0; i < LIST_N(plan->people); i++)
		plan->people->v[i].index = i;
	for (size_t i = 0; i < LIST_N(plan->meetings); i++) {
		plan->meetings->v[i].index = i;
		resolve_meeting(d, &plan->meetings->v[i]);
	}
}
