/*
 * THE types of values: how each is read, what is expected of it, and what
 * the schema says.  References to other records are in types-ref.c.
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "plan/decode.h"
#include "plan/value.h"

#include "base/banned.h"

/* a scalar type whose text is read by a function of value.h */
#define VALUE_TYPE(name_, ctype)                                                                   \
	static bool decode_##name_(struct decoder *d, const struct field *field,                   \
				   const struct node *node, void *ret)                             \
	{                                                                                          \
		if (value_##name_(node->text, (ctype *)ret))                                       \
			return true;                                                               \
		expect_value(d, field, node);                                                      \
		return false;                                                                      \
	}

VALUE_TYPE(date, civil_day)
VALUE_TYPE(moment, struct moment)
VALUE_TYPE(duration, struct duration)

/* a scalar type kept as text, if a function of value.h likes it */
#define TEXT_TYPE(name_, is_good)                                                                  \
	static bool decode_##name_(struct decoder *d, const struct field *field,                   \
				   const struct node *node, void *ret)                             \
	{                                                                                          \
		if (is_good(node->text)) {                                                         \
			*(const char **)ret = node->text;                                          \
			return true;                                                               \
		}                                                                                  \
		expect_value(d, field, node);                                                      \
		return false;                                                                      \
	}

TEXT_TYPE(email, value_is_email)
TEXT_TYPE(domain, value_is_domain)
TEXT_TYPE(language_tag, value_is_language_tag)

/* what a phone dials, and what people put between */
static bool is_phone(const char *s)
{
	size_t digits = 0;

	for (const char *p = s; *p; p++) {
		if (ascii_isdigit(*p))
			digits++;
		else if (!strchr(" +-./()#*", *p))
			return false;
	}
	return digits >= 3;
}
TEXT_TYPE(phone, is_phone)

static bool is_path(const char *s)
{
	return *s && strlen(s) < 4096;
}
TEXT_TYPE(path, is_path)

#define DIGITS "0-9"
#define DATE_PATTERN "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define CLOCK_PATTERN "(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)"
#define ATOM_PATTERN "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
#define ID_PATTERN "^[a-z0-9][a-z0-9-]{0,62}$"

#define SCALAR(name_, ctype, doc_, example_, pattern_)                                             \
	const struct type type_##name_ = { .name = #name_,                                         \
					   .size = sizeof(ctype),                                  \
					   .decode = decode_##name_,                               \
					   .doc = doc_,                                            \
					   .example = example_,                                    \
					   .pattern = pattern_,                                    \
					   .scalar = true }

SCALAR(date, civil_day, N_("a date"), "2027-04-15", "^" DATE_PATTERN "$");
SCALAR(moment, struct moment, N_("a date, or a date and a time"), "2027-04-15 21:00",
       "^" DATE_PATTERN "([T \t][ \t]*" CLOCK_PATTERN ")?$");
SCALAR(duration, struct duration, N_("a duration"), "1h30m",
       "^([0-9]{1,5}(m|h([0-5]?[0-9]m)?)|[0-9]{1,5} *(working day|day|week|month)s?)$");
SCALAR(email, const char *, N_("a mail address"), "ani@regional.example",
       "^" ATOM_PATTERN "(\\." ATOM_PATTERN ")*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$");
SCALAR(domain, const char *, N_("a domain name"), "peacebridge.example",
       "^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$");
SCALAR(language_tag, const char *, N_("a language tag of BCP 47"), "hy",
       "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$");
SCALAR(phone, const char *, N_("a telephone number"), "\"+374 00 000000\"",
       "^[- +./()#*]*([0-9][- +./()#*]*){3,}$");
SCALAR(path, const char *, N_("a file's name"), "people.yaml", NULL);

static bool decode_dates(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	struct date_range range;
	struct diag *diag;

	if (!value_dates(node->text, &range)) {
		expect_value(d, field, node);
		return false;
	}
	if (range.last < range.first) {
		const char *slash = strchr(node->text, '/');

		diag = diag_add(d->diags, PB107, node_span(node),
				N_("the last day of \"%s\" is before the first"), node->text);
		diag_set_fix(d->diags, diag, "%.10s/%.10s", slash + strspn(slash, "/ \t"),
			     node->text);
		return false;
	}
	*(struct date_range *)ret = range;
	return true;
}
SCALAR(dates, struct date_range, N_("a date, or the first and the last with \"/\" between"),
       "2027-04-15/2027-04-16", "^" DATE_PATTERN "([ \t]*/[ \t]*" DATE_PATTERN ")?$");

