#include "render/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "base/xalloc.h"
#include "plan/fields.h"

#include "base/banned.h"

/* views without an id, by kind */
static const char *const words[] = {
	[VIEW_PARTICIPANTS] = "participants",
	[VIEW_ORGANIZERS] = "organizers",
	[VIEW_PUBLIC] = "public",
	[VIEW_SIDE] = NULL,
	[VIEW_PERSON] = NULL,
};

static bool find_side(const struct plan *plan, const char *id, struct view *ret_view)
{
	for (size_t i = 0; i < LIST_N(plan->sides); i++)
		if (!strcmp(plan->sides->v[i].id, id)) {
			*ret_view = (struct view){ .kind = VIEW_SIDE, .side = &plan->sides->v[i] };
			return true;
		}
	return false;
}

static bool find_person(const struct plan *plan, const char *id, struct view *ret_view)
{
	for (size_t i = 0; i < LIST_N(plan->people); i++)
		if (!strcmp(plan->people->v[i].id, id)) {
			*ret_view =
				(struct view){ .kind = VIEW_PERSON, .person = &plan->people->v[i] };
			return true;
		}
	return false;
}

static char *nearest(const struct plan *plan, const char *name)
{
	struct strbuf candidate = STRBUF_INIT;
	struct suggest search;
	char *near = NULL;
	const char *last = NULL;
	size_t n = ARRAY_SIZE(words) + LIST_N(plan->sides) + LIST_N(plan->people);

	suggest_init(&search, name);
	for (size_t i = 0; i < n; i++) {
		struct view view = { .kind = VIEW_PARTICIPANTS };
		size_t k = i - ARRAY_SIZE(words);

		if (i < ARRAY_SIZE(words)) {
			if (!words[i])
				continue;
			view.kind = (enum view_kind)i;
		} else if (k < LIST_N(plan->sides)) {
			view = (struct view){ .kind = VIEW_SIDE, .side = &plan->sides->v[k] };
		} else {
			k -= LIST_N(plan->sides);
			view = (struct view){ .kind = VIEW_PERSON, .person = &plan->people->v[k] };
		}
		strbuf_reset(&candidate);
		view_add_name(&candidate, &view);
		suggest_offer(&search, candidate.text);
		if (search.best && search.best != last) { /* it was the nearest so far */
			free(near);
			near = xstrdup(candidate.text);
			search.best = last = near;
		}
	}
	strbuf_release(&candidate);
	return near;
}

bool view_parse(const struct plan *plan, const char *name, struct view *ret_view, char **ret_near)
{
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (words[i] && !strcmp(words[i], name)) {
			*ret_view = (struct view){ .kind = (enum view_kind)i };
			return true;
		}
	if (!strncmp(name, "side:", 5) && find_side(plan, name + 5, ret_view))
		return true;
	if (!strncmp(name, "person:", 7) && find_person(plan, name + 7, ret_view))
		return true;
	*ret_near = nearest(plan, name);
	return false;
}

static void add_name(struct strbuf *out, const struct view *view, char between)
{
	switch (view->kind) {
	case VIEW_SIDE: strbuf_addf(out, "side%c%s", between, view->side->id); break;
	case VIEW_PERSON: strbuf_addf(out, "person%c%s", between, view->person->id); break;
	default: strbuf_addstr(out, words[view->kind]);
	}
}

void view_add_name(struct strbuf *out, const struct view *view)
{
	add_name(out, view, ':');
}

void view_add_file_name(struct strbuf *out, const struct view *view)
{
	add_name(out, view, '-');
}

void view_add_title(struct strbuf *out, const struct view *view, const struct plan *plan,
		    const struct catalog *catalog)
{
	const char *title = text_in(plan->title, catalog->lang);

	switch (view->kind) {
	case VIEW_ORGANIZERS:
		/* TRANSLATORS: the name of a calendar; the plan's title. */
		strbuf_addf(out, catalog_get(catalog, N_("%s: organizers")), title);
		break;
	case VIEW_PUBLIC:
		/* TRANSLATORS: the name of a calendar; the plan's title. */
		strbuf_addf(out, catalog_get(catalog, N_("%s: public programme")), title);
		break;
	case VIEW_SIDE:
		/* TRANSLATORS: the name of a calendar: the plan's title, a delegation or person. */
		strbuf_addf(out, catalog_get(catalog, N_("%1$s: %2$s")), title,
			    text_in(view->side->name, catalog->lang));
		break;
	case VIEW_PERSON:
		/* TRANSLATORS: the name of a calendar: the plan's title, a delegation or person. */
		strbuf_addf(out, catalog_get(catalog, N_("%1$s: %2$s")), title,
			    text_in(view->person->name, catalog->lang));
		break;
	default: strbuf_addstr(out, title);
	}
}

