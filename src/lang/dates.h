/*
 * Dates as people write them in each language.
 *
 *		LONG				PLAIN			SHORT
 * en		Thursday, 11 March 2027		11 March 2027		Thu 11 Mar
 * hy		2027 թ. մարտի 11, հինգշաբթի	2027 թ. մարտի 11	մրտ 11, հնգ
 * az		11 mart 2027, cümə axşamı	11 mart 2027		11 mar, C.A
 *
 * Names of months and days are ICU's, without a dot at their end; the order
 * is ours.  ICU is opened at the first use of a language, and what it said
 * is kept in struct dates.  Without ICU's data it is 2027-03-11.
 */
#ifndef LANG_DATES_H
#define LANG_DATES_H

#include "base/civil.h"
#include "base/strbuf.h"
#include "lang/lang.h"

enum date_style { DATE_LONG, DATE_PLAIN, DATE_SHORT };

struct date_names; /* of one language, from ICU */

struct dates {
	struct date_names *names[LANG_COUNT];
};

#define DATES_INIT { { 0 } }

void dates_release(struct dates *dates);
void dates_add(struct strbuf *out, struct dates *dates, enum lang lang, enum date_style style,
	       civil_day day);
/*
 * First and last day, both included, as short as is clear, in PLAIN style:
 *
 * 11–12 March 2027		2027 թ. մարտի 11–12		11–12 mart 2027
 * 30 April – 2 May 2027	2027 թ. ապրիլի 30 – մայիսի 2	30 aprel – 2 may 2027
 *
 * and across years both in full: 30 December 2027 – 2 January 2028.
 */
void dates_add_range(struct strbuf *out, struct dates *dates, enum lang lang, civil_day first,
		     civil_day last);

#endif
