#include "plan/calendar-data.h"

#include <string.h>

#include "base/embed.h"
#include "base/xalloc.h"
#include "doc/doc.h"
#include "plan/value.h"

#include "base/banned.h"

#define YEAR_MAX 9999

/* while a file is read */
struct days_reader {
	struct arena *arena;
	const struct node *sources;
};

static void need(bool good)
{
	if (!good)
		BUG("data/dates-*.yaml");
}

static const struct node *member(const struct node *map, const char *key)
{
	const struct node *value = node_get(map, key);

	need(value != NULL);
	return value;
}

/* the text of a scalar; NULL without the key */
static const char *scalar(const struct node *map, const char *key)
{
	const struct node *value = node_get(map, key);

	if (!value)
		return NULL;
	need(value->kind == NODE_SCALAR);
	return value->text;
}

static int number(const char *s)
{
	int n = 0;

	need(value_count(*s == '-' ? s + 1 : s, &n));
	return *s == '-' ? -n : n;
}

static int number_or(const struct node *map, const char *key, int otherwise)
{
	const char *s = scalar(map, key);

	return s ? number(s) : otherwise;
}

static civil_day read_day(const struct node *map, const char *key)
{
	const char *s = scalar(map, key);
	civil_day day = 0;

	need(s && value_date(s, &day));
	return day;
}

/* 04-24 */
static bool read_month_day(const char *s, int *ret_month, int *ret_day)
{
	char leap[sizeof("2000-04-24")] = "2000-";
	civil_day day;

	if (!s || strlen(s) != 5)
		return false;
	memcpy(leap + 5, s, 6);
	if (!value_date(leap, &day))
		return false;
	*ret_month = civil_from_day(day).month;
	*ret_day = civil_from_day(day).day;
	return true;
}

static unsigned int read_weekdays(const struct node *map, const char *key)
{
	const char *s = scalar(map, key);
	unsigned int bits = 0;

	need(s && value_weekdays(s, &bits));
	return bits;
}

static int read_weekday(const struct node *map, const char *key)
{
	unsigned int bits = read_weekdays(map, key);

	need(!(bits & (bits - 1)));
	return __builtin_ctz(bits);
}

static bool word_is(const struct node *map, const char *key, const char *yes, const char *no)
{
	const char *s = scalar(map, key);

	need(s && (!strcmp(s, yes) || !strcmp(s, no)));
	return !strcmp(s, yes);
}

static struct text *read_text(const struct days_reader *r, const struct node *node)
{
	struct text *text = arena_new(r->arena, struct text);

	for (int i = 0; i < LANG_COUNT; i++) {
		text->in[i] = scalar(node, lang_code((enum lang)i));
		need(text->in[i] != NULL);
	}
	return text;
}

static struct known_from read_known(const struct days_reader *r, const struct node *node)
{
	const struct node *source = member(r->sources, member(node, "source")->text);

	return (struct known_from){ scalar(source, "title"), read_day(node, "as_of") };
}

static enum day_kind read_kind(const struct node *map, const char *key)
{
	const char *s = scalar(map, key);

	if (s && !strcmp(s, "holiday"))
		return DAY_HOLIDAY;
	if (s && !strcmp(s, "remembrance"))
		return DAY_REMEMBRANCE;
	need(s && !strcmp(s, "observance"));
	return DAY_OBSERVANCE;
}

static struct day_rule read_rule(const struct node *node)
{
	struct day_rule rule = { 0 };

	if (node_get(node, "easter")) {
		rule.kind = DAY_RULE_EASTER;
		rule.n = number(scalar(node, "easter"));
	} else if (node_get(node, "nth")) {
		rule.kind = DAY_RULE_NTH;
		rule.weekday = read_weekday(node, "weekday");
		rule.month = number_or(node, "month", 0);
		rule.n = strcmp(scalar(node, "nth"), "last") ? number(scalar(node, "nth")) : 0;
		need(rule.n < 5 && rule.month >= 1 && rule.month <= 12);
	} else {
		rule.kind = DAY_RULE_NEAREST;
		rule.weekday = read_weekday(node, "nearest");
		rule.n = number_or(node, "plus", 0);
		need(read_month_day(scalar(node, "to"), &rule.month, &rule.day));
	}
	return rule;
}

static struct day_rule read_date(const char *s)
{
	struct day_rule rule = { .kind = DAY_RULE_DATE };

	if (read_month_day(s, &rule.month, &rule.day))
		return rule;
	rule.kind = DAY_RULE_ONCE;
	need(value_date(s, &rule.once));
	return rule;
}

static void read_dates(struct days_reader *r, struct day_entry *entry, const struct node *node)
{
	entry->dates = arena_array(r->arena, node->n, sizeof(*entry->dates));
	for NODE_EACH(c, node) {
		struct listed_dates *listed = &entry->dates[entry->n_dates++];

		need(value_dates(member(c, "on")->text, &listed->on));
		listed->expected = node_get(c, "expected") && word_is(c, "expected", "yes", "no");
		listed->known = read_known(r, c);
	}
}

static void read_exception(struct day_entry *entry, const struct node *node)
{
	need(read_month_day(scalar(node, "date"), &entry->exception_month, &entry->exception_day));
	entry->exception_weekday = read_weekday(node, "weekday");
	entry->exception = read_rule(member(node, "rule"));
}

