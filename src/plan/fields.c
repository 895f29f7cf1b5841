/*
 * THE field tables.  A row: key, type or record, member, flags, who may
 * read it, what it means, an example if the type's is not telling.
 *
 * Rows are decoded in this order, so what others refer to comes first.
 * Help is for people: one sentence without a full stop.
 */
#include "plan/fields.h"

#include <string.h>

#include "base/xalloc.h"
#include "plan/decode.h"

#include "base/banned.h"

#define OPTIONAL 0
#define REQUIRED FIELD_REQUIRED

/* the columns of every table below, for a struct and its member */
#define VALUE(strct, key_, member, t_, flags_, audience_, help_, example_)                      \
	{ .key = key_, .type = &type_##t_, .offset = offsetof(struct strct, member),            \
	  .flags = flags_, .audience = AUDIENCE_##audience_, .help = help_, .example = example_ }
#define RECORD(strct, key_, member, r_, flags_, audience_, help_)                             \
	{ .key = key_, .record = &record_##r_, .offset = offsetof(struct strct, member),      \
	  .flags = flags_, .audience = AUDIENCE_##audience_, .help = help_ }

#define F(...) VALUE(waiver, __VA_ARGS__)
static const struct field waiver_fields[] = {
	F("check", check, check, REQUIRED, ORGANIZERS, N_("the code of the finding to hide"), NULL),
	F("reason", reason, string, OPTIONAL, ORGANIZERS,
	  N_("why it may be hidden; a waiver without a reason is an error"), "agreed by telephone"),
	F("until", until, date, OPTIONAL, ORGANIZERS, N_("the last day on which it is hidden"), NULL),
};
#undef F

#define F(...) VALUE(organizer, __VA_ARGS__)
static const struct field organizer_fields[] = {
	F("name", name, text, REQUIRED, PUBLIC, N_("the office that sends invitations"), NULL),
	F("email", email, email, REQUIRED, PUBLIC, N_("where replies go"), "office@peacebridge.example"),
	F("phone", phone, phone, OPTIONAL, ORGANIZERS, N_("the office's telephone"), NULL),
};
#undef F

#define F(...) VALUE(side, __VA_ARGS__)
static const struct field side_fields[] = {
	F("country", country, country, REQUIRED, PUBLIC, N_("its country"), NULL),
	F("language", language, lang, REQUIRED, PUBLIC, N_("the language of what it receives"), NULL),
	F("name", name, text, REQUIRED, PUBLIC, N_("its name in documents"),
	  "{en: Armenian delegation, hy: Հայկական պատվիրակություն, az: Ermənistan nümayəndə heyəti}"),
};
#undef F

#define F(...) VALUE(passport, __VA_ARGS__)
static const struct field passport_fields[] = {
	F("country", country, country, OPTIONAL, OFFICE, N_("the country that issued it"), NULL),
	F("number", number, string, OPTIONAL, OFFICE, N_("its number"), "AB0000000"),
	F("expires", expires, date, OPTIONAL, OFFICE, N_("its last day of validity"), "2030-05-01"),
};
#undef F

#define F(...) VALUE(private_data, __VA_ARGS__)
#define R(...) RECORD(private_data, __VA_ARGS__)
static const struct field private_fields[] = {
	F("phone", phone, phone, OPTIONAL, OFFICE, N_("a private telephone"), NULL),
	F("email", email, email, OPTIONAL, OFFICE, N_("a private address"), NULL),
	F("address", address, string, OPTIONAL, OFFICE, N_("a postal address"), "1 Garden Street"),
	F("born", born, string, OPTIONAL, OFFICE, N_("the day of birth"), "1980-01-31"),
	R("passport", passport, passport, OPTIONAL, OFFICE, N_("the travel document")),
	F("diet", diet, text, OPTIONAL, OFFICE, N_("what a kitchen must know"),
	  "{en: vegetarian, hy: բուսակեր, az: vegetarian}"),
	F("notes", notes, text, OPTIONAL, OFFICE, N_("anything else for the office"), NULL),
};
#undef F
#undef R

#define F(...) VALUE(person, __VA_ARGS__)
#define R(...) RECORD(person, __VA_ARGS__)
static const struct field person_fields[] = {
	F("side", side, side, OPTIONAL, PUBLIC,
	  N_("the side; absent for neutral people such as interpreters and facilitators"), NULL),
	F("name", name, text, REQUIRED, PUBLIC, N_("the full name, spelled out in each language"),
	  "{en: Ani Sarkisian, hy: Անի Սարգսյան, az: Ani Sarkisyan}"),
	F("position", position, text, OPTIONAL, PUBLIC, N_("the position held"),
	  "{en: Director, hy: Տնօրեն, az: Direktor}"),
	F("affiliation", affiliation, text, OPTIONAL, PUBLIC, N_("the institution"), NULL),
	F("role", role, role, OPTIONAL, PARTICIPANTS, N_("the part played in the visits"), NULL),
	F("speaks", speaks, language_tag, FIELD_LIST, ORGANIZERS, N_("languages spoken, as BCP 47 tags"),
	  "[hy, en, ru]"),
	F("language", language, lang, OPTIONAL, ORGANIZERS,
	  N_("the language of what this person receives; else the side's, else English"), NULL),
	F("home", home, place, OPTIONAL, ORGANIZERS,
	  N_("where travel begins and ends; else anywhere in the side's country"), "yerevan"),
	F("email", email, email, OPTIONAL, ORGANIZERS, N_("where invitations go"), NULL),
	F("busy", busy, dates, FIELD_LIST, ORGANIZERS, N_("days on which the person cannot come"),
	  "[2027-04-01/2027-04-03]"),
	R("private", private_data, private, OPTIONAL, OFFICE,
	  N_("what leaves only in lists and programmes for organizers, never in a calendar")),
	R("waive", waive, waiver, FIELD_LIST, ORGANIZERS, N_("findings about this person to hide")),
};
#undef F
#undef R

#define F(...) VALUE(regime, __VA_ARGS__)
static const struct field regime_fields[] = {
	F("entering", entering, country, REQUIRED, ORGANIZERS, N_("the country entered"), NULL),
	F("rule", rule, regime_rule, REQUIRED, ORGANIZERS, N_("whether one may pass"), NULL),
	F("for", nationalities, country, FIELD_LIST, ORGANIZERS,
	  N_("nationalities it holds for; else everyone"), "[AM]"),
	F("valid", valid, dates, OPTIONAL, ORGANIZERS, N_("the days on which it is in force"),
	  "2027-01-01/2027-06-30"),
	F("source", source, string, OPTIONAL, ORGANIZERS, N_("where this is known from"),
	  "border service notice"),
};
#undef F

#define F(...) VALUE(place, __VA_ARGS__)
#define R(...) RECORD(place, __VA_ARGS__)
static const struct field place_fields[] = {
	F("kind", kind, place_kind, OPTIONAL, PUBLIC,
	  N_("what it is; required unless the place is built in"), NULL),
	F("name", name, text, OPTIONAL, PUBLIC, N_("its name; required unless the place is built in"),
	  "{en: Presidential Library, hy: Նախագահական գրադարան, az: Prezident Kitabxanası}"),
	F("country", country, country, OPTIONAL, PUBLIC,
	  N_("its country; or `between` or `within`, unless it is built in"), NULL),
	F("between", between, country, FIELD_LIST, PUBLIC, N_("the two countries of a crossing"),
	  "[AM, AZ]"),
	F("within", within, place, OPTIONAL, PUBLIC,
	  N_("of a room: the place it is in, which gives the rest"), NULL),
	F("city", city, place, OPTIONAL, PUBLIC, N_("the city; a place without one is its own"), "baku"),
	F("near", near, place, OPTIONAL, PUBLIC, N_("the nearest city, for what lies outside one"),
	  "baku"),
	F("geo", latitude, geo, OPTIONAL, PUBLIC, N_("latitude and longitude in decimal degrees"),
	  NULL),
	F("timezone", zones, zone, OPTIONAL, PUBLIC,
	  N_("the IANA zone, or a map from country to zone for a crossing; else the city's, else the "
	     "country's only one"),
	  NULL),
	F("opens", opens, opens, OPTIONAL, PUBLIC,
	  N_("hours by day of the week; a day not listed is closed; absent: not known"), NULL),
	F("capacity", capacity, count, OPTIONAL, ORGANIZERS, N_("how many people it takes"), "40"),
	R("regime", regime, regime, FIELD_LIST, ORGANIZERS,
	  N_("who may cross in which direction and until when; the last row that fits decides")),
	F("address", address, string, OPTIONAL, PARTICIPANTS, N_("the street and number"),
	  "1 Garden Street"),
	F("mode", mode, mode, OPTIONAL, PUBLIC, N_("of a crossing: by road or by rail"), NULL),
	F("also", also, string, FIELD_LIST, ORGANIZERS, N_("other spellings, for searching only"),
	  "[Agstafa]"),
	F("formerly", formerly, id, FIELD_LIST, ORGANIZERS, N_("codes that old tickets may carry"),
	  "[fru]"),
	F("source", source, string, OPTIONAL, ORGANIZERS, N_("where this is known from"), "GeoNames"),
	F("as_of", as_of, date, OPTIONAL, ORGANIZERS, N_("the day on which it was known"), NULL),
};
#undef F
#undef R

#define F(...) VALUE(vehicle, __VA_ARGS__)
static const struct field vehicle_fields[] = {
	F("name", name, text, OPTIONAL, PARTICIPANTS, N_("what it is called"),
	  "{en: Coach, hy: Ավտոբուս, az: Avtobus}"),
	F("seats", seats, count, OPTIONAL, ORGANIZERS, N_("seats for passengers"), "20"),
	F("plate", plate, string, OPTIONAL, PARTICIPANTS, N_("its number plate"), "00-AA-000"),
};
#undef F

#define F(...) VALUE(rules, __VA_ARGS__)
static const struct field rules_fields[] = {
	F("check_in", check_in, duration, OPTIONAL, ORGANIZERS, N_("time at an airport before a flight"),
	  "2h"),
	F("border_control", border_control, duration, OPTIONAL, ORGANIZERS,
	  N_("time for control after arriving from abroad"), "1h"),
	F("transfer_speed", transfer_speed, speed, OPTIONAL, ORGANIZERS,
	  N_("speed assumed within a city"), NULL),
	F("transfer_margin", transfer_margin, duration, OPTIONAL, ORGANIZERS,
	  N_("time added to every way within a city"), "15m"),
	F("rest", rest, duration, OPTIONAL, ORGANIZERS, N_("rest between two days"), "9h"),
	F("long_day", long_day, duration, OPTIONAL, ORGANIZERS, N_("the longest day without a remark"),
	  "14h"),
	F("parity", parity, count, OPTIONAL, ORGANIZERS,
	  N_("how many members delegations may differ by"), "1"),
	F("return_within", return_within, duration, OPTIONAL, ORGANIZERS,
	  N_("how soon a visit is to be returned"), "6 months"),
	F("clearance_lead", clearance_lead, duration, OPTIONAL, ORGANIZERS,
	  N_("how long a clearance takes unless it says otherwise"), "10 working days"),
};
#undef F

#define F(...) VALUE(member, __VA_ARGS__)
static const struct field member_fields[] = {
	F("person", person, person, REQUIRED, PUBLIC, N_("who"), "ani"),
	F("from", from, moment, OPTIONAL, PARTICIPANTS,
	  N_("takes part in what begins from then on"), NULL),
	F("until", until, moment, OPTIONAL, PARTICIPANTS,
	  N_("takes part in what begins until then"), "2027-04-15 21:00"),
};
#undef F

#define F(...) VALUE(delegation, __VA_ARGS__)
#define R(...) RECORD(delegation, __VA_ARGS__)
static const struct field delegation_fields[] = {
	F("head", head, person, OPTIONAL, PUBLIC, N_("the head of the delegation"), "ani"),
	R("members", members, member, FIELD_LIST, PUBLIC,
	  N_("its members in order of precedence; in the short form the first is the head")),
	R("staff", staff, member, FIELD_LIST, PARTICIPANTS, N_("drivers, security, assistants")),
};
#undef F
#undef R

#define F(...) VALUE(group, __VA_ARGS__)
static const struct field group_fields[] = {
	F("members", members, who, REQUIRED, ORGANIZERS, N_("who belongs to it"), "[ani, leyla]"),
	F("name", name, text, OPTIONAL, PARTICIPANTS, N_("what it is called in documents"), NULL),
};
#undef F

#define F(...) VALUE(contact, __VA_ARGS__)
static const struct field contact_fields[] = {
	F("person", person, person, OPTIONAL, PARTICIPANTS, N_("whom one reaches"), "leyla"),
	F("name", name, text, OPTIONAL, PARTICIPANTS, N_("the office one reaches, instead of a person"),
	  NULL),
	F("phone", phone, phone, OPTIONAL, PARTICIPANTS, N_("the number to call"), NULL),
	F("email", email, email, OPTIONAL, PARTICIPANTS, N_("the address to write to"), NULL),
	F("for", audience, who, OPTIONAL, PARTICIPANTS, N_("for whom; else for all who take part"), "am"),
};
#undef F

#define F(...) VALUE(clearance, __VA_ARGS__)
static const struct field clearance_fields[] = {
	F("id", id, id, OPTIONAL, ORGANIZERS, N_("its id"), "permit"),
	F("kind", kind, clearance_kind, REQUIRED, ORGANIZERS, N_("what is cleared"), NULL),
	F("by", by, country, OPTIONAL, ORGANIZERS, N_("the country that grants it"), NULL),
	F("for", covers, who, OPTIONAL, ORGANIZERS, N_("whom it covers"), "[am]"),
	F("vehicle", vehicles, vehicle, FIELD_ONE_OR_LIST, ORGANIZERS, N_("the vehicles it covers"),
	  "coach"),
	F("at", place, place, OPTIONAL, ORGANIZERS, N_("the crossing or place it is for"), "askipara"),
	F("valid", valid, dates, OPTIONAL, ORGANIZERS, N_("the days on which it can be used"), NULL),
	F("requested", requested, date, OPTIONAL, ORGANIZERS, N_("the day it was applied for"), NULL),
	F("granted", granted, date, OPTIONAL, ORGANIZERS, N_("the day it was granted"), NULL),
	F("lead", lead, duration, OPTIONAL, ORGANIZERS, N_("how long the decision takes"),
	  "10 working days"),
	F("deadline", deadline, date, OPTIONAL, ORGANIZERS, N_("the last day to apply, if it is known"),
	  NULL),
	F("notes", notes, text, OPTIONAL, ORGANIZERS, N_("for organizers only"), NULL),
};
#undef F

/* the kinds come first, in the order of enum item_kind: row i is kind i */
#define F(...) VALUE(item, __VA_ARGS__)
#define R(...) RECORD(item, __VA_ARGS__)
static const struct field item_fields[] = {
	F("flight", title, text, FIELD_KIND, PUBLIC, N_("a flight, by its number"), "J2 8045"),
	F("train", title, text, FIELD_KIND, PUBLIC, N_("a train, by its number"), "38"),
	F("bus", title, text, FIELD_KIND, PUBLIC, N_("a scheduled bus"), "200"),
	F("boat", title, text, FIELD_KIND, PUBLIC, N_("a boat or ferry"), "Ferry 3"),
	F("transfer", title, text, FIELD_KIND, PUBLIC, N_("a way by a vehicle of one's own"), NULL),
	F("crossing", place, subject, FIELD_KIND, PUBLIC, N_("a land border crossed, with `entering`"),
	  "askipara"),
	F("stay", place, subject, FIELD_KIND, PUBLIC,
	  N_("nights at a place, from this day to `until`"), "baku-hotel"),
	F("session", title, text, FIELD_KIND, PUBLIC, N_("a session of a round table"), NULL),
	F("appointment", title, text, FIELD_KIND, PUBLIC, N_("an official appointment, with `with`"),
	  NULL),
	F("meal", title, text, FIELD_KIND, PUBLIC, N_("a meal"), NULL),
	F("culture", title, text, FIELD_KIND, PUBLIC, N_("a part of the cultural programme"), NULL),
	F("press", title, text, FIELD_KIND, PUBLIC, N_("a press conference or interview"), NULL),
	F("briefing", title, text, FIELD_KIND, PUBLIC, N_("an internal briefing"), NULL),
	F("ceremony", title, text, FIELD_KIND, PUBLIC, N_("a ceremony"), NULL),
	F("free", title, text, FIELD_KIND, PUBLIC, N_("free time"), NULL),
	F("id", id, id, OPTIONAL, PUBLIC,
	  N_("its id, which stays for ever; else made of kind and title, or kind and places"), NULL),
	F("time", time, times, OPTIONAL, PUBLIC,
	  N_("from when to when, local to the place; absent: all day"), NULL),
	F("duration", duration, duration, OPTIONAL, PUBLIC,
	  N_("how long, with a `time` that only begins"), "90m"),
	F("place", place, place, OPTIONAL, PUBLIC, N_("where; else the meeting's place"), "hall-2"),
	F("from", from, place, OPTIONAL, PARTICIPANTS, N_("of a leg: where it begins"), "GYD"),
	F("to", to, place, OPTIONAL, PARTICIPANTS, N_("of a leg: where it ends"), "EVN"),
	F("via", via, place, OPTIONAL, PARTICIPANTS,
	  N_("of a train or bus: the crossing where it passes a land border"), "sadakhlo-bagratashen"),
	F("entering", entering, country, OPTIONAL, PARTICIPANTS, N_("of a crossing: the country entered"),
	  NULL),
	F("until", until, date, OPTIONAL, PARTICIPANTS, N_("of a stay: the day of departure"), NULL),
	F("vehicle", vehicles, vehicle, FIELD_ONE_OR_LIST, PARTICIPANTS,
	  N_("the vehicle, or several"), "coach"),
	F("check_in", check_in, duration, OPTIONAL, PARTICIPANTS,
	  N_("of a flight: time at the airport before it; else the rule's"), "90m"),
	F("charter", charter, yes_no, OPTIONAL, PARTICIPANTS, N_("of a flight: not a scheduled one"),
	  NULL),
	F("who", who, who, OPTIONAL, PUBLIC,
	  N_("who takes part: sides, groups, people; else members and others, in legs, stays and "
	     "meals staff too"),
	  "[am, leyla]"),
	F("except", except, who, OPTIONAL, PARTICIPANTS, N_("who of these does not"), "[ramil]"),
	F("with", with, person, FIELD_ONE_OR_LIST, PARTICIPANTS,
	  N_("who takes part in this item only: officials, hosts"), "[minister-aide]"),
	F("chair", chair, person, FIELD_ONE_OR_LIST, PUBLIC, N_("who chairs"), "[ani, leyla]"),
	F("interpreters", interpreters, person, FIELD_ONE_OR_LIST, PARTICIPANTS, N_("who interprets"),
	  "[interpreter-1]"),
	F("paid_by", paid_by, payer, OPTIONAL, PARTICIPANTS, N_("who pays: a side, or a text"), NULL),
	F("details", details, text, OPTIONAL, PARTICIPANTS,
	  N_("for participants: agenda, dress, meeting point, gifts"), NULL),
	F("notes", notes, text, OPTIONAL, ORGANIZERS, N_("for organizers only; needs no translation"),
	  "gift exchange"),
	F("audience", audience, audience, OPTIONAL, ORGANIZERS, N_("who may know of it"), NULL),
	F("status", status, item_status, OPTIONAL, PUBLIC, N_("how certain it is; else as the meeting"),
	  NULL),
	F("rsvp", rsvp, yes_no, OPTIONAL, PARTICIPANTS,
	  N_("whether each person is asked for an answer to this item too"), NULL),
	F("alternative", alternative_ids, string, FIELD_LIST, ORGANIZERS,
	  N_("ids of the legs and stays it replaces if they fail"), "[crossing-askipara-az]"),
	R("waive", waive, waiver, FIELD_LIST, ORGANIZERS, N_("findings about this item to hide")),
};
#undef F
#undef R

#define F(...) VALUE(action, __VA_ARGS__)
#define R(...) RECORD(action, __VA_ARGS__)
static const struct field action_fields[] = {
	F("id", id, id, OPTIONAL, PARTICIPANTS, N_("its id; else made of the title"), "media-exchange"),
	F("title", title, text, REQUIRED, PARTICIPANTS, N_("what was agreed"), NULL),
	F("owner", owner, who, OPTIONAL, PARTICIPANTS, N_("who sees to it"), "[ani, leyla]"),
	F("due", due, date, OPTIONAL, PARTICIPANTS, N_("by when"), NULL),
	F("status", status, action_status, OPTIONAL, PARTICIPANTS, N_("where it stands; else open"),
	  NULL),
	F("details", details, text, OPTIONAL, PARTICIPANTS, N_("more about it"), NULL),
	R("waive", waive, waiver, FIELD_LIST, ORGANIZERS, N_("findings about this action to hide")),
};
#undef F
#undef R

#define F(...) VALUE(meeting, __VA_ARGS__)
#define R(...) RECORD(meeting, __VA_ARGS__)
static const struct field meeting_fields[] = {
	F("id", id, id, REQUIRED, PUBLIC, N_("its id, which stays for ever"), "baku-2027-04"),
	F("title", title, text, REQUIRED, PUBLIC, N_("what it is called"),
	  "{en: Fifth meeting, hy: Հինգերորդ հանդիպում, az: Beşinci görüş}"),
	F("host", host, side, OPTIONAL, PUBLIC,
	  N_("the side that receives; absent on neutral ground or at a third party's event"), "az"),
	F("place", place, place, OPTIONAL, PUBLIC, N_("where; the default place of its items"), "baku"),
	F("dates", dates, dates, OPTIONAL, PUBLIC, N_("its days"), NULL),
	F("window", window, dates, OPTIONAL, PUBLIC, N_("between which days, while `dates` are not settled"),
	  "2027-04-01/2027-04-30"),
	F("status", status, meeting_status, REQUIRED, PUBLIC,
	  N_("how certain it is; a draft goes to organizers only"), NULL),
	F("answers", answers, meeting, OPTIONAL, PUBLIC, N_("the visit that this one returns"),
	  "yerevan-2026-11"),
	F("details", details, text, OPTIONAL, PARTICIPANTS, N_("for participants"), NULL),
	F("notes", notes, text, OPTIONAL, ORGANIZERS, N_("for organizers only; needs no translation"),
	  NULL),
	R("delegations", delegations, delegation, FIELD_MAP, PUBLIC,
	  N_("who comes, by side: members, staff, head")),
	R("others", others, member, FIELD_LIST, PARTICIPANTS,
	  N_("who takes part for no side: interpreters, facilitators")),
	R("groups", groups, group, FIELD_MAP, ORGANIZERS, N_("names for some of the people, for `who`")),
	R("contact", contact, contact, FIELD_LIST, PARTICIPANTS,
	  N_("whom participants may call; goes into their calendars")),
	R("clearances", clearances, clearance, FIELD_LIST, ORGANIZERS,
	  N_("permits and other clearances, applied for and granted")),
	F("programme", items, programme, OPTIONAL, PUBLIC, N_("the items, by day"), NULL),
	R("actions", actions, action, FIELD_LIST, PARTICIPANTS, N_("what was agreed, and who sees to it")),
	R("waive", waive, waiver, FIELD_LIST, ORGANIZERS, N_("findings about this meeting to hide")),
};
#undef F
#undef R

#define F(...) VALUE(special_day, __VA_ARGS__)
static const struct field day_fields[] = {
	F("date", date, date, REQUIRED, PUBLIC, N_("the day"), NULL),
	F("country", country, country, REQUIRED, PUBLIC, N_("the country that keeps it"), NULL),
	F("kind", kind, day_kind, REQUIRED, PUBLIC, N_("what sort of day it is"), NULL),
	F("name", name, text, REQUIRED, PUBLIC, N_("its official name"), NULL),
	F("source", source, string, OPTIONAL, ORGANIZERS, N_("where this is known from"), NULL),
};
#undef F

#define F(...) VALUE(plan, __VA_ARGS__)
#define R(...) RECORD(plan, __VA_ARGS__)
static const struct field plan_fields[] = {
	F("pbplan", version, version, REQUIRED, NONE, N_("the version of the format; the first key"), "1"),
	F("id", id, id, REQUIRED, PUBLIC, N_("the plan's id, a part of every UID"), "peace-bridge"),
	F("title", title, text, REQUIRED, PUBLIC, N_("what the series of visits is called"),
	  "{en: Peace Bridge, hy: Խաղաղության կամուրջ, az: Sülh körpüsü}"),
	R("organizer", organizer, organizer, REQUIRED, PUBLIC, N_("the office behind the calendars")),
	F("uid_domain", uid_domain, domain, OPTIONAL, PUBLIC,
	  N_("the domain in every UID; else the organizer's mail domain; never changes after the "
	     "first issue"),
	  "peacebridge.example"),
	F("languages", languages, langs, OPTIONAL, PUBLIC,
	  N_("the languages that every text that goes out exists in; else the sides'"), "[en, hy, az]"),
	F("include", include, path, FIELD_LIST, NONE,
	  N_("files of the plan's folder that are read as if they stood here"), "[people.yaml]"),
	F("private_include", private_include, path, FIELD_LIST, NONE,
	  N_("files with nothing but private data of people; they may be absent"),
	  "[am.private.yaml]"),
	R("sides", sides, side, FIELD_MAP | REQUIRED, PUBLIC, N_("the sides, by id")),
	R("places", places, place, FIELD_MAP, PUBLIC,
	  N_("places, by id; one that is built in is completed key by key")),
	R("vehicles", vehicles, vehicle, FIELD_MAP, PARTICIPANTS, N_("vehicles, by id")),
	R("people", people, person, FIELD_MAP, PUBLIC, N_("people, by id")),
	R("rules", rules, rules, OPTIONAL, ORGANIZERS, N_("measures for the checks")),
	R("meetings", meetings, meeting, FIELD_LIST, PUBLIC, N_("the meetings, in any order")),
	R("days", days, day, FIELD_LIST, PUBLIC, N_("further holidays and days of remembrance")),
	R("waive", waive, waiver, FIELD_LIST, ORGANIZERS, N_("findings to hide in the whole plan")),
};
#undef F
#undef R

/* what one of several keys is needed for */
static const struct schema_parts contact_schema = {
	1, { { "anyOf", "[{\"required\": [\"person\"]}, {\"required\": [\"name\"]}]" } }
};
static const struct schema_parts meeting_schema = {
	1,
	{ { "anyOf", "[{\"required\": [\"dates\"]}, {\"required\": [\"window\"]}, "
		     "{\"properties\": {\"status\": {\"const\": \"draft\"}}}]" } }
};

#define NO_ID .id_offset = SIZE_MAX
#define FIELDS(table) .fields = table, .n_fields = ARRAY_SIZE(table)

const struct record record_plan = {
	.name = "plan", .help = N_("the whole plan"),
	.example = "{pbplan: 1, id: peace-bridge}",
	FIELDS(plan_fields), .size = sizeof(struct plan), NO_ID, .owns_texts = true,
	.begin = begin_plan, .finish = finish_plan,
};
const struct record record_organizer = {
	.name = "organizer", .help = N_("the office that organizes"),
	.example = "{name: Joint secretariat, email: office@peacebridge.example}",
	FIELDS(organizer_fields), .size = sizeof(struct organizer), NO_ID,
};
const struct record record_side = {
	.name = "side", .help = N_("one of the sides"),
	.example = "{country: AM, language: hy, name: Armenian delegation}", .id_example = "am",
	FIELDS(side_fields), .size = sizeof(struct side), .id_offset = offsetof(struct side, id),
	.owns_texts = true, .enter = enter_side,
};
const struct record record_person = {
	.name = "person", .help = N_("a person"),
	.example = "{side: am, name: Ani Sarkisian}", .id_example = "ani",
	FIELDS(person_fields), .size = sizeof(struct person), .id_offset = offsetof(struct person, id),
	.owns_texts = true, .enter = enter_person, .begin = begin_person, .finish = finish_person,
};
const struct record record_private = {
	.name = "private", .help = N_("what must not leave"),
	.example = "{diet: vegetarian}",
	FIELDS(private_fields), .size = sizeof(struct private_data), NO_ID, .begin = begin_private,
};
const struct record record_passport = {
	.name = "passport", .help = N_("a travel document"),
	.example = "{country: AM, number: AB0000000, expires: 2030-05-01}",
	FIELDS(passport_fields), .size = sizeof(struct passport), NO_ID, .begin = begin_passport,
};
const struct record record_place = {
	.name = "place", .help = N_("a place"),
	.example = "{kind: hotel, city: baku, name: Garden Hotel}", .id_example = "garden-hotel",
	FIELDS(place_fields), .size = sizeof(struct place), .id_offset = offsetof(struct place, id),
	.id_type = &type_place_id,
	.owns_texts = true, .enter = enter_place, .begin = begin_place, .finish = finish_place,
};
const struct record record_regime = {
	.name = "regime", .help = N_("who may cross a border"),
	.example = "{entering: AM, rule: open, valid: 2027-01-01/2027-12-31}",
	FIELDS(regime_fields), .size = sizeof(struct regime), NO_ID, .begin = begin_regime,
};
const struct record record_vehicle = {
	.name = "vehicle", .help = N_("a vehicle"),
	.example = "{name: Coach, seats: 20}", .id_example = "coach",
	FIELDS(vehicle_fields), .size = sizeof(struct vehicle),
	.id_offset = offsetof(struct vehicle, id),
	.owns_texts = true, .enter = enter_vehicle, .begin = begin_vehicle,
};
const struct record record_rules = {
	.name = "rules", .help = N_("measures for the checks"),
	.example = "{check_in: 2h, rest: 9h}",
	FIELDS(rules_fields), .size = sizeof(struct rules), NO_ID,
};
const struct record record_meeting = {
	.name = "meeting", .help = N_("a meeting"),
	.example = "{id: baku-2027-04, title: Fifth meeting, status: confirmed, dates: 2027-04-15/2027-04-16}",
	FIELDS(meeting_fields), .size = sizeof(struct meeting), NO_ID, .owns_texts = true,
	.enter = enter_meeting, .begin = begin_meeting, .finish = finish_meeting,
	.schema = &meeting_schema,
};
const struct record record_delegation = {
	.name = "delegation", .help = N_("a delegation; short form: a list of its members"),
	.example = "[ani, ramil]", .id_example = "am",
	FIELDS(delegation_fields), .size = sizeof(struct delegation),
	.id_offset = offsetof(struct delegation, id), .shorthand = "members",
	.begin = begin_delegation, .finish = finish_delegation,
};
const struct record record_member = {
	.name = "member", .help = N_("a member of a delegation; short form: the person"),
	.example = "{person: ramil, until: 2027-04-15 21:00}",
	FIELDS(member_fields), .size = sizeof(struct member), NO_ID, .shorthand = "person",
	.begin = begin_member,
};
const struct record record_group = {
	.name = "group", .help = N_("a group of people; short form: a list of them"),
	.example = "[ani, leyla]", .id_example = "media",
	FIELDS(group_fields), .size = sizeof(struct group), .id_offset = offsetof(struct group, id),
	.shorthand = "members", .enter = enter_group,
};
const struct record record_contact = {
	.name = "contact", .help = N_("whom participants may call"),
	.example = "{person: leyla, phone: \"+994 00 0000000\", for: am}",
	FIELDS(contact_fields), .size = sizeof(struct contact), NO_ID,
	.begin = begin_contact, .finish = finish_contact,
	.schema = &contact_schema,
};
const struct record record_clearance = {
	.name = "clearance", .help = N_("a permit or another clearance"),
	.example = "{kind: border, by: AZ, for: [am], at: askipara}",
	FIELDS(clearance_fields), .size = sizeof(struct clearance), NO_ID, .owns_texts = true,
	.begin = begin_clearance,
};
const struct record record_item = {
	.name = "item", .help = N_("an item of the programme; exactly one key says its kind"),
	.example = "{session: Round table, time: 18:30-20:30}",
	FIELDS(item_fields), .size = sizeof(struct item), NO_ID, .owns_texts = true,
	.begin = begin_item, .finish = finish_item,
};
const struct record record_action = {
	.name = "action", .help = N_("something agreed"),
	.example = "{title: Exchange of journalists, owner: [ani, leyla]}",
	FIELDS(action_fields), .size = sizeof(struct action), NO_ID, .owns_texts = true,
	.begin = begin_action,
};
const struct record record_day = {
	.name = "day", .help = N_("a holiday, day of remembrance or observance"),
	.example = "{date: 2027-04-20, country: GE, kind: holiday, name: City day}",
	FIELDS(day_fields), .size = sizeof(struct special_day), NO_ID, .owns_texts = true,
	.begin = begin_day,
};
const struct record record_waiver = {
	.name = "waiver", .help = N_("a finding that is shown as waived and does not count"),
	.example = "{check: PB312, reason: agreed by telephone}",
	FIELDS(waiver_fields), .size = sizeof(struct waiver), NO_ID,
	.begin = begin_waiver, .finish = finish_waiver,
};

const struct record *const records[] = {
	&record_plan, &record_organizer, &record_side, &record_person, &record_private,
	&record_passport, &record_place, &record_regime, &record_vehicle, &record_rules,
	&record_meeting, &record_delegation, &record_member, &record_group, &record_contact,
	&record_clearance, &record_item, &record_action, &record_day, &record_waiver, NULL,
};

const struct field *record_field(const struct record *record, const char *key)
{
	for (size_t i = 0; i < record->n_fields; i++)
		if (record->fields[i].key[0] == key[0] && !strcmp(record->fields[i].key, key))
			return &record->fields[i];
	return NULL;
}

bool field_reaches(const struct record *record, size_t offset, enum audience reader)
{
	for (size_t i = 0; i < record->n_fields; i++)
		if (record->fields[i].offset == offset)
			return record->fields[i].audience >= reader && reader > AUDIENCE_NONE;
	return false;
}