enum audience view_audience(const struct view *view)
{
	switch (view->kind) {
	case VIEW_ORGANIZERS: return AUDIENCE_ORGANIZERS;
	case VIEW_PUBLIC: return AUDIENCE_PUBLIC;
	default: return AUDIENCE_PARTICIPANTS;
	}
}

enum lang view_language(const struct view *view, const struct plan *plan)
{
	switch (view->kind) {
	case VIEW_SIDE: return view->side->language;
	case VIEW_PERSON: return view->person->language;
	default: return plan->languages.first;
	}
}

static bool has_every_side(const struct itinerary *it, const struct item *item)
{
	const struct delegations *all = item->meeting->delegations;

	for (size_t i = 0; i < LIST_N(all); i++)
		if (!itinerary_has_side(it, item, &all->v[i], false))
			return false;
	return LIST_N(all) > 0;
}

bool view_shows_item(const struct view *view, const struct itinerary *it, const struct item *item)
{
	const struct delegation *delegation;

	if (item->is_alternative)
		return false;
	if (view->kind == VIEW_ORGANIZERS)
		return true;
	if (item->audience < AUDIENCE_PARTICIPANTS || item->meeting->status == STATUS_DRAFT ||
	    item->status == STATUS_DRAFT)
		return false;
	switch (view->kind) {
	case VIEW_PUBLIC: return item->audience == AUDIENCE_PUBLIC;
	case VIEW_PARTICIPANTS: return has_every_side(it, item);
	case VIEW_SIDE:
		delegation = meeting_delegation(item->meeting, view->side);
		return delegation && itinerary_has_side(it, item, delegation, true);
	case VIEW_PERSON: return person_set_has(itinerary_all(it, item), view->person);
	default: return false;
	}
}

static bool shows_some_item(const struct view *view, const struct itinerary *it,
			    const struct meeting *meeting)
{
	for (size_t i = 0; i < LIST_N(meeting->items); i++)
		if (view_shows_item(view, it, &meeting->items->v[i]))
			return true;
	return false;
}

bool view_knows_meeting(const struct view *view, const struct itinerary *it,
			const struct meeting *meeting)
{
	if (view->kind == VIEW_ORGANIZERS)
		return true;
	if (meeting->status == STATUS_DRAFT)
		return false;
	switch (view->kind) {
	case VIEW_PARTICIPANTS: return true;
	case VIEW_PUBLIC: return shows_some_item(view, it, meeting);
	case VIEW_SIDE:
		/* where no delegation is named yet, or any more, all may come */
		return !LIST_N(meeting->delegations) ||
		       meeting_delegation(meeting, view->side) != NULL;
	case VIEW_PERSON:
		/* an official seen for an hour has not come for the visit */
		return meeting_membership(meeting, view->person, NULL) != MEMBERSHIP_NONE;
	default: return false;
	}
}

bool view_shows_meeting(const struct view *view, const struct itinerary *it,
			const struct meeting *meeting)
{
	return meeting->dates.first != CIVIL_NONE && view_knows_meeting(view, it, meeting);
}

static bool covers_side(const struct person_set *set, const struct meeting *meeting,
			const struct side *side)
{
	const struct delegation *delegation;

	for (size_t i = 0; i < set->n; i++)
		if (meeting_membership(meeting, set->v[i], &delegation) != MEMBERSHIP_NONE &&
		    delegation && delegation->side == side)
			return true;
	return false;
}

bool view_shows_contact(const struct view *view, const struct itinerary *it,
			const struct meeting *meeting, const struct contact *contact)
{
	struct arena scratch = ARENA_INIT;
	const struct person_set *set;
	bool shows;

	if (!FIELD_REACHES(meeting, contact, view_audience(view)))
		return false;
	if (view->kind == VIEW_ORGANIZERS || !contact->audience)
		return true;
	if (view->kind != VIEW_SIDE && view->kind != VIEW_PERSON)
		return false;
	set = itinerary_covered(it, &scratch, meeting, contact->audience);
	shows = view->kind == VIEW_PERSON ? person_set_has(set, view->person)
					  : covers_side(set, meeting, view->side);
	arena_release(&scratch);
	return shows;
}

uint64_t view_contacts(const struct view *view, const struct itinerary *it,
		       const struct meeting *meeting)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < LIST_N(meeting->contact) && i < 64; i++)
		if (view_shows_contact(view, it, meeting, &meeting->contact->v[i]))
			mask |= UINT64_C(1) << i;
	return mask;
}
