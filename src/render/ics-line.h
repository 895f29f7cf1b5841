/*
 * Content lines of iCalendar (RFC 5545 §3.1): what stands in one is
 * libical's, how it is folded ours (libical leaves a name alone on its
 * line, a blank at the end of another): CRLF, at most 75 octets, folded
 * between characters.  Texts are NFC, without control characters.
 */
#ifndef RENDER_ICS_LINE_H
#define RENDER_ICS_LINE_H

#include <libical/ical.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/civil.h"
#include "base/strbuf.h"
#include "plan/zone.h"

/* a whole line that is no property: the begin or the end of a component */
void ics_add_linef(struct strbuf *out, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * A property as libical writes it, but for the folding and quotes around
 * every name (CN); it is freed.  NULL, of a constructor, is a lack of memory.
 */
void ics_add_property(struct strbuf *out, icalproperty *property);
void ics_add_parameter(icalproperty *property, icalparameter *parameter);

/*
 * A property whose value is text: name is "SUMMARY" or "SUMMARY;LANGUAGE=en",
 * and so on for those that ics-line.c knows.  Line ends in the text stay if
 * it has several lines, and become blanks otherwise.  Nothing for a text
 * that is empty.
 */
enum ics_lines { ICS_ONE_LINE, ICS_SEVERAL_LINES };
void ics_add_text(struct strbuf *out, const char *name, const char *text, enum ics_lines lines);

/* a name as the value of a parameter: '"' cannot stand there, and becomes a typographic quote */
void ics_add_quotable(struct strbuf *out, const char *text);

/* "20270415T180000Z" */
void ics_add_instant(struct strbuf *out, instant at);
/* "20270415" */
void ics_add_day(struct strbuf *out, civil_day day);
/* "20270415T220000" on the zone's clocks */
void ics_add_local(struct strbuf *out, const struct zone *zone, instant at);

#endif
