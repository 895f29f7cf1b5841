#include "plan/decode.h"

#include <string.h>

#include "doc/quote.h"

#include "base/banned.h"

/* behind this many characters a value is shown with an ellipsis */
#define SHOWN_MAX 60

/* a scalar's text for a message, shortened if it is long */
static const char *shown(struct decoder *d, const struct node *node)
{
	size_t len = node->n;

	if (len <= SHOWN_MAX)
		return node->text;
	len = SHOWN_MAX;
	while (len && ((unsigned char)node->text[len] & 0xC0) == 0x80)
		len--;
	return arena_printf(d->arena, "%.*s…", (int)len, node->text);
}

struct span record_span(const struct node *node)
{
	const struct node *at = node;

	if (node->key)
		at = node->key;
	else if (node->kind == NODE_MAP && node->first && !(node->flags & NODE_FLOW))
		at = node->first->key;
	return node_span(at);
}

/* how one value of a field is written */
static const char *one_example(const struct field *field)
{
	if (field->example)
		return field->example;
	return field->type ? field->type->example : field->record->example;
}

/* how the field is written, in the shape that it has */
static const char *example_of(struct decoder *d, const struct field *field)
{
	const char *one = one_example(field);

	if (field->flags & FIELD_MAP)
		return arena_printf(d->arena, "{%s: %s}", field->record->id_example, one);
	if (field->flags & FIELD_LIST && *one != '[')
		return arena_printf(d->arena, "[%s]", one);
	return one;
}

static const char *expectation(struct decoder *d, const struct field *field)
{
	const char *doc = field->type ? field->type->doc : field->record->help;

	return catalog_get(d->diags->catalog, doc);
}

static void expect(struct decoder *d, const char *expected, const char *example,
		   const struct node *node)
{
	struct span span = node_span(node);

	if (node_is_empty(node))
		diag_add(d->diags, PB106, record_span(node),
			 N_("nothing stands behind \"%1$s\"; expected: %2$s, for example: %3$s"),
			 node->key ? node->key->text : "-", expected, example);
	else if (node->kind == NODE_LIST)
		diag_add(d->diags, PB106, span,
			 N_("a list stands here; expected: %1$s, for example: %2$s"), expected,
			 example);
	else if (node->kind == NODE_MAP)
		diag_add(d->diags, PB106, span,
			 N_("a map stands here; expected: %1$s, for example: %2$s"), expected,
			 example);
	else
		diag_add(d->diags, PB106, span,
			 N_("the text \"%1$s\" stands here; expected: %2$s, for example: %3$s"),
			 shown(d, node), expected, example);
}

void expect_type(struct decoder *d, const struct field *field, const struct node *node)
{
	expect(d, expectation(d, field), one_example(field), node);
}

/* a field that takes a list or a map of its type or record has neither */
static void expect_shape(struct decoder *d, const struct field *field, const struct node *node)
{
	struct strbuf sb = STRBUF_INIT;

	if (field->flags & FIELD_MAP)
		strbuf_addf(&sb, catalog_get(d->diags->catalog, N_("a map from id to: %s")),
			    expectation(d, field));
	else
		strbuf_addf(&sb, catalog_get(d->diags->catalog, N_("a list; in it: %s")),
			    expectation(d, field));
	expect(d, sb.text, example_of(d, field), node);
	strbuf_release(&sb);
}

void expect_value(struct decoder *d, const struct field *field, const struct node *node)
{
	diag_add(d->diags, PB107, node_span(node),
		 N_("\"%1$s\" does not fit; expected: %2$s, for example: %3$s"), shown(d, node),
		 expectation(d, field), one_example(field));
}

/* "{en: Lunch, with hosts}": a text with a comma, of which each further part is a key */
static bool is_comma_part(const struct node *value, const struct node *map)
{
	return value && (map->flags & NODE_FLOW) && node_is_empty(value);
}