static bool decode_times(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	if (value_times(node->text, ret))
		return true;
	expect_value(d, field, node);
	return false;
}
SCALAR(times, struct times, N_("from when to when"), "09:00-10:30",
       "^" CLOCK_PATTERN "([ \t]*[-–][ \t]*" CLOCK_PATTERN "([ \t]*\\+[0-9]{1,2})?)?[ \t]*$");

static bool decode_id(struct decoder *d, const struct field *field, const struct node *node,
		      void *ret)
{
	struct strbuf sb = STRBUF_INIT;
	struct diag *diag;

	(void)field;
	if (node->kind == NODE_SCALAR && value_is_id(node->text)) {
		*(const char **)ret = node->text;
		return true;
	}
	diag = diag_add(d->diags, PB107, node_span(node),
			N_("\"%s\" is no id: an id has small Latin letters, digits and hyphens, "
			   "begins with a letter or digit, and has at most 63 characters"),
			node->text);
	for (const char *p = node->text; *p && sb.len < 63; p++) {
		if (ascii_isalnum(*p))
			strbuf_addch(&sb, ascii_tolower(*p));
		else if (sb.len && sb.text[sb.len - 1] != '-')
			strbuf_addch(&sb, '-');
	}
	while (sb.len && sb.text[sb.len - 1] == '-')
		sb.text[--sb.len] = '\0';
	if (sb.len)
		diag_set_fix(d->diags, diag, "%s", sb.text);
	strbuf_release(&sb);
	return false;
}
SCALAR(id, const char *, N_("an id"), "round-table-1", ID_PATTERN);

/* a place's id is read in any case, as IATA codes are written large */
static bool decode_place_id(struct decoder *d, const struct field *field, const struct node *node,
			    void *ret)
{
	char *lower = arena_strndup(d->arena, node->text, node->n);
	bool is_code = node->n == 3;

	for (char *p = lower; *p; p++) {
		is_code = is_code && ascii_isalnum(*p);
		*p = ascii_tolower(*p);
	}
	if (!is_code)
		return decode_id(d, field, node, ret);
	*(const char **)ret = lower;
	return true;
}
SCALAR(place_id, const char *, N_("a place's id, or an airport's IATA code"), "GYD",
       "^([a-z0-9][a-z0-9-]{0,62}|[A-Za-z0-9]{3})$");

static bool decode_string(struct decoder *d, const struct field *field, const struct node *node,
			  void *ret)
{
	(void)field;
	if (refuse_cut(d, node))
		return false;
	*(const char **)ret = node->text;
	return true;
}
SCALAR(string, const char *, N_("a text"), "text", NULL);

static bool decode_count(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	if (value_count(node->text, ret))
		return true;
	expect_type(d, field, node);
	return false;
}

static void schema_count(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"anyOf\": [{\"type\": \"integer\", \"minimum\": 0, \"maximum\": 999999999}, "
		       "{\"type\": \"string\", \"pattern\": \"^[0-9]{1,9}$\"}]}");
}
const struct type type_count = { .name = "count",
				 .size = sizeof(int),
				 .decode = decode_count,
				 .schema = schema_count,
				 .doc = N_("a whole number"),
				 .example = "20",
				 .scalar = true };

/* the newest format that is known here */
#define FORMAT_VERSION 1

static bool decode_version(struct decoder *d, const struct field *field, const struct node *node,
			   void *ret)
{
	int n;

	if (!value_count(node->text, &n)) {
		expect_type(d, field, node);
		return false;
	}
	if (n < 1) {
		expect_value(d, field, node);
		return false;
	}
	if (n > FORMAT_VERSION) {
		diag_add(d->diags, PB111, node_span(node),
			 N_("this plan is of version %1$d, and this pbplan knows versions up to %2$d; "
			    "install a newer one"),
			 n, FORMAT_VERSION);
		return false;
	}
	*(int *)ret = n;
	return true;
}

static void schema_version(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"enum\": [1, \"1\"]}");
}
const struct type type_version = { .name = "version",
				   .size = sizeof(int),
				   .decode = decode_version,
				   .schema = schema_version,
				   .doc = N_("the version of the format"),
				   .example = "1",
				   .scalar = true };

