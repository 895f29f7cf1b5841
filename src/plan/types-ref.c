/*
 * Types of values that name other records, or hold records themselves.
 */
#include <string.h>

#include "base/ascii.h"
#include "plan/decode.h"
#include "plan/value.h"

#include "base/banned.h"

/* suggestions for names that are not known; the tables to look through */
static void unknown(struct decoder *d, const struct field *field, const struct node *node,
		    const struct hash *const *tables, size_t n)
{
	struct suggest s;
	struct diag *diag;

	suggest_init(&s, node->text);
	for (size_t i = 0; i < n; i++)
		offer_ids(d, &s, tables[i]);
	if (d->truncated)
		return;
	if (!s.best) {
		diag_add(d->diags, PB108, node_span(node),
			 N_("\"%1$s\" is not known; expected: %2$s"), node->text,
			 catalog_get(d->diags->catalog, field->type->doc));
		return;
	}
	diag = diag_add(d->diags, PB108, node_span(node),
			N_("\"%1$s\" is not known; expected: %2$s; did you mean \"%3$s\"?"),
			node->text, catalog_get(d->diags->catalog, field->type->doc), s.best);
	diag_set_fix(d->diags, diag, "%s", s.best);
}

/* a reference into one table */
static bool refer(struct decoder *d, const struct field *field, const struct node *node,
		  const struct hash *table, void *ret)
{
	void *found = hash_get(table, node->text, node->n);

	if (!found) {
		unknown(d, field, node, &table, 1);
		return false;
	}
	*(void **)ret = found;
	return true;
}

static bool decode_side(struct decoder *d, const struct field *field, const struct node *node,
			void *ret)
{
	return refer(d, field, node, &d->sides, ret);
}

static bool decode_person(struct decoder *d, const struct field *field, const struct node *node,
			  void *ret)
{
	struct person *person;

	if (!refer(d, field, node, &d->people, &person))
		return false;
	person->used = true;
	*(struct person **)ret = person;
	return true;
}

static bool decode_vehicle(struct decoder *d, const struct field *field, const struct node *node,
			   void *ret)
{
	struct vehicle *vehicle;

	if (!refer(d, field, node, &d->vehicles, &vehicle))
		return false;
	vehicle->used = true;
	*(struct vehicle **)ret = vehicle;
	return true;
}

static bool decode_meeting(struct decoder *d, const struct field *field, const struct node *node,
			   void *ret)
{
	return refer(d, field, node, &d->meetings, ret);
}

struct place *decoder_place(struct decoder *d, const char *id)
{
	char lower[64];
	size_t len = strlen(id);
	struct place *place = hash_get(&d->places, id, len);

	if (place || len >= sizeof(lower))
		return place;
	for (size_t i = 0; i <= len; i++)
		lower[i] = ascii_tolower(id[i]);
	place = hash_get(&d->places, lower, len);
	if (!place)
		place = gazetteer_find(d->gazetteer, lower);
	return place;
}

static bool decode_place(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	const struct hash *tables[] = { &d->places, &d->gazetteer->lines };
	struct place *place = decoder_place(d, node->text);
	const char *now;
	struct diag *diag;

	if (place) {
		place->used = true;
		*(struct place **)ret = place;
		return true;
	}
	now = gazetteer_formerly(d->gazetteer, node->text);
	if (now) {
		diag = diag_add(d->diags, PB108, node_span(node),
				N_("the code \"%1$s\" is no longer used; it is \"%2$s\" now"),
				node->text, now);
		diag_set_fix(d->diags, diag, "%s", now);
		return false;
	}
	unknown(d, field, node, tables, ARRAY_SIZE(tables));
	return false;
}

#define REFERENCE(name_, doc_, example_)                                                           \
	const struct type type_##name_ = { .name = #name_,                                         \
					   .size = sizeof(void *),                                 \
					   .decode = decode_##name_,                               \
					   .doc = doc_,                                            \
					   .example = example_,                                    \
					   .pattern = "^[A-Za-z0-9][A-Za-z0-9-]{0,62}$",           \
					   .scalar = true }

