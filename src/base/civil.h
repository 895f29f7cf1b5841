/*
 * Days and instants as plain numbers, in the proleptic Gregorian calendar.
 *
 * A day counts from 1970-01-01, a local time in minutes from that day's
 * midnight in some zone, an instant in seconds from 1970-01-01T00:00Z.
 */
#ifndef BASE_CIVIL_H
#define BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t civil_day;
typedef int64_t instant;

/* no day, no instant: older than any plan */
#define CIVIL_NONE INT32_MIN
#define INSTANT_NONE INT64_MIN

struct civil {
	int year, month, day; /* month and day from 1 */
};

bool civil_is_valid(int year, int month, int day);
civil_day civil_to_day(int year, int month, int day);
struct civil civil_from_day(civil_day day);
/* 0 Monday to 6 Sunday, as ISO 8601 has them */
int civil_weekday(civil_day day);
int civil_days_in_month(int year, int month);

/* a day n months later, or the last of that month if it is shorter */
civil_day civil_add_months(civil_day day, int n);

#endif
