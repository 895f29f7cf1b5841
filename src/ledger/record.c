#include "ledger/record.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "plan/value.h"

#include "base/banned.h"

enum value_type {
	VALUE_INSTANT,
	VALUE_WHEN,
	VALUE_WORD,
	VALUE_EMAIL,
	VALUE_ONE_OF,
	VALUE_PHRASE,
	VALUE_COUNT,
	VALUE_IDS,
	VALUE_TEXT
};

struct row {
	const char *key;
	enum value_type type;
	size_t offset;
	unsigned int kinds, required; /* bits by enum record_kind */
};

#define REVISED (1u << RECORD_REVISED)
#define ISSUED (1u << RECORD_ISSUED)
#define SENT (1u << RECORD_SENT)
#define ANSWERED (1u << RECORD_ANSWERED)
#define AT(member) offsetof(struct record_values, member)

static const char *const kind_keys[] = {
	[RECORD_REVISED] = "revised",
	[RECORD_ISSUED] = "issued",
	[RECORD_SENT] = "sent",
	[RECORD_ANSWERED] = "answered",
};

/* in the order in which they are written */
/* clang-format off */
static const struct row rows[] = {
	{ "revised",	  VALUE_INSTANT, AT(at),	REVISED, REVISED },
	{ "issued",	  VALUE_INSTANT, AT(at),	ISSUED, ISSUED },
	{ "sent",	  VALUE_INSTANT, AT(at),	SENT, SENT },
	{ "answered",	  VALUE_INSTANT, AT(at),	ANSWERED, ANSWERED },
	{ "message",	  VALUE_WORD,	 AT(message),	ISSUED | SENT, ISSUED | SENT },
	{ "method",	  VALUE_ONE_OF,	 AT(method),	ISSUED | ANSWERED, ISSUED | ANSWERED },
	{ "uid",	  VALUE_WORD,	 AT(uid),	REVISED | ISSUED | ANSWERED, REVISED | ISSUED | ANSWERED },
	{ "sequence",	  VALUE_COUNT,	 AT(sequence),	REVISED | ISSUED | ANSWERED, REVISED | ISSUED | ANSWERED },
	{ "meeting",	  VALUE_WORD,	 AT(meeting),	REVISED, REVISED },
	{ "item",	  VALUE_WORD,	 AT(item),	REVISED, 0 },
	{ "kind",	  VALUE_WORD,	 AT(item_kind),	REVISED, REVISED },
	{ "status",	  VALUE_ONE_OF,	 AT(status),	REVISED, REVISED },
	{ "to",		  VALUE_WORD,	 AT(to),	REVISED | ISSUED, ISSUED },
	{ "from",	  VALUE_WORD,	 AT(from),	ANSWERED, ANSWERED },
	{ "email",	  VALUE_EMAIL,	 AT(email),	ISSUED | ANSWERED, ISSUED | ANSWERED },
	{ "name",	  VALUE_PHRASE,	 AT(name),	ISSUED, 0 },
	{ "language",	  VALUE_ONE_OF,	 AT(language),	ISSUED, ISSUED },
	{ "said",	  VALUE_WORD,	 AT(said),	ISSUED, 0 },
	{ "programme",	  VALUE_WORD,	 AT(programme),	ISSUED, 0 },
	{ "partstat",	  VALUE_ONE_OF,	 AT(partstat),	ANSWERED, ANSWERED },
	{ "delegated_to", VALUE_WORD,	 AT(delegated_to), ANSWERED, 0 },
	{ "dtstamp",	  VALUE_INSTANT, AT(dtstamp),	ANSWERED, ANSWERED },
	{ "dtstart",	  VALUE_WHEN,	 AT(dtstart),	REVISED | ANSWERED, 0 },
	{ "dtend",	  VALUE_WHEN,	 AT(dtend),	REVISED | ANSWERED, 0 },
	{ "tzid",	  VALUE_WORD,	 AT(tzid),	REVISED, 0 },
	{ "end_tzid",	  VALUE_WORD,	 AT(end_tzid),	REVISED, 0 },
	{ "place",	  VALUE_WORD,	 AT(place),	REVISED, 0 },
	{ "via",	  VALUE_WORD,	 AT(via),	REVISED, 0 },
	{ "location",	  VALUE_PHRASE,	 AT(location),	REVISED, 0 },
	{ "people",	  VALUE_IDS,	 AT(people),	REVISED, 0 },
	{ "summary",	  VALUE_TEXT,	 AT(summary),	REVISED, 0 },
	{ "comment",	  VALUE_PHRASE,	 AT(comment),	ANSWERED, 0 },
};
/* clang-format on */

