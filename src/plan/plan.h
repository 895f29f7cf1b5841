/*
 * A plan as it is after reading: typed, its references followed, its times
 * turned into instants.  Const for ever after; checks and renderers read it.
 *
 * Everything lives in the run's arena.  A list is NULL when its key is
 * absent or empty: use LIST_N.  A text is NULL when absent.  `at` is the
 * node a record was read from, for findings.
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/civil.h"
#include "doc/node.h"
#include "lang/lang.h"
#include "plan/kind.h"
#include "plan/zone.h"

/*
 * Who may read something, from nobody to everybody: what has an audience
 * reaches a reader of the same or a smaller circle.
 */
enum audience {
	AUDIENCE_NONE,	 /* never leaves the plan; the default of every field */
	AUDIENCE_OFFICE, /* lists and programmes for organizers; never a calendar */
	AUDIENCE_ORGANIZERS,
	AUDIENCE_PARTICIPANTS,
	AUDIENCE_PUBLIC
};

#define LIST_N(list) ((list) ? (list)->n : 0)

struct text {
	const char *in[LANG_COUNT]; /* UTF-8; NULL: not in this language */
	const struct node *at;
};

struct field;
struct record;

struct strings {
	size_t n;
	const char *v[];
};

struct date_range {
	civil_day first, last; /* both included; CIVIL_NONE: not given */
};

struct date_ranges {
	size_t n;
	struct date_range v[];
};

/* a day, and a time on it; minute -1: no time given */
struct moment {
	civil_day day; /* CIVIL_NONE: not given */
	int minute;
};

enum duration_unit {
	DURATION_NONE,
	DURATION_MINUTES,
	DURATION_DAYS,
	DURATION_WORKING_DAYS,
	DURATION_WEEKS,
	DURATION_MONTHS
};

struct duration {
	enum duration_unit unit; /* DURATION_NONE: not given */
	int n;
};

/* minutes from midnight of the item's day, local to each end's place */
struct times {
	int start, end; /* -1: not given; an end may be beyond 24 h */
};

struct country {
	char code[3]; /* ISO 3166-1 alpha-2; empty: not given */
};

struct countries {
	size_t n;
	struct country v[];
};

enum yes_no { YES_NO_ABSENT, YES, NO };

struct waiver {
	const struct node *at;
	int check;	   /* the number of a code: 301 */
	const char *reason; /* NULL: none given */
	civil_day until;   /* CIVIL_NONE: for ever */
};

struct waivers {
	size_t n;
	struct waiver v[];
};

struct side {
	const struct node *at;
	const char *id;
	struct country country;
	enum lang language;
	struct text *name;
};

struct sides {
	size_t n;
	struct side v[];
};

enum role {
	ROLE_NONE,
	ROLE_DELEGATE,
	ROLE_OFFICIAL,
	ROLE_FACILITATOR,
	ROLE_INTERPRETER,
	ROLE_LIAISON,
	ROLE_SECURITY,
	ROLE_PRESS,
	ROLE_DRIVER,
	ROLE_STAFF,
	ROLE_COMPANION
};

struct passport {
	struct country country;
	const char *number;
	civil_day expires;
};

/* what must not leave: no renderer of calendars ever reads it */
struct private_data {
	const struct node *at; /* NULL: none given */
	const char *phone, *email, *address, *born;
	struct passport passport;
	struct text *diet, *notes;
};

struct place;

struct person {
	const struct node *at;
	const char *id;
	const struct side *side; /* NULL: neutral */
	struct text *name, *position, *affiliation;
	enum role role;
	struct strings *speaks;
	enum lang language; /* resolved: own, else the side's, else en */
	struct place *home; /* NULL: anywhere in the side's country */
	const char *email;  /* NULL: none */
	struct date_ranges *busy;
	struct private_data private_data;
	struct waivers *waive;
	size_t index; /* in the plan's people */
	bool used;
};

/* a list of references to people */
struct person_refs {
	size_t n;
	struct person *v[];
};

struct people {
	size_t n;
	struct person v[];
};

enum place_kind {
	PLACE_NONE,
	PLACE_AIRPORT,
	PLACE_CROSSING,
	PLACE_STATION,
	PLACE_HOTEL,
	PLACE_INSTITUTION,
	PLACE_VENUE,
	PLACE_RESTAURANT,
	PLACE_ROOM,
	PLACE_SITE,
	PLACE_CITY
};

/* minutes from midnight to minutes from midnight, on days of the week */
struct opening {
	unsigned int days; /* bit 0: Monday */
	int from, to;
};

struct opens {
	size_t n;
	struct opening v[];
};

enum regime_rule { REGIME_NONE, REGIME_OPEN, REGIME_PERMIT, REGIME_CLOSED };

struct regime {
	const struct node *at;
	struct country entering;
	enum regime_rule rule;
	struct countries *nationalities; /* `for`; NULL: everyone */
	struct date_range valid;
	const char *source;
};

