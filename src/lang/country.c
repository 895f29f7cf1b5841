#include "lang/country.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uloc.h>

#include "lang/utf16.h"

#define NAME_MAX_UNITS 128

void country_add_name(struct strbuf *out, enum lang lang, const char *code)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar name[NAME_MAX_UNITS];
	char locale[16];
	int32_t n;

	snprintf(locale, sizeof(locale), "und_%.2s", code);
	n = uloc_getDisplayCountry(locale, lang_code(lang), name, NAME_MAX_UNITS, &status);
	if (U_SUCCESS(status) && n > 0 && n < NAME_MAX_UNITS)
		utf16_add(out, name, n);
	else
		strbuf_addstr(out, code);
}

#define SATURDAY_AND_SUNDAY (1U << 5 | 1U << 6)

unsigned int country_rest_days(const char *code)
{
	/* in the order of ISO 8601 */
	static const UCalendarDaysOfWeek weekdays[] = {
		UCAL_MONDAY, UCAL_TUESDAY,  UCAL_WEDNESDAY, UCAL_THURSDAY,
		UCAL_FRIDAY, UCAL_SATURDAY, UCAL_SUNDAY,
	};
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar;
	char locale[16];
	unsigned int days = 0;

	snprintf(locale, sizeof(locale), "und_%.2s", code);
	calendar = ucal_open(u"UTC", -1, locale, UCAL_GREGORIAN, &status);
	for (unsigned int i = 0; i < 7 && U_SUCCESS(status); i++)
		if (ucal_getDayOfWeekType(calendar, weekdays[i], &status) == UCAL_WEEKEND)
			days |= 1U << i;
	ucal_close(calendar);
	return U_SUCCESS(status) && days ? days : SATURDAY_AND_SUNDAY;
}
