#include "render/list-make.h"

#include <stdint.h>
#include <string.h>

#include "lang/country.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* "one / other", or one of them if they are the same */
static const char *both(const struct list_maker *m, const char *one, const char *other)
{
	if (!*other || !strcmp(one, other))
		return one;
	return *one ? arena_printf(m->arena, "%s / %s", one, other) : other;
}

const char *list_say(const struct list_maker *m, const char *msgid)
{
	const struct list_request *q = m->q;
	const char *one = catalog_get(&q->catalogs[q->langs[0]], msgid);

	return q->n_langs < 2 ? one : both(m, one, catalog_get(&q->catalogs[q->langs[1]], msgid));
}

const char *list_text(const struct list_maker *m, const struct text *text)
{
	const struct list_request *q = m->q;
	const char *one = text_in(text, q->langs[0]);

	return q->n_langs < 2 ? one : both(m, one, text_in(text, q->langs[1]));
}

static const char *keep(const struct list_maker *m, struct strbuf *sb)
{
	const char *text = arena_strndup(m->arena, sb->text, sb->len);

	strbuf_release(sb);
	return text;
}

const char *list_number(const struct list_maker *m, size_t n)
{
	return arena_printf(m->arena, "%zu", n);
}

/* ---------------------------------------------------------------------------- places */

static const char *country_in(const struct list_maker *m, enum lang lang, const char *code)
{
	struct strbuf name = STRBUF_INIT;

	country_add_name(&name, lang, code);
	return keep(m, &name);
}

const char *list_country(struct list_maker *m, const char *code)
{
	const struct list_request *q = m->q;
	const char *name;

	if (!*code)
		return "";
	name = hash_get(&m->countries, code, strlen(code));
	if (name)
		return name;
	name = country_in(m, q->langs[0], code);
	if (q->n_langs > 1)
		name = both(m, name, country_in(m, q->langs[1], code));
	*hash_slot(&m->countries, arena_strdup(m->arena, code), strlen(code)) = (void *)(uintptr_t)name;
	return name;
}

static void add_part(struct strbuf *out, const char *part, const char **last)
{
	if (!*part || (*last && !strcmp(*last, part)))
		return;
	describe_add_name(out, part);
	*last = part;
}

static const char *place_in(const struct list_maker *m, enum lang lang, const struct place *place)
{
	const struct place *building = place_building(place), *city = place_city(place);
	struct strbuf name = STRBUF_INIT;
	const char *last = NULL;

	add_part(&name, text_in(place->name, lang), &last);
	if (building != place)
		add_part(&name, text_in(building->name, lang), &last);
	if (building->address)
		add_part(&name, building->address, &last);
	if (city != building && city != place)
		add_part(&name, text_in(city->name, lang), &last);
	return keep(m, &name);
}

const char *list_place(const struct list_maker *m, const struct place *place)
{
	const struct list_request *q = m->q;
	const char *one;

	if (!place)
		return "";
	one = place_in(m, q->langs[0], place);
	return q->n_langs < 2 ? one : both(m, one, place_in(m, q->langs[1], place));
}

/* ----------------------------------------------------------------------------- times */