struct regimes {
	size_t n;
	struct regime v[];
};

/* a crossing's zones, one for each country */
struct place_zone {
	struct country country; /* empty: of the whole place */
	const struct zone *zone;
};

struct place_zones {
	size_t n;
	struct place_zone v[];
};

struct place {
	const struct node *at;
	const char *id; /* lower case */
	enum place_kind kind;
	struct text *name;
	struct country country;	     /* resolved: own, else of what it is within */
	struct countries *between;   /* of a crossing: two */
	struct place *city, *within; /* city resolved: own, else of what it is within */
	struct place *near;
	bool has_geo;
	double latitude, longitude; /* degrees, WGS 84 */
	struct place_zones *zones;  /* as written; see place_zone() */
	struct opens *opens;	    /* NULL: not known */
	int capacity;		    /* -1: not given */
	struct regimes *regime;
	const char *address, *source, *mode;
	struct strings *also, *formerly;
	civil_day as_of;
	bool built_in, used;
	/* while the plan is read: see resolve.c */
	bool resolving, resolved, zone_missed;
};

struct places {
	size_t n;
	struct place v[];
};

struct vehicle {
	const struct node *at;
	const char *id;
	struct text *name;
	int seats; /* -1: not given */
	const char *plate;
	bool used;
};

struct vehicles {
	size_t n;
	struct vehicle v[];
};

struct vehicle_refs {
	size_t n;
	struct vehicle *v[];
};

struct rules {
	struct duration check_in, border_control, transfer_margin, rest, long_day;
	struct duration return_within, clearance_lead;
	int transfer_speed; /* km/h */
	int parity;
};

struct meeting;
struct group;

/* one word of `who`: a side stands for its members (and staff, see itinerary) */
enum who_kind { WHO_NOBODY, WHO_PERSON, WHO_SIDE, WHO_STAFF, WHO_GROUP };

struct who_term {
	const struct node *at;
	enum who_kind kind;
	union {
		struct person *person;
		const struct side *side;
		const struct group *group;
	};
};

struct who {
	size_t n;
	struct who_term v[];
};

struct group {
	const struct node *at;
	const char *id;
	struct text *name;
	struct who *members;
};

struct groups {
	size_t n;
	struct group v[];
};

struct member {
	const struct node *at;
	struct person *person; /* NULL: not known (a finding was made) */
	struct moment from, until;
};

struct members {
	size_t n;
	struct member v[];
};

struct delegation {
	const struct node *at;
	const char *id; /* of the side */
	const struct side *side;
	struct person *head; /* resolved: named, else the first of a short form */
	struct members *members;
	struct members *staff;
};

struct delegations {
	size_t n;
	struct delegation v[];
};

struct contact {
	const struct node *at;
	struct person *person;
	struct text *name; /* of an office, instead of a person */
	const char *phone, *email;
	struct who *audience; /* `for`; NULL: all who take part */
};

struct contacts {
	size_t n;
	struct contact v[];
};

enum clearance_kind {
	CLEARANCE_NONE,
	CLEARANCE_BORDER,
	CLEARANCE_ENTRY,
	CLEARANCE_FLIGHT,
	CLEARANCE_SECURITY,
	CLEARANCE_VEHICLE,
	CLEARANCE_PRESS
};

struct clearance {
	const struct node *at;
	const char *id;
	enum clearance_kind kind;
	struct country by;
	struct who *covers; /* `for` */
	struct place *place; /* `at` */
	struct vehicle_refs *vehicles;
	struct date_range valid;
	civil_day requested, granted, deadline;
	struct duration lead;
	struct text *notes;
};

struct clearances {
	size_t n;
	struct clearance v[];
};

enum action_status { ACTION_OPEN, ACTION_DONE, ACTION_DROPPED };

struct action {
	const struct node *at;
	const char *id; /* given, or made of the title */
	struct text *title, *details;
	struct who *owner;
	civil_day due;
	enum action_status status;
	struct waivers *waive;
};

struct actions {
	size_t n;
	struct action v[];
};

enum status { STATUS_NONE, STATUS_DRAFT, STATUS_TENTATIVE, STATUS_CONFIRMED, STATUS_HELD, STATUS_CANCELLED };

struct payer {
	const struct side *side; /* or a text */
	struct text *text;
};

struct item;

/* the items that an alternative replaces */
struct item_refs {
	size_t n;
	const struct item *v[];
};

