/*
 * Nodes to a plan, by the field tables.
 *
 * decode.c walks the tables; types.c and types-ref.c read values;
 * records.c has what a record does beyond its fields.  What the plan needs
 * after every record is read (instants, ids) is in resolve.c.
 */
#ifndef PLAN_DECODE_H
#define PLAN_DECODE_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/suggest.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "plan/fields.h"
#include "plan/gazetteer.h"
#include "plan/plan.h"

/* a key of a record that was met, and its field */
struct met_key {
	const struct record *record;
	const struct field *field;
};

/* a record's required fields: bit i is set if fields[i] is one */
struct met_record {
	const struct record *record;
	uint64_t required;
};

struct decoder {
	struct arena *arena;
	struct diags *diags;
	struct zones *zones;
	struct gazetteer *gazetteer;
	bool built_in; /* the gazetteer itself is being read */
	struct plan *plan;
	/* by id; groups are the meeting's that is being read */
	struct hash sides, people, places, vehicles, meetings, groups;
	struct meeting *meeting;
	const struct record *owner_record; /* of the texts being read */
	const void *owner;
	VEC(struct text_use) texts;
	/* by sums over record and key, the last of each sum */
	struct met_key met_keys[256];
	struct met_record met_records[32];
	bool truncated; /* the file was not read to its end: nothing is missing */
	size_t room; /* bytes of records that may still be made */
	unsigned int offers; /* known words that may still be compared for suggestions */
};

/* one record, from a map or its short form; false, after a finding, if it is neither */
bool decode_record(struct decoder *d, const struct record *record, const struct node *node,
		   void *rec);
/* one field's value, whatever its shape, into its record */
bool decode_field(struct decoder *d, const struct field *field, const struct node *node,
		  void *rec);
/*
 * Takes from d->room for n records of a node.  False, after a finding, if
 * there are more than a plan of this size can account for.
 */
bool make_room(struct decoder *d, const struct node *node, size_t n, size_t size);
/* a list of records from a list node: { size_t n; struct v[] } */
void *decode_records(struct decoder *d, const struct record *record, const struct node *node);

/*
 * Findings that every type makes.  What is expected, and an example, come
 * from the field's row.
 */
void expect_type(struct decoder *d, const struct field *field, const struct node *node);
void expect_value(struct decoder *d, const struct field *field, const struct node *node);
/* of a text that was cut off by a comment */
void report_cut(struct decoder *d, const struct node *node);
/* is it one?  Makes the finding. */
static inline bool refuse_cut(struct decoder *d, const struct node *node)
{
	if (!(node->flags & NODE_CUT))
		return false;
	report_cut(d, node);
	return true;
}
/*
 * A key of a map that is not known, after the one before it (NULL: the
 * first).  known is offered for "did you mean".  Returns the suggestion.
 */
const char *refuse_key(struct decoder *d, const struct node *value, const struct node *before,
		       const struct node *map, const char *const *known, size_t n_known);
/* a required key is not there; example as it would be written */
void miss_key(struct decoder *d, const struct node *node, const char *key, const char *example);

/* where a record is pointed at: its key, else its first line */
struct span record_span(const struct node *node);

/* offers ids of a table for "did you mean" */
void offer_ids(struct decoder *d, struct suggest *s, const struct hash *ids);

/* looks a place up by a plan's or a built-in id, in any case */
struct place *decoder_place(struct decoder *d, const char *id);

/* hooks of the records, see struct record */
void begin_plan(struct decoder *d, const struct node *node, void *rec);
void finish_plan(struct decoder *d, const struct node *node, void *rec, uint64_t present);
void enter_side(struct decoder *d, const struct node *node, void *rec);
void enter_person(struct decoder *d, const struct node *node, void *rec);
void begin_person(struct decoder *d, const struct node *node, void *rec);
void finish_person(struct decoder *d, const struct node *node, void *rec, uint64_t present);
void begin_private(struct decoder *d, const struct node *node, void *rec);
void begin_passport(struct decoder *d, const struct node *node, void *rec);
void enter_place(struct decoder *d, const struct node *node, void *rec);
void begin_place(struct decoder *d, const struct node *node, void *rec);
void finish_place(struct decoder *d, const struct node *node, void *rec, uint64_t present);
void begin_regime(struct decoder *d, const struct node *node, void *rec);
void enter_vehicle(struct decoder *d, const struct node *node, void *rec);
void begin_vehicle(struct decoder *d, const struct node *node, void *rec);
void enter_meeting(struct decoder *d, const struct node *node, void *rec);
void begin_meeting(struct decoder *d, const struct node *node, void *rec);
void finish_meeting(struct decoder *d, const struct node *node, void *rec, uint64_t present);
void begin_delegation(struct decoder *d, const struct node *node, void *rec);
void finish_delegation(struct decoder *d, const struct node *node, void *rec, uint64_t present);
void begin_member(struct decoder *d, const struct node *node, void *rec);
void enter_group(struct decoder *d, const struct node *node, void *rec);
void begin_contact(struct decoder *d, const struct node *node, void *rec);
void finish_contact(struct decoder *d, const struct node *node, void *rec, uint64_t present);
void begin_clearance(struct decoder *d, const struct node *node, void *rec);
void begin_item(struct decoder *d, const struct node *node, void *rec);
void finish_item(struct decoder *d, const struct node *node, void *rec, uint64_t present);
void begin_action(struct decoder *d, const struct node *node, void *rec);
void begin_day(struct decoder *d, const struct node *node, void *rec);
void begin_waiver(struct decoder *d, const struct node *node, void *rec);
void finish_waiver(struct decoder *d, const struct node *node, void *rec, uint64_t present);

/*
 * What follows from the whole plan: cities and zones of places, each
 * item's place, status and instants, and the ids that were not given.
 */
void resolve_plan(struct decoder *d);
/* one place's country, city and zones; d is NULL for a built-in one */
void resolve_place(struct decoder *d, struct place *place);

#endif