REFERENCE(side, N_("a side"), "am");
REFERENCE(person, N_("a person"), "ani");
REFERENCE(vehicle, N_("a vehicle"), "coach");
REFERENCE(meeting, N_("a meeting"), "yerevan-2026-11");
REFERENCE(place, N_("a place"), "baku");

static bool decode_subject(struct decoder *d, const struct field *field, const struct node *node,
			   void *ret)
{
	return decode_place(d, field, node, ret);
}
REFERENCE(subject, N_("a place"), "askipara");

/* "am-staff": the staff of a side */
static const struct side *staff_side(struct decoder *d, const struct node *node)
{
	static const char suffix[] = "-staff";
	size_t len = sizeof(suffix) - 1;

	if (node->n <= len || strcmp(node->text + node->n - len, suffix))
		return NULL;
	return hash_get(&d->sides, node->text, node->n - len);
}

static bool decode_who_term(struct decoder *d, const struct field *field, const struct node *node,
			    struct who_term *ret)
{
	const struct hash *tables[] = { &d->people, &d->sides, &d->groups };
	struct who_term term = { .at = node };

	if (node->kind != NODE_SCALAR || node_is_empty(node)) {
		expect_type(d, field, node);
		return false;
	}
	if ((term.person = hash_get(&d->people, node->text, node->n))) {
		term.kind = WHO_PERSON;
		term.person->used = true;
	} else if ((term.side = hash_get(&d->sides, node->text, node->n))) {
		term.kind = WHO_SIDE;
	} else if ((term.group = hash_get(&d->groups, node->text, node->n))) {
		term.kind = WHO_GROUP;
	} else if ((term.side = staff_side(d, node))) {
		term.kind = WHO_STAFF;
	} else {
		unknown(d, field, node, tables, ARRAY_SIZE(tables));
		return false;
	}
	*ret = term;
	return true;
}

static bool decode_who(struct decoder *d, const struct field *field, const struct node *node,
		       void *ret)
{
	size_t n = node->kind == NODE_LIST ? node->n : 1;
	struct who *who;

	if (node->kind == NODE_MAP || node_is_empty(node)) {
		expect_type(d, field, node);
		return false;
	}
	who = arena_alloc(d->arena, sizeof(*who) + xmul(n, sizeof(who->v[0])));
	if (node->kind == NODE_LIST) {
		for NODE_EACH(c, node)
			who->n += decode_who_term(d, field, c, &who->v[who->n]);
	} else {
		who->n = decode_who_term(d, field, node, &who->v[0]);
	}
	/* an empty list means nobody, and a list of unknown names not everybody */
	*(struct who **)ret = who;
	return true;
}

static void schema_who(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"anyOf\": [{\"type\": [\"string\", \"number\"]}, "
		       "{\"type\": \"array\", \"items\": {\"type\": [\"string\", \"number\"]}}]}");
}
const struct type type_who = { .name = "who",
			       .size = sizeof(struct who *),
			       .decode = decode_who,
			       .schema = schema_who,
			       .doc = N_("sides, groups and people"),
			       .example = "[am, leyla]" };

/* a side pays if a plain value names one, else it is a text */
static bool decode_payer(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	struct payer *payer = arena_new(d->arena, struct payer);

	if (node->kind == NODE_SCALAR)
		payer->side = hash_get(&d->sides, node->text, node->n);
	if (!payer->side && !type_text.decode(d, field, node, &payer->text))
		return false;
	*(struct payer **)ret = payer;
	return true;
}

static void schema_payer(struct json *json, const struct type *type)
{
	type_text.schema(json, type);
}
const struct type type_payer = { .name = "payer",
				 .size = sizeof(struct payer *),
				 .decode = decode_payer,
				 .schema = schema_payer,
				 .doc = N_("a side, or a text"),
				 .example = "az" };

