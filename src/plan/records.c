/*
 * What a record does beyond its fields: defaults, ids that become known,
 * keys that depend on each other.
 */
#include <string.h>

#include "base/ascii.h"
#include "plan/decode.h"
#include "plan/value.h"

#include "base/banned.h"

/* notes an id; one that stands twice in a map was told when it was read */
static void enter(struct hash *table, const char *id, void *rec)
{
	void **slot = hash_slot(table, id, strlen(id));

	if (!*slot)
		*slot = rec;
}

/* sides, people and a meeting's groups may all stand in `who` */
static void taken(struct decoder *d, const struct node *node, const struct node *by)
{
	struct diag *diag = diag_add(d->diags, PB109, record_span(node),
				     N_("the id \"%s\" is taken: sides, people and groups share one "
					"namespace"),
				     node->key->text);

	diag_add_related(d->diags, diag, record_span(by), N_("it is used here"));
}


void begin_plan(struct decoder *d, const struct node *node, void *rec)
{
	struct plan *plan = rec;

	(void)d;
	plan->at = node;
	plan->rules = (struct rules){
		.check_in = { DURATION_MINUTES, 120 },
		.border_control = { DURATION_MINUTES, 60 },
		.transfer_margin = { DURATION_MINUTES, 15 },
		.rest = { DURATION_MINUTES, 9 * 60 },
		.long_day = { DURATION_MINUTES, 14 * 60 },
		.return_within = { DURATION_MONTHS, 6 },
		.clearance_lead = { DURATION_WORKING_DAYS, 10 },
		.transfer_speed = 25,
		.parity = 1,
	};
}

void finish_plan(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	struct plan *plan = rec;
	const struct node *first = node->first;

	(void)present;
	if (first && strcmp(first->key->text, "pbplan") && node_get(node, "pbplan"))
		diag_add(d->diags, PB107, node_span(node_get(node, "pbplan")->key),
			 N_("the key \"%s\" must be the first of the plan"), "pbplan");
	if (!plan->languages.bits) {
		plan->languages.first = LANG_EN;
		for (size_t i = 0; i < LIST_N(plan->sides); i++) {
			if (!plan->languages.bits)
				plan->languages.first = plan->sides->v[i].language;
			plan->languages.bits |= 1u << plan->sides->v[i].language;
		}
		if (!plan->languages.bits)
			plan->languages.bits = 1u << LANG_EN;
	}
	if (!plan->uid_domain && plan->organizer.email)
		plan->uid_domain = strrchr(plan->organizer.email, '@') + 1;
}

void enter_side(struct decoder *d, const struct node *node, void *rec)
{
	struct side *side = rec;

	side->at = node;
	enter(&d->sides, side->id, side);
}

void enter_person(struct decoder *d, const struct node *node, void *rec)
{
	struct person *person = rec;
	const struct side *side = hash_get(&d->sides, person->id, strlen(person->id));

	person->at = node;
	if (side)
		taken(d, node, side->at);
	enter(&d->people, person->id, person);
}

void begin_person(struct decoder *d, const struct node *node, void *rec)
{
	struct person *person = rec;

	(void)d;
	(void)node;
	person->language = LANG_COUNT;
}

void finish_person(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	struct person *person = rec;

	(void)d;
	(void)node;
	(void)present;
	if (person->language == LANG_COUNT)
		person->language = person->side ? person->side->language : LANG_EN;
}

void begin_private(struct decoder *d, const struct node *node, void *rec)
{
	struct private_data *private_data = rec;

	(void)d;
	private_data->at = node;
	private_data->passport.expires = CIVIL_NONE;
}

void begin_passport(struct decoder *d, const struct node *node, void *rec)
{
	struct passport *passport = rec;

	(void)d;
	(void)node;
	passport->expires = CIVIL_NONE;
}

void enter_place(struct decoder *d, const struct node *node, void *rec)
{
	struct place *place = rec;

	place->at = node;
	enter(&d->places, place->id, place);
}

/* an entry of the plan's own completes the built-in one, key by key */
void begin_place(struct decoder *d, const struct node *node, void *rec)
{
	struct place *place = rec, *built_in;
	const char *id = place->id;

	place->capacity = -1;
	place->as_of = CIVIL_NONE;
	built_in = d->built_in ? NULL : gazetteer_find(d->gazetteer, id);
	if (built_in) {
		bool used = place->used;

		*place = *built_in;
		place->resolved = false;
		place->used = used;
	}
	place->id = id;
	place->at = node;
	place->built_in = d->built_in;
}