static bool decode_speed(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	const char *p = node->text;
	int n = 0;

	for (; ascii_isdigit(*p) && n < 10000; p++)
		n = n * 10 + (*p - '0');
	if (n < 1 || n > 999 || strcmp(p + strspn(p, " "), "km/h")) {
		expect_value(d, field, node);
		return false;
	}
	*(int *)ret = n;
	return true;
}
SCALAR(speed, int, N_("a speed"), "25 km/h", "^0*[1-9][0-9]{0,2} *km/h$");

/* the code that is nearest to a word, by itself or by its slug; NULL if none is near */
static const struct diag_info *nearest_code(struct decoder *d, const char *word)
{
	const struct diag_info *nearest = NULL;
	char name[16];
	struct suggest s;

	suggest_init(&s, word);
	for (int code = 100; code < 1000 && d->offers; code++) {
		const struct diag_info *info = diag_info_of(code);
		unsigned int distance = s.distance;

		if (!info)
			continue;
		snprintf(name, sizeof(name), "PB%d", code);
		suggest_offer(&s, name);
		suggest_offer(&s, info->slug);
		if (s.distance < distance)
			nearest = info;
		d->offers--;
	}
	return nearest;
}

static bool is_code(const char *s)
{
	return s[0] == 'P' && s[1] == 'B' && ascii_isdigit(s[2]) && ascii_isdigit(s[3]) &&
	       ascii_isdigit(s[4]) && !s[5];
}

static bool decode_check(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	const char *word = node->text;
	const struct diag_info *info = diag_info_find(word);
	struct diag *diag;

	if (info && is_code(word)) {
		*(int *)ret = (int)info->code;
		return true;
	}
	/* a slug, or a code in small letters or without letters */
	if (!info && !is_code(word))
		info = nearest_code(d, word);
	if (info) {
		diag = diag_add(d->diags, PB107, node_span(node),
				N_("\"%1$s\" is no code of a finding; did you mean \"%2$s\"?"), word,
				arena_printf(d->arena, "PB%d", (int)info->code));
		diag_set_fix(d->diags, diag, "PB%d", (int)info->code);
	} else if (is_code(word)) {
		info = nearest_code(d, word);
		if (info)
			diag_add(d->diags, PB107, node_span(node),
				 N_("there is no finding with the code \"%1$s\"; did you mean \"%2$s\"?"),
				 word, arena_printf(d->arena, "PB%d", (int)info->code));
		else
			diag_add(d->diags, PB107, node_span(node),
				 N_("there is no finding with the code \"%s\""), word);
	} else {
		expect_value(d, field, node);
	}
	return false;
}
SCALAR(check, int, N_("the code of a check"), "PB312", "^PB[1-9][0-9]{2}$");

static bool decode_country(struct decoder *d, const struct field *field, const struct node *node,
			   void *ret)
{
	struct country country = { { 0 } };
	struct diag *diag;

	if (node->n == 2 && ascii_isupper(node->text[0]) && ascii_isupper(node->text[1]) &&
	    zones_know_country(d->zones, node->text)) {
		memcpy(country.code, node->text, 2);
		*(struct country *)ret = country;
		return true;
	}
	diag = diag_add(d->diags, PB107, node_span(node),
			N_("\"%1$s\" does not fit; expected: %2$s, for example: %3$s"), node->text,
			catalog_get(d->diags->catalog, field->type->doc), field->type->example);
	if (node->n == 2) {
		char code[3] = { ascii_toupper(node->text[0]), ascii_toupper(node->text[1]), 0 };

		if (zones_know_country(d->zones, code) && strcmp(code, node->text))
			diag_set_fix(d->diags, diag, "%s", code);
	}
	return false;
}
SCALAR(country, struct country, N_("a country by its code of ISO 3166-1"), "AM", "^[A-Z]{2}$");

/* "am" and "arm" for a language are what people really write */
static const char *language_meant(const char *word)
{
	static const char *const meant[][2] = {
		{ "am", "hy" }, { "arm", "hy" }, { "hye", "hy" }, { "aze", "az" }, { "eng", "en" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(meant); i++)
		if (!ascii_casecmp(word, meant[i][0]))
			return meant[i][1];
	return NULL;
}

static bool is_lang(const char *s, enum lang *ret)
{
	for (int i = 0; i < LANG_COUNT; i++) {
		const char *code = lang_code((enum lang)i); /* of two letters */

		if (s[0] == code[0] && s[1] == code[1] && !s[2]) {
			*ret = (enum lang)i;
			return true;
		}
	}
	return false;
}

static bool decode_lang(struct decoder *d, const struct field *field, const struct node *node,
			void *ret)
{
	const char *meant;
	struct diag *diag;
	enum lang lang;

	if (is_lang(node->text, &lang)) {
		*(enum lang *)ret = lang;
		return true;
	}
	diag = diag_add(d->diags, PB107, node_span(node),
			N_("\"%1$s\" does not fit; expected: %2$s, for example: %3$s"), node->text,
			catalog_get(d->diags->catalog, field->type->doc), field->type->example);
	meant = language_meant(node->text);
	if (meant)
		diag_set_fix(d->diags, diag, "%s", meant);
	return false;
}

static void schema_lang(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"enum\": [\"en\", \"hy\", \"az\"]}");
}
const struct type type_lang = { .name = "language",
				.size = sizeof(enum lang),
				.decode = decode_lang,
				.schema = schema_lang,
				.doc = N_("one of the languages en, hy, az"),
				.example = "hy",
				.scalar = true };