static struct day_entry read_entry(struct days_reader *r, const struct node *node)
{
	struct day_entry entry = {
		.id = scalar(node, "id"),
		.kind = read_kind(node, "kind"),
		.working = word_is(node, "offices", "open", "closed"),
		.name = read_text(r, member(node, "name")),
		.days = number_or(node, "days", 1),
		.since = number_or(node, "since", 0),
		.until = number_or(node, "until", YEAR_MAX),
		.decided_through = number_or(node, "decided_through", YEAR_MAX),
		.known = read_known(r, node),
	};

	if (node_get(node, "short"))
		entry.short_name = read_text(r, node_get(node, "short"));
	if (node_get(node, "date"))
		entry.rule = read_date(scalar(node, "date"));
	else if (node_get(node, "rule"))
		entry.rule = read_rule(node_get(node, "rule"));
	else
		read_dates(r, &entry, member(node, "dates"));
	if (node_get(node, "unless"))
		read_exception(&entry, node_get(node, "unless"));
	return entry;
}

static void read_exchanged(struct days_reader *r, struct days_file *file, const struct node *node)
{
	const struct node *days;

	if (!node)
		return;
	days = member(node, "days");
	file->day_off = read_text(r, member(node, "day_off"));
	file->working_day = read_text(r, member(node, "working_day"));
	file->exchanges = arena_array(r->arena, days->n, sizeof(*file->exchanges));
	for NODE_EACH(c, days)
		file->exchanges[file->n_exchanges++] = (struct exchange){
			read_day(c, "day_off"), read_day(c, "working_day"), read_known(r, c)
		};
}

static const struct day_entry *entry_of(const struct days_file *file, const char *id)
{
	for (size_t i = 0; i < file->n_days; i++)
		if (file->days[i].id && !strcmp(file->days[i].id, id))
			return &file->days[i];
	BUG("data/dates-*.yaml");
}

static struct move_step read_step(struct days_reader *r, const struct days_file *file,
				  const struct node *node)
{
	struct move_step step = { MOVE_REST_DAY, 0, NULL };
	const struct node *of = node_get(node, "of");

	if (word_is(node, "when", "rest-day", "overlap"))
		return step;
	need(of != NULL);
	step.when = MOVE_OVERLAP;
	step.of = arena_array(r->arena, of->n, sizeof(struct day_entry *));
	for NODE_EACH(c, of)
		step.of[step.n_of++] = entry_of(file, c->text);
	return step;
}

static void read_moves(struct days_reader *r, struct days_file *file, const struct node *node)
{
	struct moves *moves = &file->moves;
	const struct node *steps, *published;

	if (!node)
		return;
	steps = member(node, "steps");
	published = member(node, "published");
	moves->since = number_or(node, "since", 0);
	moves->of = read_kind(node, "of");
	moves->known = read_known(r, node);
	moves->steps = arena_array(r->arena, steps->n, sizeof(*moves->steps));
	for NODE_EACH(c, steps)
		moves->steps[moves->n_steps++] = read_step(r, file, c);
	moves->published = arena_array(r->arena, published->n, sizeof(*moves->published));
	for NODE_EACH(c, published)
		moves->published[moves->n_published++] =
			(struct published_year){ number_or(c, "year", 0), read_known(r, c) };
}

static struct days_file *read_file(struct arena *arena, const struct node *root)
{
	struct days_reader r = { arena, member(root, "sources") };
	struct days_file *file = arena_new(arena, struct days_file);
	const struct node *days = member(root, "days"), *years = member(root, "years");

	need(member(root, "country")->n == 2);
	memcpy(file->country.code, scalar(root, "country"), 3);
	file->first_year = number_or(years, "first", 0);
	file->last_year = number_or(years, "last", 0);
	file->rest_days = read_weekdays(root, "rest_days");
	file->days = arena_array(arena, days->n, sizeof(*file->days));
	for NODE_EACH(c, days)
		file->days[file->n_days++] = read_entry(&r, c);
	read_exchanged(&r, file, node_get(root, "exchanged"));
	read_moves(&r, file, node_get(root, "moved"));
	return file;
}

const struct days_file *days_file_read(struct arena *arena, const char *text, size_t len)
{
	struct catalog english = { .lang = LANG_EN };
	struct sources sources;
	struct diags diags;
	struct doc doc;

	sources_init(&sources, arena);
	diags_init(&diags, arena, &english, &sources);
	doc = doc_read(arena, &diags, sources_add(&sources, "dates.yaml", text, len));
	need(doc.root && !diags.list.n);
	diags_release(&diags);
	sources_release(&sources);
	return read_file(arena, doc.root);
}

static const struct {
	char country[3];
	const unsigned char *text, *end;
} built_in[] = {
	{ "AM", embed_dates_am_yaml, embed_dates_am_yaml_end },
	{ "AZ", embed_dates_az_yaml, embed_dates_az_yaml_end },
};

const struct days_file *days_file_built_in(struct arena *arena, const char *country)
{
	for (size_t i = 0; i < ARRAY_SIZE(built_in); i++)
		if (!strcmp(built_in[i].country, country))
			return days_file_read(arena, (const char *)built_in[i].text,
					      (size_t)(built_in[i].end - built_in[i].text));
	return NULL;
}

const char *days_file_country(size_t i)
{
	return i < ARRAY_SIZE(built_in) ? built_in[i].country : NULL;
}