void finish_place(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	struct place *place = rec;
	const struct field *fields = record_place.fields;
	bool within = place->within || node_get(node, "within");
	bool between = place->between || node_get(node, "between");

#define PRESENT(key) (present >> (record_field(&record_place, key) - fields) & 1)
	if (!place->kind && !PRESENT("kind"))
		miss_key(d, node, "kind", type_place_kind.example);
	if (!place->name && !PRESENT("name"))
		miss_key(d, node, "name", record_field(&record_place, "name")->example);
	if (!place->country.code[0] && !within && !between && !PRESENT("country") && !place->city &&
	    place->kind != PLACE_CROSSING)
		miss_key(d, node, "country", type_country.example);
#undef PRESENT
	if (place->between && place->between->n != 2)
		diag_add(d->diags, PB107, node_span_of(node, "between"),
			 N_("a crossing lies between two countries, for example: %s"), "[AM, AZ]");
	if (place->kind == PLACE_CROSSING && !between && !place->country.code[0])
		miss_key(d, node, "between", "[AM, AZ]");
}

void begin_regime(struct decoder *d, const struct node *node, void *rec)
{
	struct regime *regime = rec;

	(void)d;
	regime->at = node;
	regime->valid = (struct date_range){ CIVIL_NONE, CIVIL_NONE };
}

void enter_vehicle(struct decoder *d, const struct node *node, void *rec)
{
	struct vehicle *vehicle = rec;

	vehicle->at = node;
	enter(&d->vehicles, vehicle->id, vehicle);
}

void begin_vehicle(struct decoder *d, const struct node *node, void *rec)
{
	struct vehicle *vehicle = rec;

	(void)d;
	(void)node;
	vehicle->seats = -1;
}

void enter_meeting(struct decoder *d, const struct node *node, void *rec)
{
	const struct node *id = node_get(node, "id");
	struct meeting *meeting = rec, *other;
	struct diag *diag;

	meeting->at = node;
	if (!id || id->kind != NODE_SCALAR)
		return;
	other = hash_get(&d->meetings, id->text, id->n);
	if (other) {
		diag = diag_add(d->diags, PB109, node_span(id),
				N_("another meeting has the id \"%s\" already"), id->text);
		diag_add_related(d->diags, diag, node_span_of(other->at, "id"),
				 N_("it is used here"));
	}
	enter(&d->meetings, id->text, meeting);
}

void begin_meeting(struct decoder *d, const struct node *node, void *rec)
{
	struct meeting *meeting = rec;

	meeting->at = node;
	meeting->dates = meeting->window = (struct date_range){ CIVIL_NONE, CIVIL_NONE };
	d->meeting = meeting;
	hash_release(&d->groups);
}

void finish_meeting(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	struct meeting *meeting = rec;

	(void)present;
	if (meeting->status != STATUS_DRAFT && meeting->status != STATUS_NONE &&
	    !node_get(node, "dates") && !node_get(node, "window"))
		miss_key(d, node, "dates", type_dates.example);
	if (!meeting->id)
		meeting->id = "";
	hash_release(&d->groups);
	d->meeting = NULL;
}

void begin_delegation(struct decoder *d, const struct node *node, void *rec)
{
	struct delegation *delegation = rec;
	static const struct field side = { .key = "", .type = &type_side };

	delegation->at = node;
	type_side.decode(d, &side, node->key, &delegation->side);
}

void finish_delegation(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	struct delegation *delegation = rec;

	(void)d;
	(void)present;
	/* in the short form the first is the head */
	if (node->kind != NODE_MAP && delegation->members)
		delegation->head = delegation->members->v[0].person;
}

void begin_member(struct decoder *d, const struct node *node, void *rec)
{
	struct member *member = rec;

	(void)d;
	member->at = node;
	member->from = member->until = (struct moment){ CIVIL_NONE, -1 };
}

void enter_group(struct decoder *d, const struct node *node, void *rec)
{
	struct group *group = rec;
	const struct person *person = hash_get(&d->people, group->id, strlen(group->id));
	const struct side *side = hash_get(&d->sides, group->id, strlen(group->id));

	group->at = node;
	if (person || side)
		taken(d, node, person ? person->at : side->at);
	enter(&d->groups, group->id, group);
}

void begin_contact(struct decoder *d, const struct node *node, void *rec)
{
	struct contact *contact = rec;

	(void)d;
	contact->at = node;
}

void finish_contact(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	(void)rec;
	(void)present;
	if (!node_get(node, "person") && !node_get(node, "name"))
		miss_key(d, node, "person", "leyla");
}

void begin_clearance(struct decoder *d, const struct node *node, void *rec)
{
	struct clearance *clearance = rec;

	(void)d;
	clearance->at = node;
	clearance->valid = (struct date_range){ CIVIL_NONE, CIVIL_NONE };
	clearance->requested = clearance->granted = clearance->deadline = CIVIL_NONE;
}

void begin_item(struct decoder *d, const struct node *node, void *rec)
{
	struct item *item = rec;

	item->at = node;
	item->meeting = d->meeting;
	item->time = (struct times){ -1, -1 };
	item->day = item->until = CIVIL_NONE;
	item->start = item->end = INSTANT_NONE;
	item->audience = AUDIENCE_PARTICIPANTS;
	item->kind = ITEM_KIND_COUNT;
}

