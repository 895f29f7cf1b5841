#include "render/ics-invitation.h"

#include <libical/ical.h>
#include <string.h>

#include "render/ics-event.h"
#include "render/ics-line.h"
#include "render/ics-time.h"

#include "base/banned.h"

/* the event as it stands in the person's calendar, but for what only an invitation has */
static const struct ics_text *event_text(struct ics *ics, const struct event *event,
					 const struct person *person, enum lang lang)
{
	struct view view = { .kind = VIEW_PERSON, .person = person };
	struct ics_variant variant = { .audience = view_audience(&view), .invitation = true };

	variant.langs = ics_langs_code(&lang, 1);
	variant.contacts = view_contacts(&view, ics->it, event->of_meeting);
	return event->of_item ? ics_item_text(ics, event->of_item, variant)
			      : ics_meeting_text(ics, event->of_meeting, variant);
}

/* behind the SEQUENCE with which the text was made */
static size_t behind_sequence(const struct ics_text *text)
{
	const char *line = text->text + text->stamp_at;

	return (size_t)((const char *)memchr(line, '\n', text->len - text->stamp_at) + 1 - text->text);
}

struct digest ics_invitation_digest(struct ics *ics, const struct event *event,
				    const struct person *person, enum lang lang)
{
	const struct ics_text *text = event_text(ics, event, person, lang);
	size_t rest = behind_sequence(text);
	struct strbuf said = STRBUF_INIT;
	struct digest digest;

	strbuf_add(&said, text->text, text->stamp_at);
	strbuf_add(&said, text->text + rest, text->len - rest);
	digest = digest_of(said.text, said.len);
	strbuf_release(&said);
	return digest;
}

/* --------------------------------------------------------------------- properties */

static void add_stamps(struct strbuf *out, const struct ics_invitation *i)
{
	struct strbuf now = STRBUF_INIT;

	ics_add_instant(&now, i->stamp);
	ics_add_property(out, icalproperty_new_dtstamp(icaltime_from_string(now.text)));
	ics_add_property(out, icalproperty_new_lastmodified(icaltime_from_string(now.text)));
	ics_add_property(out, icalproperty_new_sequence(i->sequence));
	strbuf_release(&now);
}

/* exactly the recipient, so that nobody learns another's address */
static void add_attendee(struct strbuf *out, const struct ics_invitation *i, bool is_request)
{
	const struct ics_recipient *r = &i->recipient;
	struct strbuf text = STRBUF_INIT;
	icalproperty *property;

	strbuf_addf(&text, "mailto:%s", r->email);
	property = icalproperty_new_attendee(text.text);
	if (r->name && *r->name) {
		strbuf_reset(&text);
		ics_add_quotable(&text, r->name);
		ics_add_parameter(property, icalparameter_new_cn(text.text));
	}
	ics_add_parameter(property, icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL));
	ics_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT));
	if (is_request) {
		strbuf_reset(&text);
		strbuf_addf(&text, "PARTSTAT=%s", r->partstat);
		ics_add_parameter(property, icalparameter_new_from_string(text.text));
		ics_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE));
	}
	ics_add_property(out, property);
	strbuf_release(&text);
}

static void add_zone(struct strbuf *out, struct ics *ics, const struct zone *zone)
{
	const struct ics_zone *text;

	if (ics_zone_is_utc(zone))
		return;
	text = ics_timezone(ics, zone);
	strbuf_add(out, text->text, text->len);
}

static bool is_timed(const struct event *e)
{
	return e->start != INSTANT_NONE && e->end != INSTANT_NONE && e->start_zone && e->end_zone;
}

/* no name: some programs would open a calendar of that name beside the reader's own */
static void begin(struct strbuf *out, struct ics *ics, const struct event *e,
		  enum icalproperty_method method)
{
	ics_add_linef(out, "BEGIN:VCALENDAR");
	ics_add_property(out, icalproperty_new_version("2.0"));
	ics_add_property(out, icalproperty_new_prodid("-//pbplan//pbplan//EN"));
	ics_add_property(out, icalproperty_new_method(method));
	if (!is_timed(e))
		return;
	add_zone(out, ics, e->start_zone);
	if (strcmp(zone_id(e->start_zone), zone_id(e->end_zone)) != 0)
		add_zone(out, ics, e->end_zone);
}

void ics_add_invitation(struct strbuf *out, struct ics *ics, const struct ics_invitation *i)
{
	const struct ics_text *text = event_text(ics, i->event, i->person, i->recipient.lang);
	size_t rest = behind_sequence(text);

	begin(out, ics, i->event, ICAL_METHOD_REQUEST);
	strbuf_add(out, text->text, text->stamp_at);
	add_stamps(out, i);
	add_attendee(out, i, true);
	strbuf_add(out, text->text + rest, text->len - rest);
	ics_add_linef(out, "END:VCALENDAR");
}

static void add_times(struct strbuf *out, const struct event *e)
{
	if (is_timed(e)) {
		ics_add_time(out, icalproperty_new_dtstart, e->start_zone, e->start);
		ics_add_time(out, icalproperty_new_dtend, e->end_zone, e->end);
	} else if (e->first != CIVIL_NONE && e->last != CIVIL_NONE) {
		ics_add_property(out, icalproperty_new_dtstart(ics_day(e->first)));
		ics_add_property(out, icalproperty_new_dtend(ics_day(e->last)));
	}
}

void ics_add_cancellation(struct strbuf *out, struct ics *ics, const struct ics_invitation *i)
{
	const struct event *e = i->event;
	enum lang lang = i->recipient.lang;
	struct strbuf text = STRBUF_INIT;

	begin(out, ics, e, ICAL_METHOD_CANCEL);
	ics_add_linef(out, "BEGIN:VEVENT");
	ics_add_property(out, icalproperty_new_uid(e->uid));
	add_stamps(out, i);
	strbuf_addf(&text, "mailto:%s", ics->plan->organizer.email);
	ics_add_property(out, icalproperty_new_organizer(text.text));
	add_attendee(out, i, false);
	add_times(out, e);
	strbuf_reset(&text);
	strbuf_addf(&text, "SUMMARY;LANGUAGE=%s", lang_code(text_lang(e->summary, lang)));
	ics_add_text(out, text.text, text_in(e->summary, lang), ICS_ONE_LINE);
	if (i->is_cancelled)
		ics_add_property(out, icalproperty_new_status(ICAL_STATUS_CANCELLED));
	ics_add_linef(out, "END:VEVENT");
	ics_add_linef(out, "END:VCALENDAR");
	strbuf_release(&text);
}
