/*
 * Findings as text for people, and as JSON and SARIF for programs.
 */
#ifndef DIAG_DIAG_FORMAT_H
#define DIAG_DIAG_FORMAT_H

#include "base/strbuf.h"
#include "diag/diag.h"

/*
 * Each finding of at least this severity as
 *
 *	plan.yaml:12:9: error[PB301]: message
 *	   12 |     - session: …
 *	      |       ^^^^^^^
 *	plan.yaml:9:7: note: the other item is here
 *	...
 *	fix: what to write instead
 *
 * with carets by display width, and colours (SGR) if asked for.
 */
void diags_add_text(struct strbuf *out, const struct diags *diags, enum severity least,
		    bool colour);

/* "2 errors, 1 warning, 1 note", or that there is nothing to say; one line */
void diags_add_summary(struct strbuf *out, const struct diags *diags);

/* one object, as the manual describes it */
void diags_add_json(struct strbuf *out, const struct diags *diags, enum severity least);

/* a SARIF log with one run; could all plans be read? */
void diags_add_sarif(struct strbuf *out, const struct diags *diags, enum severity least,
		     bool all_read);

#endif