/* a fix repeats its line, which is no help if the line is a page long */
#define FIXED_LINE_MAX 2000

static void fix_by_quoting(struct decoder *d, struct diag *diag, struct span span)
{
	const struct source *source = sources_at(d->diags->sources, span);
	struct strbuf sb = STRBUF_INIT;
	const char *line;
	size_t len;

	source_line(source, span.line, &line, &len);
	if (span.line == span.end_line && len <= FIXED_LINE_MAX) {
		quote_add_span(&sb, source, span);
		diag_set_fix(d->diags, diag, "%s", sb.text);
	}
	strbuf_release(&sb);
}

void report_cut(struct decoder *d, const struct node *node)
{
	struct span span = node_span(node);
	struct diag *diag;

	diag = diag_add(d->diags, PB107, span,
			N_("a comment begins behind \"%s\" and cuts the text off; a text that holds "
			   "\" #\" needs quotes"),
			shown(d, node));
	span.end_column += FIXED_LINE_MAX; /* to the end of the line, and not beyond */
	fix_by_quoting(d, diag, span);
}

static void refuse_comma(struct decoder *d, const struct node *value, const struct node *before)
{
	const struct node *last = value;
	struct span text = node_span(before);
	struct diag *diag;

	diag = diag_add(d->diags, PB104, node_span(value->key),
			N_("a text that holds a comma needs quotes"));
	while (last->next && node_is_empty(last->next))
		last = last->next;
	text.end_line = last->key->end_line;
	text.end_column = last->key->end_column;
	fix_by_quoting(d, diag, text);
}

const char *refuse_key(struct decoder *d, const struct node *value, const struct node *before,
		       const struct node *map, const char *const *known, size_t n_known)
{
	struct suggest s;
	struct diag *diag;

	if (is_comma_part(value, map) && before) {
		/* of several parts the first tells it all */
		if (node_is_empty(before))
			return NULL;
		if (before->kind == NODE_SCALAR && before->flags & NODE_PLAIN) {
			refuse_comma(d, value, before);
			return NULL;
		}
	}
	suggest_init(&s, value->key->text);
	for (size_t i = 0; i < n_known; i++)
		suggest_offer(&s, known[i]);
	if (!s.best) {
		diag_add(d->diags, PB104, node_span(value->key), N_("the key \"%s\" is not known here"),
			 shown(d, value->key));
		return NULL;
	}
	diag = diag_add(d->diags, PB104, node_span(value->key),
			N_("the key \"%1$s\" is not known here; did you mean \"%2$s\"?"),
			shown(d, value->key), s.best);
	diag_set_fix(d->diags, diag, "%s", s.best);
	return s.best;
}

void miss_key(struct decoder *d, const struct node *node, const char *key, const char *example)
{
	if (!d->truncated)
		diag_add(d->diags, PB105, record_span(node),
			 N_("the key \"%1$s\" is missing here, for example: %1$s: %2$s"), key, example);
}

void offer_ids(struct decoder *d, struct suggest *s, const struct hash *ids)
{
	for (size_t i = 0; i < ids->room && d->offers; i++)
		if (ids->entries[i].key && ids->entries[i].value) {
			suggest_offer(s, ids->entries[i].key);
			d->offers--;
		}
}

/* a value of a field's type, which for a scalar type stands on one place */
static bool decode_value(struct decoder *d, const struct field *field, const struct node *node,
			 void *ret)
{
	if (field->type->scalar && (node->kind != NODE_SCALAR || node_is_empty(node))) {
		expect_type(d, field, node);
		return false;
	}
	return field->type->decode(d, field, node, ret);
}

/* every list has this shape, whatever it holds */
struct any_list {
	size_t n;
	char v[];
};

static struct any_list *new_list(struct decoder *d, size_t n, size_t size)
{
	return arena_alloc(d->arena, sizeof(struct any_list) + xmul(n, size));
}