static const struct zone *zone_of(struct decoder *d, const struct field *field,
				  const struct node *node)
{
	const struct zone *zone = NULL;

	if (node->kind != NODE_SCALAR || node_is_empty(node)) {
		expect_type(d, field, node);
		return NULL;
	}
	zone = zones_get(d->zones, node->text);
	if (!zone)
		expect_value(d, field, node);
	return zone;
}

static bool decode_zone(struct decoder *d, const struct field *field, const struct node *node,
			void *ret)
{
	size_t n = node->kind == NODE_MAP ? node->n : 1;
	struct place_zones *zones;

	if (node->kind == NODE_LIST || !n || node_is_empty(node)) {
		expect_type(d, field, node);
		return false;
	}
	zones = arena_alloc(d->arena, sizeof(*zones) + n * sizeof(zones->v[0]));
	if (node->kind == NODE_SCALAR) {
		zones->v[0].zone = zone_of(d, field, node);
		zones->n = zones->v[0].zone != NULL;
	} else {
		const struct field country = { .key = "", .type = &type_country };

		for NODE_EACH(c, node) {
			struct place_zone *z = &zones->v[zones->n];

			if (!type_country.decode(d, &country, c->key, &z->country))
				continue;
			z->zone = zone_of(d, field, c);
			zones->n += z->zone != NULL;
		}
	}
	if (zones->n)
		*(struct place_zones **)ret = zones;
	return zones->n > 0;
}

#define ZONE_SCHEMA "{\"type\": \"string\", \"pattern\": \"^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$\"}"

static void schema_zone(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"anyOf\": [" ZONE_SCHEMA
		       ", {\"type\": \"object\", \"minProperties\": 1, \"additionalProperties\": false, "
		       "\"patternProperties\": {\"^[A-Z]{2}$\": " ZONE_SCHEMA "}}]}");
}
const struct type type_zone = { .name = "timezone",
				.size = sizeof(struct place_zones *),
				.decode = decode_zone,
				.schema = schema_zone,
				.doc = N_("an IANA time zone, or a map from country to zone"),
				.example = "Asia/Baku" };

/* writes latitude, and longitude behind it */
static bool decode_geo(struct decoder *d, const struct field *field, const struct node *node,
		       void *ret)
{
	struct place *place = (struct place *)(void *)((char *)ret - field->offset);
	double latitude, longitude;

	if (node->kind != NODE_LIST || node->n != 2 || node->first->kind != NODE_SCALAR ||
	    node->first->next->kind != NODE_SCALAR) {
		expect_type(d, field, node);
		return false;
	}
	if (!value_decimal(node->first->text, &latitude) || latitude < -90 || latitude > 90) {
		expect_value(d, field, node->first);
		return false;
	}
	if (!value_decimal(node->first->next->text, &longitude) || longitude < -180 ||
	    longitude > 180) {
		expect_value(d, field, node->first->next);
		return false;
	}
	place->latitude = latitude;
	place->longitude = longitude;
	place->has_geo = true;
	return true;
}

#define DEGREES(max)                                                                               \
	"{\"anyOf\": [{\"type\": \"number\", \"minimum\": -" max ", \"maximum\": " max "}, "            \
	"{\"type\": \"string\", \"pattern\": \"^-?[0-9]{1,3}([.][0-9]+)?$\"}]}"

static void schema_geo(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"type\": \"array\", \"minItems\": 2, \"maxItems\": 2, \"prefixItems\": ["
		       DEGREES("90") ", " DEGREES("180") "]}");
}
const struct type type_geo = { .name = "geo",
			       .size = sizeof(double),
			       .decode = decode_geo,
			       .schema = schema_geo,
			       .doc = N_("latitude and longitude in decimal degrees"),
			       .example = "[40.3667, 49.8352]" };

