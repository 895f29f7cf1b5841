#include "plan/schema.h"

#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "plan/fields.h"

#include "base/banned.h"

static void put_ref(struct json *json, const struct record *record)
{
	struct strbuf ref = STRBUF_INIT;

	strbuf_addf(&ref, "#/$defs/%s", record->name);
	json_open(json, '{');
	json_put(json, "$ref", ref.text);
	json_close(json, '}');
	strbuf_release(&ref);
}

/* types of which no value is a number or a boolean, but for a missing unit */
static bool is_never_number(const struct type *type)
{
	static const struct type *const types[] = {
		&type_date,  &type_dates,  &type_times,	  &type_moment,	      &type_duration, &type_speed,
		&type_check, &type_email, &type_domain, &type_language_tag, &type_country,
	};

	for (size_t i = 0; i < ARRAY_SIZE(types); i++)
		if (types[i] == type)
			return true;
	return false;
}

/* other plain scalars may be so to other readers of YAML, and are text to us */
static void put_scalar(struct json *json, const struct type *type)
{
	json_open(json, '{');
	json_key(json, "type");
	json_raw(json, is_never_number(type) ? "\"string\""
					     : "[\"string\", \"number\", \"boolean\"]");
	if (type->pattern)
		json_put(json, "pattern", type->pattern);
	else
		json_put_int(json, "minLength", 1);
	json_close(json, '}');
}

static void put_value(struct json *json, const struct field *field)
{
	if (field->record)
		put_ref(json, field->record);
	else if (field->type->schema)
		field->type->schema(json, field->type);
	else
		put_scalar(json, field->type);
}

static void put_list(struct json *json, const struct field *field)
{
	json_open(json, '{');
	json_put(json, "type", "array");
	json_key(json, "items");
	put_value(json, field);
	json_close(json, '}');
}

static void put_map(struct json *json, const struct field *field)
{
	const struct type *id = field->record->id_type ? field->record->id_type : &type_id;

	json_open(json, '{');
	json_put(json, "type", "object");
	json_key(json, "patternProperties");
	json_open(json, '{');
	json_key(json, id->pattern);
	put_value(json, field);
	json_close(json, '}');
	json_put_bool(json, "additionalProperties", false);
	json_close(json, '}');
}

static void put_shape(struct json *json, const struct field *field)
{
	if (field->flags & FIELD_MAP) {
		put_map(json, field);
	} else if (field->flags & FIELD_LIST) {
		put_list(json, field);
	} else if (field->flags & FIELD_ONE_OR_LIST) {
		json_open(json, '{');
		json_key(json, "anyOf");
		json_open(json, '[');
		put_value(json, field);
		put_list(json, field);
		json_close(json, ']');
		json_close(json, '}');
	} else {
		put_value(json, field);
	}
}

static void put_property(struct json *json, const struct catalog *catalog,
			 const struct field *field)
{
	json_key(json, field->key);
	json_open(json, '{');
	json_put(json, "description", catalog_get(catalog, field->help));
	json_key(json, "allOf");
	json_open(json, '[');
	put_shape(json, field);
	json_close(json, ']');
	json_close(json, '}');
}

static void put_required(struct json *json, const struct record *record)
{
	json_key(json, "required");
	json_open(json, '[');
	for (size_t i = 0; i < record->n_fields; i++)
		if (record->fields[i].flags & FIELD_REQUIRED)
			json_string(json, record->fields[i].key);
	json_close(json, ']');
}

/* exactly one key says the kind, and some kinds ask for others */
static void put_kinds(struct json *json)
{
	json_key(json, "oneOf");
	json_open(json, '[');
	for (int i = 0; i < ITEM_KIND_COUNT; i++) {
		const struct kind_info *kind = kind_info((enum item_kind)i);

		json_open(json, '{');
		json_key(json, "required");
		json_open(json, '[');
		json_string(json, kind->key);
		if (i == ITEM_CROSSING) {
			json_string(json, "entering");
		} else if (i == ITEM_STAY) {
			json_string(json, "until");
		} else if (kind->traits & KIND_LEG) {
			json_string(json, "from");
			json_string(json, "to");
		}
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void put_object(struct json *json, const struct catalog *catalog,
		       const struct record *record)
{
	json_open(json, '{');
	json_put(json, "type", "object");
	json_key(json, "properties");
	json_open(json, '{');
	for (size_t i = 0; i < record->n_fields; i++)
		put_property(json, catalog, &record->fields[i]);
	json_close(json, '}');
	put_required(json, record);
	if (record == &record_item)
		put_kinds(json);
	for (size_t i = 0; record->schema && i < record->schema->n; i++) {
		json_key(json, record->schema->v[i].key);
		json_raw(json, record->schema->v[i].json);
	}
	json_put_bool(json, "additionalProperties", false);
	json_close(json, '}');
}

static void put_record(struct json *json, const struct catalog *catalog,
		       const struct record *record)
{
	json_key(json, record->name);
	json_open(json, '{');
	json_put(json, "description", catalog_get(catalog, record->help));
	json_key(json, "anyOf");
	json_open(json, '[');
	put_object(json, catalog, record);
	if (record->shorthand)
		put_shape(json, record_field(record, record->shorthand));
	json_close(json, ']');
	json_close(json, '}');
}

void schema_add(struct strbuf *out, const struct catalog *catalog)
{
	struct json json;

	json_init(&json, out);
	json_open(&json, '{');
	json_put(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
	json_put(&json, "title", "pbplan 1");
	json_put(&json, "$ref", "#/$defs/plan");
	json_key(&json, "$defs");
	json_open(&json, '{');
	for (size_t i = 0; records[i]; i++)
		put_record(&json, catalog, records[i]);
	json_close(&json, '}');
	json_close(&json, '}');
}