static void *decode_values(struct decoder *d, const struct field *field, const struct node *node)
{
	size_t size = field->type->size;
	struct any_list *list;

	if (node->kind == NODE_LIST) {
		list = new_list(d, node->n, size);
		for NODE_EACH(c, node)
			if (decode_value(d, field, c, list->v + list->n * size))
				list->n++;
		return list->n ? list : NULL;
	}
	list = new_list(d, 1, size);
	list->n = decode_value(d, field, node, list->v);
	return list->n ? list : NULL;
}

static const char *decode_id(struct decoder *d, const struct record *record, const struct node *key)
{
	const struct type *type = record->id_type ? record->id_type : &type_id;
	const struct field field = { .key = "", .type = type };
	const char *id = key->text;

	type->decode(d, &field, key, &id);
	return id;
}

bool make_room(struct decoder *d, const struct node *node, size_t n, size_t size)
{
	size_t bytes = xmul(n, size);

	if (bytes <= d->room) {
		d->room -= bytes;
		return true;
	}
	if (d->room)
		diag_add(d->diags, PB102, record_span(node),
			 N_("there are more values here than a plan of this size can hold"));
	d->room = 0;
	d->truncated = true;
	return false;
}

void *decode_records(struct decoder *d, const struct record *record, const struct node *node)
{
	/* what can be named stands in a table, too */
	size_t size = record->size + (record->enter ? 3 * sizeof(struct hash_entry) : 0);
	struct any_list *list;
	char *rec;

	if (!node->n || !make_room(d, node, node->n, size))
		return NULL;
	list = new_list(d, node->n, record->size);
	rec = list->v;
	for NODE_EACH(c, node) {
		if (record->id_offset != SIZE_MAX)
			*(const char **)(void *)(rec + record->id_offset) =
				decode_id(d, record, c->key);
		if (record->enter)
			record->enter(d, c, rec);
		rec += record->size;
	}
	for NODE_EACH(c, node)
		decode_record(d, record, c, list->v + list->n++ * record->size);
	return list;
}

bool decode_field(struct decoder *d, const struct field *field, const struct node *node, void *rec)
{
	void *ret = (char *)rec + field->offset;
	unsigned int lists = FIELD_LIST | FIELD_ONE_OR_LIST;
	enum node_kind want = field->flags & FIELD_MAP ? NODE_MAP : NODE_LIST;

	if (!(field->flags & (lists | FIELD_MAP)))
		return field->record ? decode_record(d, field->record, node, ret)
				     : decode_value(d, field, node, ret);
	if (node->kind != want && !(field->flags & FIELD_ONE_OR_LIST)) {
		expect_shape(d, field, node);
		return false;
	}
	*(void **)ret = field->record ? decode_records(d, field->record, node)
				      : decode_values(d, field, node);
	return true;
}

#define FIELDS_MAX 64

/* has a value the shape that a field takes? */
static bool has_shape(const struct field *field, const struct node *value)
{
	if (field->flags & FIELD_MAP)
		return value->kind == NODE_MAP;
	if (field->flags & FIELD_LIST)
		return value->kind == NODE_LIST;
	if (field->flags & FIELD_ONE_OR_LIST)
		return value->kind != NODE_MAP;
	return value->kind == (field->record ? NODE_MAP : NODE_SCALAR) ||
	       (field->type && !field->type->scalar);
}

/* a value whose key is misspelt is read as the field that is meant, if that is absent */
static void take_misspelt(const struct record *record, const struct node *value, const char *meant,
			  const struct node **values, uint64_t *present)
{
	size_t i = (size_t)(record_field(record, meant) - record->fields);

	*present |= UINT64_C(1) << i;
	if (values[i] || !has_shape(&record->fields[i], value))
		return;
	values[i] = value;
	value->key->text = meant;
	value->key->n = (uint32_t)strlen(meant);
}