/* of VALUE_ONE_OF: which */
static const struct {
	enum record_kind kind;
	const char *key, *words;
} vocabulary[] = {
	{ RECORD_REVISED, "status", "tentative|confirmed|cancelled" },
	{ RECORD_ISSUED, "method", "REQUEST|CANCEL" },
	{ RECORD_ISSUED, "language", "en|hy|az" },
	{ RECORD_ANSWERED, "method", "REPLY|COUNTER" },
	{ RECORD_ANSWERED, "partstat", "NEEDS-ACTION|ACCEPTED|DECLINED|TENTATIVE|DELEGATED" },
};

/* ---------------------------------------------------------------------- reading */

struct reading {
	struct arena *arena;
	struct diags *diags;
	struct record_values *values;
};

static bool refuse(const struct reading *r, const struct node *node, const char *key,
		   const char *example)
{
	diag_add(r->diags, PB107, node_span(node),
		 N_("\"%1$s\" of a ledger is written like this: %2$s; what was issued must not be "
		    "changed by hand: restore the line from an older copy"),
		 key, example);
	return false;
}

/* does a text look like another, in which 0 is any digit? */
static bool has_form(const char *s, const char *form)
{
	for (; *form; s++, form++)
		if (*form == '0' ? !ascii_isdigit(*s) : *s != *form)
			return false;
	return !*s;
}