static bool decode_langs(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	struct lang_set set = { 0 };

	if (node->kind != NODE_LIST || !node->n) {
		expect_type(d, field, node);
		return false;
	}
	for NODE_EACH(c, node) {
		const struct field one = { .key = "", .type = &type_lang };
		enum lang lang;

		if (c->kind != NODE_SCALAR || node_is_empty(c)) {
			expect_type(d, &one, c);
			continue;
		}
		if (!decode_lang(d, &one, c, &lang))
			continue;
		if (!set.bits)
			set.first = lang;
		set.bits |= 1u << lang;
	}
	*(struct lang_set *)ret = set;
	return set.bits != 0;
}

static void schema_langs(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"type\": \"array\", \"minItems\": 1, "
		       "\"items\": {\"enum\": [\"en\", \"hy\", \"az\"]}}");
}
const struct type type_langs = { .name = "languages",
				 .size = sizeof(struct lang_set),
				 .decode = decode_langs,
				 .schema = schema_langs,
				 .doc = N_("a list of languages"),
				 .example = "[en, hy, az]" };

/* what a text says in one language */
static const char *text_value(struct decoder *d, const struct node *node)
{
	static const struct field field = { .key = "", .type = &type_string };

	if (node->kind != NODE_SCALAR || !node->n) {
		expect_type(d, &field, node);
		return NULL;
	}
	return refuse_cut(d, node) ? NULL : node->text;
}

static void refuse_language(struct decoder *d, const struct node *value, const struct node *before,
			    const struct node *map)
{
	static const char *const known[] = { "en", "hy", "az" };
	const char *meant = language_meant(value->key->text);
	struct diag *diag;

	if (!meant || node_is_empty(value)) {
		refuse_key(d, value, before, map, known, ARRAY_SIZE(known));
		return;
	}
	diag = diag_add(d->diags, PB104, node_span(value->key),
			N_("\"%1$s\" is no language here; the language is \"%2$s\""),
			value->key->text, meant);
	diag_set_fix(d->diags, diag, "%s", meant);
}

static void note_text(struct decoder *d, const struct field *field, const struct text *text)
{
	struct text_use use = { text, field, d->owner_record, d->owner };

	VEC_PUSH(&d->texts, use);
}

static bool decode_text(struct decoder *d, const struct field *field, const struct node *node,
			void *ret)
{
	const struct node *before = NULL;
	struct text *text;
	bool good = true;

	if (node->kind == NODE_LIST || (node->kind == NODE_SCALAR && !node->n) ||
	    (node->kind == NODE_MAP && !node->n)) {
		expect_type(d, field, node);
		return false;
	}
	text = arena_new(d->arena, struct text);
	text->at = node;
	if (node->kind == NODE_SCALAR) {
		if (refuse_cut(d, node))
			return false;
		text->in[LANG_EN] = node->text;
	} else {
		for NODE_EACH(c, node) {
			enum lang lang;

			if (is_lang(c->key->text, &lang)) {
				text->in[lang] = text_value(d, c);
				good = good && text->in[lang];
			} else {
				refuse_language(d, c, before, node);
				good = false;
			}
			before = c;
		}
	}
	*(struct text **)ret = text;
	/* what is missing for a fault that was told is not told again */
	if (good)
		note_text(d, field, text);
	return true;
}

