/*
 * The JSON Schema (2020-12) of a plan, from the field tables, for editors
 * and for validators that are not ours.  It accepts every plan that reads
 * without PB104 to PB107, with YAML 1.2's core schema for plain scalars.
 */
#ifndef PLAN_SCHEMA_H
#define PLAN_SCHEMA_H

#include "base/strbuf.h"
#include "lang/catalog.h"

/* descriptions are in the catalogue's language */
void schema_add(struct strbuf *out, const struct catalog *catalog);

/*
 * Every record and field in words, then every finding: Markdown that reads
 * well as it is.
 */
void reference_add(struct strbuf *out, const struct catalog *catalog);

#endif