static int two_digits(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

/* 2027-03-01, whose form was seen; the last day of a plan's last year ends in the next */
static bool parse_day(const char *s, civil_day *ret)
{
	int year = two_digits(s) * 100 + two_digits(s + 2), month = two_digits(s + 5);

	if (!civil_is_valid(year, month, two_digits(s + 8)))
		return false;
	*ret = civil_to_day(year, month, two_digits(s + 8));
	return true;
}

/* 2027-03-01T10:00:00Z */
static bool parse_instant(const char *s, instant *ret)
{
	civil_day day;

	if (!has_form(s, "0000-00-00T00:00:00Z") || !parse_day(s, &day) || two_digits(s + 11) > 23 ||
	    two_digits(s + 14) > 59 || two_digits(s + 17) > 59)
		return false;
	*ret = (instant)day * 86400 + two_digits(s + 11) * 3600 + two_digits(s + 14) * 60 +
	       two_digits(s + 17);
	return true;
}

static bool read_when(const struct reading *r, const struct node *node, const char *key,
		      struct when *ret)
{
	if (node->kind == NODE_SCALAR &&
	    (parse_instant(node->text, &ret->at) ||
	     (has_form(node->text, "0000-00-00") && parse_day(node->text, &ret->day))))
		return true;
	return refuse(r, node, key, "2027-03-01T10:00:00Z");
}

static bool read_ids(const struct reading *r, const struct node *node, const char *key,
		     struct strings **ret)
{
	struct strings *ids = arena_alloc(r->arena, sizeof(*ids) + node->n * sizeof(ids->v[0]));

	if (node->kind != NODE_LIST)
		return refuse(r, node, key, "[ani, leyla]");
	for NODE_EACH (c, node) {
		if (c->kind != NODE_SCALAR)
			return refuse(r, c, key, "[ani, leyla]");
		ids->v[ids->n++] = c->text;
	}
	*ret = ids->n ? ids : NULL;
	return true;
}

static bool read_text(const struct reading *r, const struct node *node, const char *key,
		      struct text **ret)
{
	struct text *text = arena_new(r->arena, struct text);
	enum lang lang;

	if (node->kind != NODE_MAP)
		return refuse(r, node, key, "{en: \"…\"}");
	for NODE_EACH (c, node) {
		if (c->kind != NODE_SCALAR || !lang_parse(c->key->text, c->key->n, &lang))
			return refuse(r, c, key, "{en: \"…\"}");
		text->in[lang] = c->text;
	}
	*ret = text;
	return true;
}

static bool has_word(const char *words, const struct node *node)
{
	for (const char *p = words, *end; *p; p = *end ? end + 1 : end) {
		end = strchrnul(p, '|');
		if (node->n == (size_t)(end - p) && !memcmp(p, node->text, node->n))
			return true;
	}
	return false;
}

static bool read_one_of(const struct reading *r, const struct node *node, const char *key,
			const char **ret)
{
	size_t i = 0;

	while (vocabulary[i].kind != r->values->kind || strcmp(vocabulary[i].key, key) != 0)
		i++;
	if (node->kind != NODE_SCALAR || !has_word(vocabulary[i].words, node))
		return refuse(r, node, key, vocabulary[i].words);
	*ret = node->text;
	return true;
}

static bool read_value(const struct reading *r, const struct row *row, const struct node *node)
{
	char *slot = (char *)r->values + row->offset;
	bool is_scalar = node->kind == NODE_SCALAR;

	switch (row->type) {
	case VALUE_INSTANT:
		return (is_scalar && parse_instant(node->text, (instant *)(void *)slot)) ||
		       refuse(r, node, row->key, "2027-03-01T10:00:00Z");
	case VALUE_WHEN:
		return read_when(r, node, row->key, (struct when *)(void *)slot);
	case VALUE_COUNT:
		return (is_scalar && value_count(node->text, (int *)(void *)slot)) ||
		       refuse(r, node, row->key, "0");
	case VALUE_IDS:
		return read_ids(r, node, row->key, (struct strings **)(void *)slot);
	case VALUE_TEXT:
		return read_text(r, node, row->key, (struct text **)(void *)slot);
	case VALUE_ONE_OF:
		return read_one_of(r, node, row->key, (const char **)(void *)slot);
	case VALUE_EMAIL:
		if (!is_scalar || !value_is_email(node->text))
			return refuse(r, node, row->key, "ani@regional.example");
		break;
	default:
		if (!is_scalar || !node->n)
			return refuse(r, node, row->key, "\"…\"");
	}
	*(const char **)(void *)slot = node->text;
	return true;
}

static const struct row *find_row(enum record_kind kind, const char *key)
{
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (rows[i].kinds >> kind & 1 && !strcmp(rows[i].key, key))
			return &rows[i];
	return NULL;
}

static bool unknown_key(const struct reading *r, const struct node *value)
{
	struct suggest s;
	struct diag *diag;

	suggest_init(&s, value->key->text);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		if (rows[i].kinds >> r->values->kind & 1)
			suggest_offer(&s, rows[i].key);
	diag = diag_add(r->diags, PB104, node_span(value->key),
			N_("a record of this ledger has no key \"%s\"; it was changed by hand, or "
			   "written by a later pbplan"),
			value->key->text);
	if (s.best)
		diag_set_fix(r->diags, diag, "%s", s.best);
	return false;
}

static bool find_kind(const struct reading *r, const struct node *node, enum record_kind *ret)
{
	for (int i = 0; node->kind == NODE_MAP && i < RECORD_KIND_COUNT; i++)
		if (node_get(node, kind_keys[i])) {
			*ret = (enum record_kind)i;
			return true;
		}
	diag_add(r->diags, PB106, node_span(node),
		 N_("this is no record of a ledger: each is a map with \"revised\", \"issued\", \"sent\" "
		    "or \"answered\"; it was changed by hand, or written by a later pbplan"));
	return false;
}

bool record_read(struct arena *arena, struct diags *diags, const struct node *node,
		 struct record_values *ret)
{
	struct record_values values = RECORD_INIT;
	struct reading r = { arena, diags, &values };
	bool good = find_kind(&r, node, &values.kind);

	if (!good)
		return false;
	for NODE_EACH (c, node) {
		const struct row *row = find_row(values.kind, c->key->text);

		good &= row ? read_value(&r, row, c) : unknown_key(&r, c);
	}
	for (size_t i = 0; i < ARRAY_SIZE(rows) && good; i++) {
		if (!(rows[i].required >> values.kind & 1) || node_get(node, rows[i].key))
			continue;
		diag_add(diags, PB105, node_span(node),
			 N_("this record of the ledger lacks \"%s\"; restore the line from an older copy"),
			 rows[i].key);
		good = false;
	}
	if (good)
		*ret = values;
	return good;
}

/* ---------------------------------------------------------------------- writing */

static void add_instant(struct strbuf *out, instant at)
{
	civil_day day = (civil_day)((at - (at % 86400 + 86400) % 86400) / 86400);
	int second = (int)(at - (instant)day * 86400);
	struct civil c = civil_from_day(day);

	strbuf_addf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, second / 3600,
		    second / 60 % 60, second % 60);
}

