/*
 * The manifest of an export: a text file beside the calendars that knows
 * which files are ours, what is in them, and what they were made from.
 *
 *	pbplan-manifest 1
 *	options 8d1f…		of what was asked for, program and tzdata
 *	day 20558		on which the plan was checked, from 1970-01-01
 *	errors 0		was anything wrong with it?
 *	source 02a4… 5120 plan.yaml
 *	absent am.private.yaml
 *	file 77c0… 9120 participants.ics
 */
#ifndef RENDER_MANIFEST_H
#define RENDER_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/out.h"
#include "base/strbuf.h"
#include "base/vec.h"

#define MANIFEST_NAME ".pbplan-manifest"

/* to notice a change, not to withstand an attack */
struct digest {
	uint64_t a, b;
};

struct digest digest_of(const void *data, size_t len);
bool digest_is(struct digest a, struct digest b);

struct manifest_file {
	char *name;
	struct digest digest;
	size_t size;
	bool absent; /* a source that was looked for */
};

struct manifest {
	struct digest options;
	civil_day day;
	bool errors;
	VEC(struct manifest_file) sources, files;
};

/* false if it is no manifest of ours; *ret_manifest is then empty */
bool manifest_parse(struct manifest *ret_manifest, const char *text, size_t len);
void manifest_release(struct manifest *manifest);
void manifest_add_text(struct strbuf *out, const struct manifest *manifest);

void manifest_add_source(struct manifest *manifest, const char *path, struct digest digest,
			 size_t size, bool absent);
void manifest_add_file(struct manifest *manifest, const char *name, struct digest digest,
		       size_t size);
/* NULL if it is not one of ours */
const struct manifest_file *manifest_file(const struct manifest *manifest, const char *name);

/* do they say the same, whatever the day? */
bool manifest_is_same(const struct manifest *a, const struct manifest *b);

/* are all sources as they were, and all files as they were written? */
bool manifest_holds(const struct manifest *manifest, struct out *out);

#endif
