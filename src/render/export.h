/*
 * An export: the calendars of every view in a folder of their own.  Only
 * what changed is written; what is ours and no longer wanted goes away;
 * nothing else in the folder is touched.
 */
#ifndef RENDER_EXPORT_H
#define RENDER_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/out.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "itinerary/itinerary.h"
#include "lang/catalog.h"
#include "plan/plan.h"
#include "render/view.h"
#include "source/source.h"

/* what was asked for, before the plan is read */
struct export_request {
	const char *directory;
	const char *plan_path;
	const char *view, *meeting; /* as they were written; NULL: all */
	const enum lang *langs;     /* n_langs 0: the readers' own */
	size_t n_langs;
	instant now;
};

/* what it takes besides */
struct export_plan {
	const struct plan *plan;
	const struct itinerary *it;
	const struct catalog *catalogs;
	const struct sources *sources;
	const struct issued *issued; /* NULL: nothing was */
	const char *ledger_path;     /* which may come to be; NULL: there can be none */
	const struct view *view;       /* NULL: all */
	const struct meeting *meeting; /* NULL: all */
	bool errors;                   /* has the plan any? */
};

enum export_change_kind { EXPORT_NEW, EXPORT_CHANGED, EXPORT_REMOVED };

struct export_change {
	char *name;
	enum export_change_kind kind;
};

struct export_report {
	VEC(struct export_change) changes;
	size_t n_files; /* calendars that are there now */
	char *failed;   /* the file an error is about; NULL: the directory */
	bool begun;     /* an error came when some files had been renamed already */
};

void export_report_release(struct export_report *report);

/*
 * Is all there as the same request left it, from the same sources and
 * without a finding, today?  Then there is nothing to do, and not even the
 * plan need be read.
 */
bool export_is_current(const struct export_request *request, size_t *ret_n_files);

/*
 * Writes what changed.  0, or a negative errno; then no file was changed,
 * unless report->begun.
 */
int export_write(const struct export_request *request, const struct export_plan *plan,
		 struct export_report *ret_report);

/* adds the calendar of one view, as for a new file */
void export_add_view(struct strbuf *out, const struct export_request *request,
		     const struct export_plan *plan);

#endif