static void add_when(struct strbuf *out, const struct when *when)
{
	struct civil c;

	if (when->at != INSTANT_NONE) {
		add_instant(out, when->at);
		return;
	}
	c = civil_from_day(when->day);
	strbuf_addf(out, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* as a double-quoted scalar, on one line; a byte that is no text would make the file unreadable */
static void add_phrase(struct strbuf *out, const char *s)
{
	const char *end = s + strlen(s), *bad = s + utf8_check(s, (size_t)(end - s));

	strbuf_addch(out, '"');
	for (; *s; s++) {
		if (s == bad) {
			strbuf_addstr(out, "\\uFFFD");
			bad = s + 1 + utf8_check(s + 1, (size_t)(end - s - 1));
		} else if (*s == '"' || *s == '\\')
			strbuf_addf(out, "\\%c", *s);
		else if (*s == '\n')
			strbuf_addstr(out, "\\n");
		else if ((unsigned char)*s < ' ' || *s == 0x7F)
			strbuf_addf(out, "\\x%02X", (unsigned char)*s);
		else if ((unsigned char)s[0] == 0xC2 && (unsigned char)s[1] < 0xA0)
			/* C1 controls, of which NEL would end the line */
			strbuf_addf(out, "\\x%02X", (unsigned char)*++s);
		else if (!strncmp(s, "\xE2\x80\xA8", 3) || !strncmp(s, "\xE2\x80\xA9", 3)) {
			strbuf_addstr(out, s[2] == '\xA8' ? "\\L" : "\\P");
			s += 2;
		} else if (!strncmp(s, "\xEF\xBB\xBF", 3)) {
			strbuf_addstr(out, "\\uFEFF");
			s += 2;
		} else if (!strncmp(s, "\xEF\xBF\xBE", 3) || !strncmp(s, "\xEF\xBF\xBF", 3)) {
			/* libyaml refuses these two as they are */
			strbuf_addstr(out, s[2] == '\xBE' ? "\\uFFFE" : "\\uFFFF");
			s += 2;
		} else
			strbuf_addch(out, *s);
	}
	strbuf_addch(out, '"');
}

/* ids, UIDs, addresses: plain where YAML reads them as they are */
static void add_word(struct strbuf *out, const char *s)
{
	bool plain = ascii_isalnum(*s);

	for (const char *p = s; *p && plain; p++)
		plain = ascii_isalnum(*p) || strchr("-._@+/", *p);
	if (plain)
		strbuf_addstr(out, s);
	else
		add_phrase(out, s);
}

static void add_ids(struct strbuf *out, const struct strings *ids)
{
	strbuf_addch(out, '[');
	for (size_t i = 0; i < LIST_N(ids); i++) {
		strbuf_addstr(out, i ? ", " : "");
		add_word(out, ids->v[i]);
	}
	strbuf_addch(out, ']');
}

static void add_text(struct strbuf *out, const struct text *text)
{
	bool any = false;

	strbuf_addch(out, '{');
	for (int i = 0; i < LANG_COUNT; i++) {
		if (!text->in[i])
			continue;
		strbuf_addf(out, "%s%s: ", any ? ", " : "", lang_code((enum lang)i));
		add_phrase(out, text->in[i]);
		any = true;
	}
	strbuf_addch(out, '}');
}

static bool is_absent(const struct row *row, const char *slot)
{
	switch (row->type) {
	case VALUE_INSTANT:
		return *(const instant *)(const void *)slot == INSTANT_NONE;
	case VALUE_WHEN:
		return ((const struct when *)(const void *)slot)->at == INSTANT_NONE &&
		       ((const struct when *)(const void *)slot)->day == CIVIL_NONE;
	case VALUE_COUNT:
		return false;
	default:
		return !*(const void *const *)(const void *)slot;
	}
}

static void add_value(struct strbuf *out, const struct row *row, const char *slot)
{
	const void *value = slot;

	switch (row->type) {
	case VALUE_INSTANT: add_instant(out, *(const instant *)value); break;
	case VALUE_WHEN: add_when(out, value); break;
	case VALUE_COUNT: strbuf_addf(out, "%d", *(const int *)value); break;
	case VALUE_WORD:
	case VALUE_EMAIL:
	case VALUE_ONE_OF: add_word(out, *(const char *const *)value); break;
	case VALUE_PHRASE: add_phrase(out, *(const char *const *)value); break;
	case VALUE_IDS: add_ids(out, *(const struct strings *const *)value); break;
	case VALUE_TEXT: add_text(out, *(const struct text *const *)value); break;
	}
}

void record_add(struct strbuf *out, const struct record_values *values)
{
	const char *separator = "- {";

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *slot = (const char *)values + rows[i].offset;

		if (!(rows[i].kinds >> values->kind & 1) || is_absent(&rows[i], slot))
			continue;
		strbuf_addf(out, "%s%s: ", separator, rows[i].key);
		add_value(out, &rows[i], slot);
		separator = ", ";
	}
	strbuf_addstr(out, "}\n");
}