const char *list_iso_day(const struct list_maker *m, civil_day day)
{
	struct civil c;

	if (day == CIVIL_NONE)
		return "";
	c = civil_from_day(day);
	return arena_printf(m->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

const char *list_day(const struct list_maker *m, enum date_style style, civil_day day)
{
	struct strbuf text = STRBUF_INIT;

	if (day == CIVIL_NONE || m->q->n_langs > 1)
		return list_iso_day(m, day);
	dates_add(&text, m->q->dates, m->q->langs[0], style, day);
	return keep(m, &text);
}

/* days: after the one on which it begins */
static void add_clock(struct strbuf *out, const struct zone *zone, instant at, bool tells_zone,
		      int days)
{
	int minute;

	zone_local(zone, at, &minute);
	strbuf_addf(out, "%02d:%02d", minute / 60, minute % 60);
	if (days)
		strbuf_addf(out, "%+d", days);
	if (!tells_zone)
		return;
	strbuf_addstr(out, " (");
	describe_offset(out, zone_offset(zone, at));
	strbuf_addch(out, ')');
}

const char *list_times(const struct list_maker *m, const struct item *item)
{
	struct strbuf text = STRBUF_INIT;
	int days, minute;
	bool zones;

	if (!item->has_time || !item->start_zone || !item->end_zone ||
	    item->start == INSTANT_NONE || item->end == INSTANT_NONE)
		/* TRANSLATORS: in the column of times: of a journey whose time is not known yet. */
		return item_is_leg(item) ? list_say(m, N_("time open")) : "";
	zones = zone_offset(item->start_zone, item->start) != zone_offset(item->end_zone, item->end);
	days = zone_local(item->end_zone, item->end, &minute) -
	       zone_local(item->start_zone, item->start, NULL);
	add_clock(&text, item->start_zone, item->start, zones, 0);
	strbuf_addstr(&text, "–");
	/* midnight belongs to the day that ends */
	if (days == 1 && !minute && !zones) {
		strbuf_addstr(&text, "24:00");
		return keep(m, &text);
	}
	add_clock(&text, item->end_zone, item->end, zones, days);
	return keep(m, &text);
}

/* ---------------------------------------------------------------------------- people */

const char *list_name(const struct list_maker *m, const struct person *person)
{
	return list_text(m, person->name);
}

const char *list_part_word(const struct list_maker *m, const struct list_person *p)
{
	switch (p->part) {
	case PART_HEAD:
		/* TRANSLATORS: in a column of a list of people: the head of a delegation. */
		return list_say(m, N_("head"));
	case PART_MEMBER:
		/* TRANSLATORS: in a column of a list of people: a member of a delegation. */
		return list_say(m, N_("member"));
	case PART_STAFF:
		/* TRANSLATORS: in a column of a list of people: one of a delegation's staff. */
		return list_say(m, N_("staff"));
	case PART_OTHER:
		/* TRANSLATORS: in a column of a list of people: one of no delegation. */
		return list_say(m, N_("other participant"));
	default:
		/* TRANSLATORS: in a column of a list of people: an official or host who takes
		   part in some items, not in the whole meeting. */
		return list_say(m, N_("in some items only"));
	}
}

const char *list_role_word(const struct list_maker *m, const struct person *person)
{
	/* TRANSLATORS: what people do, in a column of a list. */
	static const char *const roles[] = {
		[ROLE_DELEGATE] = N_("delegate"),
		[ROLE_OFFICIAL] = N_("official"),
		[ROLE_FACILITATOR] = N_("facilitator"),
		[ROLE_INTERPRETER] = N_("interpreter"),
		[ROLE_LIAISON] = N_("liaison"),
		[ROLE_SECURITY] = N_("security"),
		[ROLE_PRESS] = N_("press"),
		[ROLE_DRIVER] = N_("driver"),
		[ROLE_STAFF] = N_("staff"),
		[ROLE_COMPANION] = N_("accompanying person"),
	};

	if (person->role == ROLE_NONE || (size_t)person->role >= ARRAY_SIZE(roles))
		return "";
	return list_say(m, roles[person->role]);
}

const char *list_pattern(const struct list_maker *m, const char *msgid)
{
	return catalog_get(&m->q->catalogs[m->q->langs[0]], msgid);
}

const char *list_side(const struct list_maker *m, const struct list_person *p)
{
	const struct side *side = p->delegation ? p->delegation->side : p->person->side;

	if (p->part == PART_GUEST)
		return side ? arena_printf(m->arena, list_pattern(m, N_("%1$s: %2$s")),
					   list_text(m, side->name), list_part_word(m, p))
			    : list_part_word(m, p);
	if (p->part == PART_OTHER || !side)
		/* TRANSLATORS: instead of a delegation's name: those who belong to none. */
		return list_say(m, N_("of no delegation"));
	return list_text(m, side->name);
}

/* ------------------------------------------------------------------------- the items */

const char *list_vehicle(const struct list_maker *m, const struct vehicle *vehicle)
{
	const char *name = vehicle->name ? list_text(m, vehicle->name) : "";

	if (!vehicle->plate)
		return *name ? name : vehicle->id;
	return *name ? arena_printf(m->arena, "%s (%s)", name, vehicle->plate) : vehicle->plate;
}

const char *list_payer(const struct list_maker *m, const struct item *item)
{
	const struct payer *payer = item->paid_by;

	if (!payer)
		return "";
	return list_text(m, payer->side ? payer->side->name : payer->text);
}

const char *list_status(const struct list_maker *m, const struct item *item)
{
	/* TRANSLATORS: how certain an item or a visit is. */
	return item->status == STATUS_TENTATIVE ? list_say(m, N_("tentative"))
	       /* TRANSLATORS: how certain an item or a visit is. */
	       : item->status == STATUS_DRAFT ? list_say(m, N_("draft"))
					      : "";
}

/* ------------------------------------------------------------------------- the cells */

void list_set_meeting(struct list_maker *m, struct table *table, size_t column)
{
	table_set_value(table, column, m->heading, m->title);
}

void list_set_day(struct list_maker *m, struct table *table, size_t column, enum date_style style,
		  civil_day day)
{
	table_set_value(table, column, list_day(m, style, day), list_iso_day(m, day));
}

void list_set_country(struct list_maker *m, struct table *table, size_t column, const char *code)
{
	table_set_value(table, column, list_country(m, code), code);
}
