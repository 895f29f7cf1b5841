/*
 * Everybody of a meeting, with what the office must know to reach and to
 * receive them.
 */
#include "render/list-make.h"

#include "base/banned.h"

enum {
	MEETING,
	SIDE,
	NAME,
	PART,
	ROLE,
	POSITION,
	AFFILIATION,
	LANGUAGES,
	EMAIL,
	PHONE,
	PRIVATE_EMAIL,
	ADDRESS,
	DIET,
	FROM,
	UNTIL,
	ANSWER,
	ANSWERED,
	NOTES,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
	[MEETING] = { "meeting", N_("meeting"), 0, 1 },
	[SIDE] = { "side", N_("delegation"), 0, 2 },
	[NAME] = { "name", N_("name"), COLUMN_NAMES, 0 },
	/* TRANSLATORS: the head of a column: head of the delegation, member, staff … */
	[PART] = { "part", N_("part"), 0, 0 },
	/* TRANSLATORS: the head of a column: interpreter, driver, security … */
	[ROLE] = { "role", N_("function"), 0, 0 },
	[POSITION] = { "position", N_("position"), COLUMN_WIDE, 0 },
	[AFFILIATION] = { "affiliation", N_("institution"), COLUMN_WIDE, 0 },
	[LANGUAGES] = { "languages", N_("languages"), 0, 0 },
	[EMAIL] = { "email", N_("e-mail"), 0, 0 },
	[PHONE] = { "phone", N_("telephone"), 0, 0 },
	[PRIVATE_EMAIL] = { "private_email", N_("private e-mail"), 0, 0 },
	[ADDRESS] = { "address", N_("address"), COLUMN_WIDE, 0 },
	/* TRANSLATORS: the head of a column: what a kitchen must know. */
	[DIET] = { "diet", N_("diet"), 0, 0 },
	/* TRANSLATORS: the head of a column: from when on somebody takes part. */
	[FROM] = { "from", N_("there from"), 0, 0 },
	/* TRANSLATORS: the head of a column: until when somebody takes part. */
	[UNTIL] = { "until", N_("there until"), 0, 0 },
	/* TRANSLATORS: the head of a column: what somebody answered to the invitation. */
	[ANSWER] = { "answer", N_("answer"), 0, 0 },
	/* TRANSLATORS: the head of a column: the day on which somebody answered. */
	[ANSWERED] = { "answered", N_("answered on"), 0, 0 },
	[NOTES] = { "notes", N_("notes"), COLUMN_WIDE, 0 },
};

static const struct table_info people = { "people", N_("People"), columns, COLUMNS };

static const char *languages_of(struct list_maker *m, const struct person *person)
{
	struct strbuf list = STRBUF_INIT;
	const char *kept;

	for (size_t i = 0; i < LIST_N(person->speaks); i++)
		strbuf_addf(&list, "%s%s", i ? ", " : "", person->speaks->v[i]);
	kept = arena_strndup(m->arena, list.text, list.len);
	strbuf_release(&list);
	return kept;
}

static void set_moment(struct list_maker *m, size_t column, struct moment at)
{
	const char *day = list_day(m, DATE_PLAIN, at.day), *iso = list_iso_day(m, at.day);

	if (at.day == CIVIL_NONE)
		return;
	if (at.minute >= 0) {
		day = arena_printf(m->arena, "%s, %02d:%02d", day, at.minute / 60, at.minute % 60);
		iso = arena_printf(m->arena, "%s %02d:%02d", iso, at.minute / 60, at.minute % 60);
	}
	table_set_value(m->table, column, day, iso);
}

static const char *answer_word(struct list_maker *m, enum list_answer answer)
{
	static const char *const words[] = {
		/* TRANSLATORS: what somebody answered to an invitation, in a column of a list. */
		[LIST_ANSWER_AWAITED] = N_("no answer yet"),
		/* TRANSLATORS: what somebody answered to an invitation, in a column of a list. */
		[LIST_ANSWER_ACCEPTED] = N_("comes"),
		/* TRANSLATORS: what somebody answered to an invitation, in a column of a list. */
		[LIST_ANSWER_DECLINED] = N_("does not come"),
		/* TRANSLATORS: what somebody answered to an invitation, in a column of a list. */
		[LIST_ANSWER_TENTATIVE] = N_("may come"),
		/* TRANSLATORS: what somebody answered to an invitation, in a column of a list. */
		[LIST_ANSWER_DELEGATED] = N_("sends somebody else"),
		/* TRANSLATORS: what somebody answered to an invitation, in a column of a list. */
		[LIST_ANSWER_PROPOSED] = N_("proposes another time"),
	};

	return answer == LIST_ANSWER_NONE ? "" : list_say(m, words[answer]);
}

static void set_answer(struct list_maker *m, const struct person *person)
{
	const struct list_answers *answers = m->q->answers;
	enum list_answer answer;
	instant at = INSTANT_NONE;

	if (!answers)
		return;
	answer = answers->get(answers, m->meeting, person, &at);
	table_set(m->table, ANSWER, answer_word(m, answer));
	if (answer > LIST_ANSWER_AWAITED && at != INSTANT_NONE)
		list_set_day(m, m->table, ANSWERED, DATE_PLAIN, meeting_today(m->meeting, at));
}

static void add_person(struct list_maker *m, const struct list_person *p)
{
	const struct person *person = p->person;
	struct table *t = m->table;

	table_add_row(t);
	list_set_meeting(m, t, MEETING);
	table_set(t, SIDE, list_side(m, p));
	if (p->part == PART_GUEST && person->side)
		table_set_value(t, SIDE, list_side(m, p), list_text(m, person->side->name));
	table_set(t, NAME, list_name(m, person));
	table_set(t, PART, list_part_word(m, p));
	table_set(t, ROLE, list_role_word(m, person));
	table_set(t, POSITION, list_text(m, person->position));
	table_set(t, AFFILIATION, list_text(m, person->affiliation));
	table_set(t, LANGUAGES, languages_of(m, person));
	table_set(t, EMAIL, person->email);
	table_set(t, PHONE, list_phone(person));
	table_set(t, PRIVATE_EMAIL, list_private_email(person));
	table_set(t, ADDRESS, list_address(person));
	table_set(t, DIET, list_text(m, list_diet(person)));
	if (p->member) {
		set_moment(m, FROM, p->member->from);
		set_moment(m, UNTIL, p->member->until);
	}
	set_answer(m, person);
	table_set(t, NOTES, list_text(m, list_private_notes(person)));
}

static void add_people(struct list_maker *m)
{
	for (size_t i = 0; i < m->n_people && list_goes_on(m); i++)
		if (list_shows(m, &m->people[i]))
			add_person(m, &m->people[i]);
}

const struct list_kind_maker list_people = { { &people, NULL }, add_people };
