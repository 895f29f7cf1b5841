/*
 * What differs between two records as they were written, field by field.
 * How it was written makes no difference where the format knows several
 * forms of one value: quotes, the order of keys, a list of one, a plain
 * text for one in English.
 */
#ifndef PLAN_COMPARE_H
#define PLAN_COMPARE_H

#include <stdbool.h>
#include <stdint.h>

#include "doc/node.h"
#include "lang/lang.h"
#include "plan/fields.h"

/*
 * Bit i is set if record->fields[i] is not the same in both, of those whose
 * bit is set in which; NULL has no fields.
 */
uint64_t record_differences(const struct record *record, uint64_t which, const struct node *a,
			    const struct node *b);

/* of those bits: the texts that are the same for who reads them in one language */
uint64_t record_same_in(const struct record *record, uint64_t which, const struct node *a,
			const struct node *b, enum lang lang);

/* the values of one field; NULL: absent */
bool field_differs(const struct field *field, const struct node *a, const struct node *b);

/* the bit of a field by its key, 0 if the record has none */
uint64_t record_field_bit(const struct record *record, const char *key);

#endif