/* what every check looks at stands first, within one line of the cache */
struct item {
	const struct node *at;
	struct meeting *meeting;
	/*
	 * Beginning and end as instants; of an item without a time, midnight
	 * to midnight in the place's zone.  INSTANT_NONE: not known.
	 */
	instant start, end;
	civil_day day, until;
	struct country entering;
	uint8_t kind;	/* enum item_kind */
	uint8_t status; /* enum status; resolved: own, else the meeting's */
	uint8_t audience;
	uint8_t rsvp, charter; /* enum yes_no */
	bool has_time, id_given, place_given;
	/*
	 * An alternative whose replaced items are not all cancelled: it is
	 * checked in their place, and goes out in no calendar.
	 */
	bool is_alternative;
	/* enum local_fit: of the local times of beginning and end, if it has a time */
	uint8_t start_fit, end_fit;
	struct place *place; /* of a crossing or stay: the place itself; resolved: own, else NULL for
				a leg, else the meeting's */
	const struct zone *start_zone, *end_zone; /* in which they are told */
	const char *id;				  /* given, or made; unique in its meeting */
	struct text *title;			  /* of all kinds but crossing and stay */
	struct place *from, *to, *via;
	struct vehicle_refs *vehicles;
	struct who *who, *except; /* as written; see itinerary */
	struct person_refs *with, *chair, *interpreters;
	struct payer *paid_by;
	struct text *details, *notes;
	struct strings *alternative_ids;
	struct item_refs *alternative;
	struct waivers *waive;
	struct times time;
	struct duration duration, check_in;
};

struct items {
	size_t n;
	struct item v[];
};

struct meeting {
	const struct node *at;
	const char *id;
	struct text *title, *details, *notes;
	const struct side *host; /* NULL: neutral ground */
	struct place *place;	 /* NULL: not known yet */
	struct date_range dates, window;
	enum status status;
	const struct meeting *answers;
	struct contacts *contact;
	struct delegations *delegations;
	struct members *others;
	struct groups *groups;
	struct clearances *clearances;
	struct items *items; /* the programme, in the order of the file */
	struct actions *actions;
	struct waivers *waive;
	const struct zone *zone; /* of the place; NULL: not known */
	size_t index;
};

struct meetings {
	size_t n;
	struct meeting v[];
};

enum day_kind { DAY_NONE, DAY_HOLIDAY, DAY_REMEMBRANCE, DAY_OBSERVANCE };

struct special_day {
	const struct node *at;
	civil_day date;
	struct country country;
	enum day_kind kind;
	struct text *name;
	const char *source;
};

struct special_days {
	size_t n;
	struct special_day v[];
};

/* a text, the field it was read from, and what it belongs to */
struct text_use {
	const struct text *text;
	const struct field *field;
	const struct record *record; /* of the owner: person, place, item, meeting … */
	const void *owner;
};

struct text_uses {
	size_t n;
	struct text_use v[];
};

struct organizer {
	struct text *name;
	const char *email, *phone;
};

struct lang_set {
	unsigned int bits; /* 1 << enum lang */
	enum lang first;   /* the one written first */
};

struct plan {
	const struct node *at; /* NULL: nothing could be read */
	int version;
	const char *id;
	struct text *title;
	struct organizer organizer;
	const char *uid_domain; /* resolved */
	struct lang_set languages; /* resolved: given, else the sides' */
	struct sides *sides;
	struct people *people;
	struct places *places;
	struct vehicles *vehicles;
	struct rules rules;
	struct meetings *meetings;
	struct special_days *days;
	struct waivers *waive;
	struct strings *include, *private_include;
	struct text_uses *texts; /* every text, in the order they were read */
	bool complete; /* everything was read: what is absent is absent */
};

/*
 * The text in a language, else in English, else in the first there is;
 * "" for NULL.
 */
const char *text_in(const struct text *text, enum lang lang);
/* the language that text_in finds for one; for NULL, and for none, the same */
enum lang text_lang(const struct text *text, enum lang lang);

/* the name of an item for people: its title, or its place's name */
const char *item_name(const struct item *item, enum lang lang);

/* first and last day of a meeting, by its dates, else its window; CIVIL_NONE: not known */
civil_day meeting_first_day(const struct meeting *meeting);
civil_day meeting_last_day(const struct meeting *meeting);

/* the day at an instant where a meeting is; in UTC if that is not known, or meeting is NULL */
civil_day meeting_today(const struct meeting *meeting, instant now);

/* a room is in what it is within */
static inline const struct place *place_building(const struct place *place)
{
	/* rooms in rooms are rare, circles were cut when the plan was read */
	while (place && place->within)
		place = place->within;
	return place;
}

/* the place where positions are compared: its city, else itself */
static inline const struct place *place_city(const struct place *place)
{
	return place && place->city ? place->city : place_building(place);
}

/* does a crossing or place belong to the country? */
bool place_is_in(const struct place *place, const char *country);

static inline bool item_is_leg(const struct item *item)
{
	return LEG_KINDS >> item->kind & 1;
}

/* of codes that are not empty */
static inline bool same_country(const char *a, const char *b)
{
	return a[0] == b[0] && a[1] == b[1];
}

/* does it take place, as far as is known: neither cancelled nor an alternative? */
static inline bool item_stands(const struct item *item)
{
	return item->status != STATUS_CANCELLED && !item->is_alternative;
}

#endif
