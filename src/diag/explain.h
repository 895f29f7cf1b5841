/*
 * The catalogue of findings: what each code means, why the rule exists, and
 * an example that breaks it and one that does not.
 */
#ifndef DIAG_EXPLAIN_H
#define DIAG_EXPLAIN_H

#include "base/json.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "lang/catalog.h"

/*
 * A line for each code, under headings, in columns.  Titles are wrapped at a
 * width in columns, if it is not 0.
 */
void explain_add_list(struct strbuf *out, const struct catalog *catalog, size_t width);

/* all about a code, for a terminal of that width */
void explain_add_text(struct strbuf *out, const struct catalog *catalog,
		      const struct diag_info *info, size_t width);

/* explanation and examples in Markdown, without a heading */
void explain_add_markdown(struct strbuf *out, const struct catalog *catalog,
			  const struct diag_info *info);

/* the catalogue as a chapter in Markdown */
void explain_add_chapter(struct strbuf *out, const struct catalog *catalog);

/* an object with the members that `pbplan explain --help` names */
void explain_put_json(struct json *json, const struct catalog *catalog,
		      const struct diag_info *info);

/* what the codes of a hundred are about, as a msgid: "time" of PB2xx */
const char *explain_century(int code);
/* is it the first of a hundred in the list of codes? */
bool explain_begins_century(const struct diag_info *info);

#endif