/* as record_field(), looking first at what was found for such a key last */
static const struct field *find_field(struct decoder *d, const struct record *record,
				      const struct node *key)
{
	const char *text = key->text;
	size_t mark = record->size * 3 + key->n * 37 + (unsigned char)text[0] * 5;
	struct met_key *met = &d->met_keys[mark % ARRAY_SIZE(d->met_keys)];

	if (met->record != record || strcmp(met->field->key, text)) {
		const struct field *field = record_field(record, text);

		if (!field)
			return NULL;
		*met = (struct met_key){ record, field };
	}
	return met->field;
}

/*
 * Finds which value belongs to which field.  Keys that are not known are
 * findings; a field that one of them stands for is present in effect.
 */
static uint64_t match_keys(struct decoder *d, const struct record *record, const struct node *node,
			   const struct node *values[FIELDS_MAX])
{
	const char *known[FIELDS_MAX], *best;
	const struct node *before = NULL;
	uint64_t present = 0;
	size_t n = 0;

	for NODE_EACH(c, node) {
		const struct field *field = find_field(d, record, c->key);

		n += field == NULL;
		if (field) {
			values[field - record->fields] = c;
			present |= UINT64_C(1) << (field - record->fields);
		}
	}
	for (size_t i = 0; n && i < record->n_fields; i++)
		known[i] = record->fields[i].key;
	for NODE_EACH(c, node) {
		if (!n)
			break;
		if (!record_field(record, c->key->text)) {
			best = refuse_key(d, c, before, node, known, record->n_fields);
			if (best)
				take_misspelt(record, c, best, values, &present);
		}
		before = c;
	}
	return present;
}

static uint64_t required_fields(struct decoder *d, const struct record *record)
{
	struct met_record *met =
		&d->met_records[record->size / sizeof(void *) % ARRAY_SIZE(d->met_records)];

	if (met->record != record) {
		*met = (struct met_record){ .record = record };
		for (size_t i = 0; i < record->n_fields; i++)
			if (record->fields[i].flags & FIELD_REQUIRED)
				met->required |= UINT64_C(1) << i;
	}
	return met->required;
}

static void decode_fields(struct decoder *d, const struct record *record, const struct node *node,
			  void *rec)
{
	const struct node *values[FIELDS_MAX];
	uint64_t present;

	memset(values, 0, record->n_fields * sizeof(*values));
	present = match_keys(d, record, node, values);
	for (uint64_t bits = present; bits; bits &= bits - 1) {
		int i = __builtin_ctzll(bits);

		if (values[i])
			decode_field(d, &record->fields[i], values[i], rec);
	}
	for (uint64_t bits = required_fields(d, record) & ~present; bits; bits &= bits - 1) {
		const struct field *field = &record->fields[__builtin_ctzll(bits)];

		miss_key(d, node, field->key, example_of(d, field));
	}
	if (record->finish)
		record->finish(d, node, rec, present);
}

static void decode_shorthand(struct decoder *d, const struct record *record,
			     const struct node *node, void *rec)
{
	const struct field *field = record_field(record, record->shorthand);

	decode_field(d, field, node, rec);
	if (record->finish)
		record->finish(d, node, rec, UINT64_C(1) << (field - record->fields));
}

bool decode_record(struct decoder *d, const struct record *record, const struct node *node,
		   void *rec)
{
	const struct record *owner_record = d->owner_record;
	const void *owner = d->owner;
	const struct field self = { .key = "", .record = record };

	if (node->kind != NODE_MAP && (!record->shorthand || node_is_empty(node))) {
		expect_type(d, &self, node);
		return false;
	}
	if (record->owns_texts) {
		d->owner_record = record;
		d->owner = rec;
	}
	if (record->begin)
		record->begin(d, node, rec);
	if (node->kind == NODE_MAP)
		decode_fields(d, record, node, rec);
	else
		decode_shorthand(d, record, node, rec);
	d->owner_record = owner_record;
	d->owner = owner;
	return true;
}