/* hours of one key of `opens`: a range, or a list of them */
static bool decode_hours(struct decoder *d, const struct field *field, const struct node *node,
			 unsigned int days, struct opens *opens)
{
	struct times times;

	if (node->kind == NODE_LIST) {
		bool good = true;

		for NODE_EACH(c, node)
			good = c->kind == NODE_SCALAR && decode_hours(d, field, c, days, opens) && good;
		return good;
	}
	if (node->kind != NODE_SCALAR || !value_times(node->text, &times) || times.end < 0) {
		expect_value(d, field, node->kind == NODE_SCALAR ? node : node->key);
		return false;
	}
	/* "22:00-02:00" is the usual way to write hours beyond midnight */
	if (times.end <= times.start)
		times.end += 24 * 60;
	opens->v[opens->n++] =
		(struct opening){ .days = days, .from = times.start, .to = times.end };
	return true;
}

static bool decode_opens(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	struct opens *opens;
	size_t n = 0;

	if (node->kind != NODE_MAP) {
		expect_type(d, field, node);
		return false;
	}
	for NODE_EACH(c, node)
		n += c->kind == NODE_LIST ? c->n : 1;
	opens = arena_alloc(d->arena, sizeof(*opens) + xmul(n, sizeof(opens->v[0])));
	for NODE_EACH(c, node) {
		unsigned int days;

		if (value_weekdays(c->key->text, &days))
			decode_hours(d, field, c, days, opens);
		else
			expect_value(d, field, c->key);
	}
	*(struct opens **)ret = opens;
	return true;
}

#define DAY_PATTERN "(mon|tue|wed|thu|fri|sat|sun)"
#define DAYS_PATTERN " *" DAY_PATTERN "( *- *" DAY_PATTERN ")? *"
#define HOURS_SCHEMA                                                                               \
	"{\"type\": \"string\", \"pattern\": "                                                       \
	"\"^[0-9]{1,2}:[0-9]{2} *[-–] *[0-9]{1,2}:[0-9]{2}( *[+][0-9]{1,2})? *$\"}"

static void schema_opens(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"type\": \"object\", \"additionalProperties\": false, \"patternProperties\": "
		       "{\"^" DAYS_PATTERN "( *, *" DAYS_PATTERN ")*$\": {\"anyOf\": [" HOURS_SCHEMA
		       ", {\"type\": \"array\", \"items\": " HOURS_SCHEMA "}]}}}");
}
const struct type type_opens = { .name = "opens",
				 .size = sizeof(struct opens *),
				 .decode = decode_opens,
				 .schema = schema_opens,
				 .doc = N_("hours by days of the week"),
				 .example = "{mon-fri: 09:00-21:00}" };

static void note_day(struct item *items, size_t from, size_t to, civil_day day)
{
	for (size_t i = from; i < to; i++)
		items[i].day = day;
}

/* a map from day to list of items; the items of all days stand in one list */
static bool decode_programme(struct decoder *d, const struct field *field, const struct node *node,
			     void *ret)
{
	static const struct field date = { .key = "", .type = &type_date };
	struct items *items;
	size_t n = 0;

	if (node->kind != NODE_MAP) {
		expect_type(d, field, node);
		return false;
	}
	for NODE_EACH(c, node)
		n += c->kind == NODE_LIST ? c->n : 0;
	if (!make_room(d, node, n, sizeof(items->v[0])))
		return false;
	items = arena_alloc(d->arena, sizeof(*items) + xmul(n, sizeof(items->v[0])));
	for NODE_EACH(c, node) {
		civil_day day = CIVIL_NONE;
		size_t from = items->n;

		type_date.decode(d, &date, c->key, &day);
		if (c->kind != NODE_LIST) {
			expect_type(d, field, c);
			continue;
		}
		for NODE_EACH(item, c)
			items->n += decode_record(d, &record_item, item, &items->v[items->n]);
		note_day(items->v, from, items->n, day);
	}
	*(struct items **)ret = items;
	return true;
}

static void schema_programme(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"type\": \"object\", \"additionalProperties\": false, \"patternProperties\": "
		       "{\"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\": "
		       "{\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/item\"}}}}");
}
const struct type type_programme = { .name = "programme",
				     .size = sizeof(struct items *),
				     .decode = decode_programme,
				     .schema = schema_programme,
				     .doc = N_("a map from day to list of items"),
				     .example = "{2027-04-15: [{session: Round table, time: "
						"18:30-20:30}]}" };