static void schema_text(struct json *json, const struct type *type)
{
	(void)type;
	json_raw(json, "{\"anyOf\": [{\"type\": [\"string\", \"number\", \"boolean\"], \"minLength\": 1}, "
		       "{\"type\": \"object\", \"minProperties\": 1, \"additionalProperties\": false, "
		       "\"patternProperties\": {\"^(en|hy|az)$\": "
		       "{\"type\": [\"string\", \"number\", \"boolean\"], \"minLength\": 1}}}]}");
}
const struct type type_text = { .name = "text",
				.size = sizeof(struct text *),
				.decode = decode_text,
				.schema = schema_text,
				.doc = N_("a text, or a map of texts by language"),
				.example = "{en: Reception, hy: Ընդունելություն, az: Qəbul}" };

static bool decode_word(struct decoder *d, const struct field *field, const struct node *node,
			void *ret)
{
	const char *const *words = field->type->words;
	struct strbuf all = STRBUF_INIT;
	struct suggest s;
	struct diag *diag;

	for (int i = 0; words[i]; i++)
		if (words[i][0] && !strcmp(words[i], node->text)) {
			if (field->type->size == sizeof(uint8_t))
				*(uint8_t *)ret = (uint8_t)i;
			else
				*(int *)ret = i;
			return true;
		}
	suggest_init(&s, node->text);
	for (int i = 0; words[i]; i++) {
		if (!words[i][0])
			continue;
		suggest_offer(&s, words[i]);
		strbuf_addstr(&all, all.len ? ", " : "");
		strbuf_addstr(&all, words[i]);
	}
	diag = diag_add(d->diags, PB107, node_span(node),
			N_("\"%1$s\" is not one of the words known here: %2$s"), node->text, all.text);
	if (s.best)
		diag_set_fix(d->diags, diag, "%s", s.best);
	strbuf_release(&all);
	return false;
}

static void schema_words(struct json *json, const struct type *type)
{
	json_open(json, '{');
	json_key(json, "enum");
	json_open(json, '[');
	for (int i = 0; type->words[i]; i++)
		if (type->words[i][0])
			json_string(json, type->words[i]);
	if (type == &type_yes_no) {
		json_raw(json, "true");
		json_raw(json, "false");
	}
	json_close(json, ']');
	json_close(json, '}');
}

#define WORDS(name_, ctype, doc_, example_, ...)                                                   \
	static const char *const name_##_words[] = { "", __VA_ARGS__, NULL };                      \
	const struct type type_##name_ = { .name = #name_,                                         \
					   .size = sizeof(ctype),                                  \
					   .decode = decode_word,                                  \
					   .schema = schema_words,                                 \
					   .doc = doc_,                                            \
					   .example = example_,                                    \
					   .words = name_##_words,                                 \
					   .scalar = true }

WORDS(role, int, N_("a role"), "delegate", "delegate", "official", "facilitator", "interpreter",
      "liaison", "security", "press", "driver", "staff", "companion");
WORDS(place_kind, int, N_("a kind of place"), "hotel", "airport", "crossing", "station", "hotel",
      "institution", "venue", "restaurant", "room", "site", "city");
WORDS(meeting_status, int, N_("a status"), "confirmed", "draft", "tentative", "confirmed", "held",
      "cancelled");
WORDS(item_status, uint8_t, N_("a status"), "confirmed", "", "tentative", "confirmed", "",
      "cancelled");
WORDS(clearance_kind, int, N_("a kind of clearance"), "border", "border", "entry", "flight",
      "security", "vehicle", "press");
WORDS(regime_rule, int, N_("a rule"), "permit", "open", "permit", "closed");
WORDS(audience, uint8_t, N_("an audience"), "participants", "", "organizers", "participants",
      "public");
WORDS(day_kind, int, N_("a kind of day"), "holiday", "holiday", "remembrance", "observance");
WORDS(yes_no, uint8_t, N_("true or false"), "true", "true", "false");

static const char *const action_status_words[] = { "open", "done", "dropped", NULL };
const struct type type_action_status = { .name = "action_status",
					 .size = sizeof(int),
					 .decode = decode_word,
					 .schema = schema_words,
					 .doc = N_("a status"),
					 .example = "open",
					 .words = action_status_words,
					 .scalar = true };

/* kept as text: nothing but a person asks for it */
static bool decode_mode(struct decoder *d, const struct field *field, const struct node *node,
			void *ret)
{
	int i;

	if (!decode_word(d, field, node, &i))
		return false;
	*(const char **)ret = field->type->words[i];
	return true;
}
static const char *const mode_words[] = { "", "road", "rail", NULL };
const struct type type_mode = { .name = "mode",
				.size = sizeof(int),
				.decode = decode_mode,
				.schema = schema_words,
				.doc = N_("road or rail"),
				.example = "road",
				.words = mode_words,
				.scalar = true };
