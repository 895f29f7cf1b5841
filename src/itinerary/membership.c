#include "itinerary/membership.h"

#include "base/banned.h"

instant member_moment(const struct meeting *meeting, struct moment m, bool is_end)
{
	int minute = m.minute >= 0 ? m.minute : is_end ? 24 * 60 : 0;

	if (!meeting->zone)
		return ((instant)m.day * 24 * 60 + minute) * 60;
	return zone_instant(meeting->zone, m.day, minute, NULL);
}

bool member_is_present(const struct meeting *meeting, const struct member *member, instant at)
{
	if (member->from.day != CIVIL_NONE && at < member_moment(meeting, member->from, false))
		return false;
	return member->until.day == CIVIL_NONE || at < member_moment(meeting, member->until, true);
}

instant item_attended_at(const struct item *item)
{
	int minute = item->kind == ITEM_STAY ? 24 * 60 - 1 : 12 * 60;

	if (item->has_time)
		return item->start;
	if (item->day == CIVIL_NONE)
		return 0;
	if (!item->start_zone)
		return ((instant)item->day * 24 * 60 + minute) * 60;
	return zone_instant(item->start_zone, item->day, minute, NULL);
}

const struct delegation *meeting_delegation(const struct meeting *meeting, const struct side *side)
{
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++)
		if (meeting->delegations->v[i].side == side)
			return &meeting->delegations->v[i];
	return NULL;
}

const struct member *members_find(const struct members *members, const struct person *person)
{
	for (size_t i = 0; i < LIST_N(members); i++)
		if (members->v[i].person == person)
			return &members->v[i];
	return NULL;
}

enum membership meeting_membership(const struct meeting *meeting, const struct person *person,
				   const struct delegation **ret_delegation)
{
	for (size_t i = 0; i < LIST_N(meeting->delegations); i++) {
		const struct delegation *d = &meeting->delegations->v[i];
		bool member = members_find(d->members, person) || d->head == person;

		if (!member && !members_find(d->staff, person))
			continue;
		if (ret_delegation)
			*ret_delegation = d;
		return member ? MEMBERSHIP_MEMBER : MEMBERSHIP_STAFF;
	}
	if (ret_delegation)
		*ret_delegation = NULL;
	return members_find(meeting->others, person) ? MEMBERSHIP_OTHER : MEMBERSHIP_NONE;
}
