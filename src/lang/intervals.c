#include "lang/intervals.h"

void interval_add_minutes(struct strbuf *out, const struct catalog *catalog, int64_t minutes)
{
	int hours = (int)(minutes / 60), rest = (int)(minutes % 60);

	if (hours && rest)
		/* TRANSLATORS: a span of time in hours and minutes, short */
		strbuf_addf(out, catalog_get(catalog, N_("%1$d h %2$d min")), hours, rest);
	else if (hours)
		/* TRANSLATORS: a span of time in hours, short */
		strbuf_addf(out, catalog_get(catalog, N_("%d h")), hours);
	else
		/* TRANSLATORS: a span of time in minutes, short */
		strbuf_addf(out, catalog_get(catalog, N_("%d min")), rest);
}

void interval_add_days(struct strbuf *out, const struct catalog *catalog, int days)
{
	if (!days)
		strbuf_addstr(out, catalog_get(catalog, N_("today")));
	else if (days > 0)
		strbuf_addf(out,
			    catalog_get_plural(catalog, NP_("in %d day", "in %d days"),
					       (unsigned long)days),
			    days);
	else
		strbuf_addf(out,
			    catalog_get_plural(catalog, NP_("%d day ago", "%d days ago"),
					       (unsigned long)-days),
			    -days);
}
