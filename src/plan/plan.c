#include "plan/plan.h"

#include <string.h>

#include "lang/catalog.h"

#include "base/banned.h"

const struct kind_info kind_infos[ITEM_KIND_COUNT + 1] = {
#define KIND(name, key, traits, title) [ITEM_##name] = { key, traits, title },
#include "plan/kind-list.h"
#undef KIND
	/* of an item that has no kind, after a finding */
	[ITEM_KIND_COUNT] = { "", KIND_FREE, "" },
};

enum lang text_lang(const struct text *text, enum lang lang)
{
	if (!text || text->in[lang])
		return lang;
	for (int i = 0; i < LANG_COUNT; i++)
		if (text->in[i])
			return (enum lang)i;
	return lang;
}

const char *text_in(const struct text *text, enum lang lang)
{
	const char *s = text ? text->in[text_lang(text, lang)] : NULL;

	return s ? s : "";
}

const char *item_name(const struct item *item, enum lang lang)
{
	if (item->title)
		return text_in(item->title, lang);
	return item->place ? text_in(item->place->name, lang) : item->id ? item->id : "";
}

bool place_is_in(const struct place *place, const char *country)
{
	if (!place)
		return false;
	for (size_t i = 0; i < LIST_N(place->between); i++)
		if (!strcmp(place->between->v[i].code, country))
			return true;
	return !strcmp(place->country.code, country);
}

civil_day meeting_first_day(const struct meeting *meeting)
{
	return meeting->dates.first != CIVIL_NONE ? meeting->dates.first : meeting->window.first;
}

civil_day meeting_last_day(const struct meeting *meeting)
{
	return meeting->dates.last != CIVIL_NONE ? meeting->dates.last : meeting->window.last;
}

civil_day meeting_today(const struct meeting *meeting, instant now)
{
	if (meeting && meeting->zone)
		return zone_local(meeting->zone, now, NULL);
	return (civil_day)((now >= 0 ? now : now - 86399) / 86400);
}
