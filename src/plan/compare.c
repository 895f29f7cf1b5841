#include "plan/compare.h"

#include <string.h>

#include "base/hash.h"

#include "base/banned.h"

/* beyond so many keys a map is searched by a table */
#define FEW_KEYS 16

static bool same_nodes(const struct node *a, const struct node *b);
static bool same_records(const struct record *record, const struct node *a, const struct node *b);

/* are the elements of two lists the same, as they are written, or as records if they are any? */
static bool same_lists(const struct record *record, const struct node *a, const struct node *b)
{
	const struct node *other = b->first;

	if (a->n != b->n)
		return false;
	for NODE_EACH(c, a) {
		if (!(record ? same_records(record, c, other) : same_nodes(c, other)))
			return false;
		other = other->next;
	}
	return true;
}

static bool same_maps(const struct record *record, const struct node *a, const struct node *b)
{
	struct hash table = HASH_INIT;
	bool same = a->n == b->n;

	if (same && b->n > FEW_KEYS)
		for NODE_EACH(c, b)
			*hash_slot(&table, c->key->text, c->key->n) = c;
	for (const struct node *c = a->first; same && c; c = c->next) {
		const struct node *other = table.n ? hash_get(&table, c->key->text, c->key->n)
						   : node_get(b, c->key->text);

		same = other && (record ? same_records(record, c, other) : same_nodes(c, other));
	}
	hash_release(&table);
	return same;
}

/* nodes nest no deeper than a document may */
static bool same_nodes(const struct node *a, const struct node *b)
{
	if (a->kind != b->kind)
		return false;
	switch ((enum node_kind)a->kind) {
	case NODE_SCALAR:
		return a->n == b->n && !memcmp(a->text, b->text, a->n);
	case NODE_LIST:
		return same_lists(NULL, a, b);
	case NODE_MAP:
		return same_maps(NULL, a, b);
	}
	return false;
}

/* the one value that a list of one, or a text in English alone, stands for */
static const struct node *plainest(const struct field *field, const struct node *node)
{
	bool may_be_one = (field->flags & FIELD_ONE_OR_LIST) || field->type == &type_who;

	if (may_be_one && node->kind == NODE_LIST && node->n == 1)
		return node->first;
	if (field->type == &type_text && node->kind == NODE_MAP && node->n == 1 &&
	    !strcmp(node->first->key->text, lang_code(LANG_EN)))
		return node->first;
	return node;
}

/* is a value what the field would mean without it? */
static bool is_default(const struct field *field, const struct node *node)
{
	return field->type == &type_yes_no && node->kind == NODE_SCALAR &&
	       !strcmp(node->text, "false");
}

bool field_differs(const struct field *field, const struct node *a, const struct node *b)
{
	if (!a || !b)
		return (a && !is_default(field, a)) || (b && !is_default(field, b));
	if (field->record && (field->flags & FIELD_LIST) && a->kind == NODE_LIST && b->kind == NODE_LIST)
		return !same_lists(field->record, a, b);
	if (field->record && (field->flags & FIELD_MAP) && a->kind == NODE_MAP && b->kind == NODE_MAP)
		return !same_maps(field->record, a, b);
	if (field->record)
		return !same_records(field->record, a, b);
	return !same_nodes(plainest(field, a), plainest(field, b));
}

/* a field's value in a record, which may be written in its short form */
static const struct node *value_of(const struct record *record, const struct node *node,
				   const struct field *field)
{
	if (!node || node->kind == NODE_MAP)
		return node_get(node, field->key);
	return record->shorthand && !strcmp(record->shorthand, field->key) ? node : NULL;
}

/* the bit of a field that is not the same in both; 0 if it is, or is not asked for */
static uint64_t difference(const struct record *record, uint64_t which, const struct field *field,
			   const struct node *value, const struct node *b)
{
	uint64_t bit = field ? UINT64_C(1) << (field - record->fields) : 0;

	return (bit & which) && field_differs(field, value, value_of(record, b, field)) ? bit : 0;
}

static uint64_t differences_from(const struct record *record, uint64_t which, const struct node *a,
				 const struct node *b)
{
	uint64_t all = 0;

	if (!a)
		return 0;
	if (a->kind != NODE_MAP)
		return record->shorthand ? difference(record, which,
						      record_field(record, record->shorthand), a, b)
					 : 0;
	for NODE_EACH(c, a)
		all |= difference(record, which, record_field(record, c->key->text), c, b);
	return all;
}

static bool same_records(const struct record *record, const struct node *a, const struct node *b)
{
	return !record_differences(record, UINT64_MAX, a, b);
}

uint64_t record_differences(const struct record *record, uint64_t which, const struct node *a,
			    const struct node *b)
{
	/* what both have is found twice, what one has once */
	uint64_t all = differences_from(record, which, a, b);

	return all | differences_from(record, which & ~all, b, a);
}

/* what of a text is read in a language, as text_in() has it; NULL: nothing */
static const struct node *read_in(const struct node *text, enum lang lang)
{
	const struct node *found = node_get(text, lang_code(lang));

	if (!text || text->kind == NODE_SCALAR)
		return text;
	for (int i = 0; !found && i < LANG_COUNT; i++)
		found = node_get(text, lang_code((enum lang)i));
	return found;
}

uint64_t record_same_in(const struct record *record, uint64_t which, const struct node *a,
			const struct node *b, enum lang lang)
{
	uint64_t same = 0;

	for (size_t i = 0; i < record->n_fields; i++) {
		const struct field *field = &record->fields[i];
		const struct node *left, *right;

		if (!(which >> i & 1) || field->type != &type_text)
			continue;
		left = read_in(node_get(a, field->key), lang);
		right = read_in(node_get(b, field->key), lang);
		if (left && right ? same_nodes(left, right) : left == right)
			same |= UINT64_C(1) << i;
	}
	return same;
}

uint64_t record_field_bit(const struct record *record, const char *key)
{
	const struct field *field = record_field(record, key);

	return field ? UINT64_C(1) << (field - record->fields) : 0;
}
