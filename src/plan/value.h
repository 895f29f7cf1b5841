/*
 * Scalars of the format, from text.  Each reads the whole of a
 * NUL-terminated text, and returns false, with the result untouched, if
 * the text is anything else.
 */
#ifndef PLAN_VALUE_H
#define PLAN_VALUE_H

#include <stdbool.h>

#include "plan/plan.h"

/* 2027-04-15, years 1900 to 2199 */
bool value_date(const char *s, civil_day *ret);
/* a date, or two with "/" between; the second may be before the first */
bool value_dates(const char *s, struct date_range *ret);
/* 09:00-10:30, 23:30-01:15+1, 09:00 (end -1); "–" for "-", blanks allowed */
bool value_times(const char *s, struct times *ret);
/* 2027-04-15, or 2027-04-15 21:00 */
bool value_moment(const char *s, struct moment *ret);
/* 90m, 2h, 1h30m, 10 days, 10 working days, 2 weeks, 6 months */
bool value_duration(const char *s, struct duration *ret);
/* 0 to 999,999,999 */
bool value_count(const char *s, int *ret);
/* 40.3667, -3, at most nine digits on either side of the point */
bool value_decimal(const char *s, double *ret);
/* a-z 0-9 -, at most 63, not beginning with - */
bool value_is_id(const char *s);
/* mon, mon-fri, mon,wed: bits from Monday */
bool value_weekdays(const char *s, unsigned int *ret);
/* an RFC 5322 addr-spec in its usual form, without comments and quotes */
bool value_is_email(const char *s);
/* a domain name: letters, digits, hyphens, with a dot */
bool value_is_domain(const char *s);
/* a language tag by BCP 47's form */
bool value_is_language_tag(const char *s);

#endif
