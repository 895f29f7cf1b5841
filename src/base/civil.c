#include "base/civil.h"

#include "base/banned.h"

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int civil_days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool civil_is_valid(int year, int month, int day)
{
	return month >= 1 && month <= 12 && day >= 1 && day <= civil_days_in_month(year, month);
}

/*
 * Years are made to begin in March, so that a leap day is the last of its
 * year, and are counted in eras of 400, which all have 146,097 days.
 */
civil_day civil_to_day(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

struct civil civil_from_day(civil_day day)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	struct civil c;

	c.day = doy - (153 * mp + 2) / 5 + 1;
	c.month = mp < 10 ? mp + 3 : mp - 9;
	c.year = yoe + era * 400 + (c.month <= 2);
	return c;
}

int civil_weekday(civil_day day)
{
	int n = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return n < 0 ? n + 7 : n;
}

civil_day civil_add_months(civil_day day, int n)
{
	struct civil c = civil_from_day(day);
	int months = c.year * 12 + c.month - 1 + n;
	int year = (months >= 0 ? months : months - 11) / 12, month = months - year * 12 + 1;
	int last = civil_days_in_month(year, month);

	return civil_to_day(year, month, c.day < last ? c.day : last);
}