/* which of the kinds' keys are there: exactly one should be */
static void find_kind(struct decoder *d, struct item *item, const struct node *node,
		      uint64_t present)
{
	uint64_t kinds = present & ((UINT64_C(1) << ITEM_KIND_COUNT) - 1);
	const struct node *second;
	const char *key;

	if (!kinds) {
		if (!d->truncated)
			diag_add(d->diags, PB105, record_span(node),
				 N_("the key that says the item's kind is missing here; write one of "
				    "session, appointment, meal, culture, press, briefing, ceremony, free, "
				    "flight, train, bus, boat, transfer, crossing, stay"));
		return;
	}
	item->kind = (uint8_t)__builtin_ctzll(kinds);
	kinds &= kinds - 1;
	if (!kinds)
		return;
	key = kind_info((enum item_kind)__builtin_ctzll(kinds))->key;
	second = node_get(node, key);
	/* what only a misspelt key stands for has that key's finding */
	if (second)
		diag_add(d->diags, PB104, record_span(second),
			 N_("an item has one kind; this one is both \"%1$s\" and \"%2$s\""),
			 kind_info((enum item_kind)item->kind)->key, key);
}

static void require(struct decoder *d, const struct node *node, const char *key)
{
	const struct field *field;

	if (node_get(node, key))
		return;
	field = record_field(&record_item, key);
	miss_key(d, node, key, field->example ? field->example : field->type->example);
}

static void check_time(struct decoder *d, struct item *item, const struct node *node)
{
	const struct node *duration = node_get(node, "duration"), *time;
	struct diag *diag;

	/* a range, which nearly all have, is all that is needed */
	if (!duration && item->time.end >= 0)
		return;
	time = node_get(node, "time");
	if (time && item->time.start >= 0 && item->time.end < 0 && !duration) {
		diag = diag_add(d->diags, PB107, node_span(time),
				N_("\"%s\" says only when it begins; write a range, or add \"duration\""),
				time->text);
		diag_set_fix(d->diags, diag, "%s-%02d:%02d", time->text,
			     (item->time.start / 60 + 1) % 24, item->time.start % 60);
		item->time.start = -1;
	} else if (duration && item->time.end >= 0) {
		diag_add(d->diags, PB107, node_span(duration),
			 N_("the end is given twice: \"time\" is a range, and \"duration\" stands here"));
	} else if (duration && !time) {
		miss_key(d, node, "time", "09:00");
	} else if (duration && item->duration.unit && item->duration.unit != DURATION_MINUTES) {
		diag_add(d->diags, PB107, node_span(duration),
			 N_("\"%1$s\" does not fit; expected: %2$s, for example: %3$s"), duration->text,
			 catalog_get(d->diags->catalog, N_("a duration in hours and minutes")), "90m");
	} else if (duration && item->duration.unit && item->time.start >= 0) {
		item->time.end = item->time.start + item->duration.n;
	}
}

void finish_item(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	struct item *item = rec;

	find_kind(d, item, node, present);
	check_time(d, item, node);
	if (item->kind == ITEM_KIND_COUNT)
		return;
	item->place_given = node_get(node, "place") != NULL;
	if (item->kind == ITEM_CROSSING) {
		require(d, node, "entering");
	} else if (item_is_leg(item)) {
		require(d, node, "from");
		require(d, node, "to");
	} else if (item->kind == ITEM_STAY) {
		require(d, node, "until");
	}
}

void begin_action(struct decoder *d, const struct node *node, void *rec)
{
	struct action *action = rec;

	(void)d;
	action->at = node;
	action->due = CIVIL_NONE;
}

void begin_day(struct decoder *d, const struct node *node, void *rec)
{
	struct special_day *day = rec;

	(void)d;
	day->at = node;
	day->date = CIVIL_NONE;
}

void begin_waiver(struct decoder *d, const struct node *node, void *rec)
{
	struct waiver *waiver = rec;

	(void)d;
	waiver->at = node;
	waiver->until = CIVIL_NONE;
}

void finish_waiver(struct decoder *d, const struct node *node, void *rec, uint64_t present)
{
	struct waiver *waiver = rec;
	bool blank = waiver->reason && !waiver->reason[strspn(waiver->reason, " \t\n")];

	(void)present;
	if (blank)
		waiver->reason = NULL;
	if (!diag_can_be_waived(waiver->check))
		diag_add(d->diags, PB113, node_span_of(node, "check"),
			 N_("PB%d cannot be waived: findings of form and of privacy always count"),
			 waiver->check);
	else if (blank || (!waiver->reason && !node_get(node, "reason") && !d->truncated))
		diag_add(d->diags, PB113, record_span(node),
			 N_("this waiver has no reason; add \"reason\", so that others can judge it"));
}
