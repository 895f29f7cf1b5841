/*
 * The format, written once.  fields.c lists every record with its fields,
 * types.c every type of value; decoding, the JSON Schema, the reference,
 * "did you mean" and the privacy defaults are all read from these tables.
 *
 * To add a field: a member in plan.h and a row in fields.c.
 */
#ifndef PLAN_FIELDS_H
#define PLAN_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "doc/node.h"
#include "lang/catalog.h"
#include "plan/plan.h"

struct decoder;
struct field;

/* a type of value */
struct type {
	const char *name;
	size_t size; /* of the value in a list */
	/*
	 * Reads a node into *ret, which is zeroed or holds the default.
	 * False, after a finding, if it does not fit; *ret is then as it was.
	 */
	bool (*decode)(struct decoder *d, const struct field *field, const struct node *node,
		       void *ret);
	void (*schema)(struct json *json, const struct type *type);
	const char *doc;	  /* msgid: what is expected: "a date" */
	const char *example;	  /* as it is written in YAML */
	const char *pattern;	  /* of a scalar's text, for the schema; or NULL */
	/* of an enumeration: words[value], "" for values without one, then NULL */
	const char *const *words;
	bool scalar;		  /* takes nothing but text on one place */
};

enum {
	FIELD_REQUIRED = 1 << 0,
	FIELD_LIST = 1 << 1,	    /* a list of values or records */
	FIELD_ONE_OR_LIST = 1 << 2, /* a list, or one value for a list of one */
	FIELD_MAP = 1 << 3,	    /* a map from id to record */
	FIELD_KIND = 1 << 4,	    /* the key that says an item's kind; its row is the kind's */
};

struct field {
	const char *key;
	const struct type *type;     /* of the value, or of each in a list */
	const struct record *record; /* instead of a type */
	size_t offset;
	unsigned int flags;
	enum audience audience; /* AUDIENCE_NONE unless the row says otherwise */
	const char *help;	/* msgid */
	const char *example;	/* as it is written in YAML; NULL: the type's */
};

struct record {
	const char *name;
	const char *help;    /* msgid */
	const char *example; /* as it is written in YAML */
	const char *id_example; /* of a record in a map */
	const struct field *fields;
	size_t n_fields; /* at most 64 */
	size_t size;
	/* of a record in a map: where its id goes; SIZE_MAX otherwise */
	size_t id_offset;
	/* the type of that id; NULL: an id */
	const struct type *id_type;
	/* the field that a value means which is no map; or NULL */
	const char *shorthand;
	bool owns_texts; /* texts in it and below belong to it */
	/* its id becomes known, before any record of the map or list is read */
	void (*enter)(struct decoder *d, const struct node *node, void *rec);
	/* before its fields: defaults */
	void (*begin)(struct decoder *d, const struct node *node, void *rec);
	/* after its fields, of which bit i is set in present if fields[i] was there */
	void (*finish)(struct decoder *d, const struct node *node, void *rec, uint64_t present);
	const struct schema_parts *schema; /* more of the record's schema; or NULL */
};

/* members of a schema that the rows cannot say, as JSON text */
struct schema_parts {
	size_t n;
	struct {
		const char *key, *json;
	} v[];
};

extern const struct record record_plan, record_side, record_person, record_private,
	record_passport, record_place, record_regime, record_vehicle, record_rules, record_meeting,
	record_contact, record_delegation, record_member, record_group, record_clearance,
	record_item, record_action, record_day, record_waiver, record_organizer;

/* every record, for the reference and the schema, ended by NULL */
extern const struct record *const records[];

extern const struct type type_id, type_string, type_text, type_date, type_dates, type_times,
	type_moment, type_duration, type_zone, type_country, type_lang, type_langs,
	type_language_tag, type_email, type_domain, type_yes_no, type_count,
	type_version, type_speed, type_geo, type_opens, type_role, type_place_kind,
	type_meeting_status, type_item_status, type_action_status, type_clearance_kind,
	type_regime_rule, type_audience, type_day_kind, type_mode, type_check, type_path,
	type_phone, type_side, type_person, type_place, type_vehicle, type_meeting, type_who,
	type_payer, type_programme, type_subject, type_place_id;

/* the field of a record by its key; NULL if there is none */
const struct field *record_field(const struct record *record, const char *key);

/*
 * Does a member of a record reach readers of an audience?  By its offset,
 * so that the compiler knows the name:
 *	if (FIELD_REACHES(item, details, AUDIENCE_PARTICIPANTS)) …
 * A member without a row reaches nobody.  What is for the office reaches
 * only who asks as AUDIENCE_OFFICE, which nothing does for a calendar.
 */
bool field_reaches(const struct record *record, size_t offset, enum audience reader);
#define FIELD_REACHES(name, member, reader)                                                        \
	field_reaches(&record_##name, offsetof(struct name, member), (reader))

#endif
