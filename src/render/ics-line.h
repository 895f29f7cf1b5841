/*
 * Content lines of iCalendar (RFC 5545 §3.1), byte for byte as we want
 * them: CRLF, at most 75 octets, folded between characters, NFC, no
 * control characters.
 */
#ifndef RENDER_ICS_LINE_H
#define RENDER_ICS_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "base/strbuf.h"
#include "plan/zone.h"

/* a whole line, unfolded and without its end */
void ics_add_line(struct strbuf *out, const char *line, size_t len);
void ics_add_linef(struct strbuf *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * A property whose value is text, escaped: name is "SUMMARY" or
 * "SUMMARY;LANGUAGE=en".  Line ends in the text stay if it has several
 * lines, and become blanks otherwise.  Nothing for a text that is empty.
 */
enum ics_lines { ICS_ONE_LINE, ICS_SEVERAL_LINES };
void ics_add_text(struct strbuf *out, const char *name, const char *text, enum ics_lines lines);

/*
 * A name as the value of a quoted parameter, without the quotes around it:
 * '"' becomes a typographic quote
 */
void ics_add_quotable(struct strbuf *out, const char *text);

/* "20270415T180000Z" */
void ics_add_instant(struct strbuf *out, instant at);
/* "20270415" */
void ics_add_day(struct strbuf *out, civil_day day);
/* "20270415T220000" on the zone's clocks */
void ics_add_local(struct strbuf *out, const struct zone *zone, instant at);

#endif
