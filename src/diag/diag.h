/*
 * Findings: what is wrong with a plan, as values.
 *
 * They are collected while a plan is read and checked, sorted once, and
 * printed by cmd/.  A message is put into words in the interface language
 * when the finding is made: patterns are passed as msgids in N_().
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lang/catalog.h"
#include "source/source.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITY_COUNT };

enum diag_code {
#define DIAG(number, slug, severity, title, explanation) PB##number = number,
#include "diag/diag-list.h"
#undef DIAG
};

/* what is known of a code; texts are msgids */
struct diag_info {
	enum diag_code code;
	const char *slug;
	enum severity severity;
	const char *title, *explanation;
};

struct diag_related {
	struct diag_related *next;
	struct span span;
	const char *message;
};

struct diag {
	enum diag_code code;
	enum severity severity;
	struct span span;
	const char *message;
	const char *fix;	      /* what to write instead, or NULL */
	struct diag_related *related; /* in the order they were added */
	const char *const *people;    /* ids of those concerned, or NULL */
	size_t n_people;
	const char *waived; /* the reason, if a waiver hides it; or NULL */
};

struct diags {
	struct arena *arena;
	const struct catalog *catalog;
	const struct sources *sources;
	VEC(struct diag *) list;
	bool full; /* DIAGS_MAX was reached, and said */
	struct diag dropped;
};

/* past this number, findings of one run are no longer kept */
#define DIAGS_MAX 10000

void diags_init(struct diags *diags, struct arena *arena, const struct catalog *catalog,
		const struct sources *sources);
void diags_release(struct diags *diags);

/*
 * Adds a finding with the code's own severity.  Never NULL; the result may
 * be completed by the calls below until the next diag_add.
 */
struct diag *diag_add(struct diags *diags, enum diag_code code, struct span span,
		      const char *msgid, ...) __attribute__((format(printf, 4, 5)));
/* for messages with a number: the form is chosen by n */
struct diag *diag_add_n(struct diags *diags, enum diag_code code, struct span span,
			const char *one, const char *many, unsigned long n, ...)
	__attribute__((format(printf, 4, 7), format(printf, 5, 7)));

void diag_add_related(struct diags *diags, struct diag *diag, struct span span, const char *msgid,
		      ...) __attribute__((format(printf, 4, 5)));
/* the text to write instead; copied */
void diag_set_fix(struct diags *diags, struct diag *diag, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* by place, then by code; equal ones stay in the order they were made */
void diags_sort(struct diags *diags);

struct diag_counts {
	size_t n[SEVERITY_COUNT], waived;
};
struct diag_counts diags_count(const struct diags *diags);

/* is there an error that leaves no document to be made: PB1xx or PB9xx? */
bool diags_forbid_documents(const struct diags *diags);

/* every code, in order */
enum {
	DIAG_INFO_COUNT = 0
#define DIAG(number, slug, severity, title, explanation) +1
#include "diag/diag-list.h"
#undef DIAG
};
extern const struct diag_info diag_infos[DIAG_INFO_COUNT];

/* NULL if there is no such code */
const struct diag_info *diag_info_of(int code);
/* reads "PB301" or "301" in any case, or a slug */
const struct diag_info *diag_info_find(const char *name);

/* "PB301" */
struct diag_code_name {
	char text[sizeof("PB301")];
};
struct diag_code_name diag_code_name(int code);

/* findings of form (PB1xx) and of privacy (PB9xx) always count */
bool diag_can_be_waived(int code);
/* does it come and go with the day on which a plan is checked? */
bool diag_depends_on_today(int code);

/* "error", "warning", "note": for machines, and as msgids for people */
const char *severity_name(enum severity severity);

#endif
