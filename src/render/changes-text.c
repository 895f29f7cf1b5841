#include "render/changes-text.h"

#include <stdlib.h>
#include <string.h>

#include "lang/text.h"
#include "plan/compare.h"
#include "render/describe-people.h"

#include "base/banned.h"

/* a text while it is made */
struct writing {
	struct strbuf *out;
	const struct change_words *w;
	const struct changes *changes;
	const struct change **visits; /* by number of the meeting; NULL: not known */
	struct strbuf line;
};

/* a line of its own, as deep as it belongs; what a plan holds cannot steer a terminal */
static void add_line(struct strbuf *out, unsigned int depth, const char *line)
{
	strbuf_addchars(out, ' ', (size_t)depth * 2);
	text_add_visible(out, line, strlen(line));
	strbuf_addch(out, '\n');
}

static const char *say(const struct writing *x, const char *msgid) __attribute__((format_arg(2)));
static const char *say(const struct writing *x, const char *msgid)
{
	return catalog_get(x->w->catalog, msgid);
}

/* "Fifth meeting (15–16 April 2027)" */
static void add_meeting(struct strbuf *out, const struct writing *x, size_t meeting)
{
	const struct change *visit = x->visits[meeting];
	const struct event *event = visit ? change_event(visit) : NULL;
	struct strbuf name = STRBUF_INIT, days = STRBUF_INIT;

	if (!event)
		return;
	change_add_name(&name, x->w, event);
	if (event->first != CIVIL_NONE)
		dates_add_range(&days, x->w->dates, x->w->lang, event->first, event->last - 1);
	if (days.len)
		strbuf_addf(out, say(x, N_("%1$s (%2$s)")), name.text, days.text);
	else
		strbuf_add(out, name.text, name.len);
	strbuf_release(&name);
	strbuf_release(&days);
}

/* adds a body below a heading, if there is any; empties it */
static void add_below(struct strbuf *out, unsigned int depth, const char *heading,
		      struct strbuf *body)
{
	if (body->len && *heading)
		add_line(out, depth, heading);
	strbuf_add(out, body->text, body->len);
	strbuf_reset(body);
}

static void add_below_meeting(struct writing *x, struct strbuf *out, unsigned int depth,
			      size_t meeting, struct strbuf *body)
{
	strbuf_reset(&x->line);
	if (body->len)
		add_meeting(&x->line, x, meeting);
	add_below(out, depth, x->line.text, body);
}

/* ------------------------------------------------------------------------ one reader */

static void add_told(struct writing *x, struct strbuf *out, unsigned int depth,
		     const struct told *told)
{
	strbuf_reset(&x->line);
	if (change_add_line(&x->line, x->w, told))
		add_line(out, depth, x->line.text);
}

static void add_material(struct writing *x, struct strbuf *out, unsigned int depth,
			 const struct notice *notice)
{
	struct strbuf body = STRBUF_INIT;

	for (size_t i = 0; i < notice->told.n; i++) {
		const struct told *told = &notice->told.v[i];
		size_t meeting = told_change(x->w->notices, told)->meeting;

		if (told->flags & TOLD_MATERIAL)
			add_told(x, &body, depth + 1, told);
		if (i + 1 == notice->told.n ||
		    told_change(x->w->notices, told + 1)->meeting != meeting)
			add_below_meeting(x, out, depth, meeting, &body);
	}
	strbuf_release(&body);
}

/* what of a record those are told whose programme names it */
static void add_named(struct writing *x, struct strbuf *out, unsigned int depth,
		      const struct record_change *named)
{
	const struct notices *notices = x->w->notices;
	struct record_change record = *named;
	uint64_t fields = record.fields & record_told_fields(record.record) &
			  record_fields_reaching(record.record, notices->reader);

	if (x->w->own)
		fields &= ~record_same_in(record.record, fields, record.old_at, record.new_at,
					  x->w->lang);
	if (!fields)
		return;
	record.kind = CHANGE_CHANGED; /* one of the plan's own may stand for one built in */
	strbuf_reset(&x->line);
	change_add_record(&x->line, x->w, &record, fields);
	add_line(out, depth, x->line.text);
}

static void add_wording(struct writing *x, struct strbuf *out, unsigned int depth,
			const struct notice *notice)
{
	const struct changes *c = x->changes;
	struct strbuf body = STRBUF_INIT;

	for (size_t i = 0; i < notice->told.n; i++)
		if (!(notice->told.v[i].flags & TOLD_MATERIAL))
			add_told(x, &body, depth + 1, &notice->told.v[i]);
	for (size_t i = 0; i < c->records.n; i++)
		if (records_have(notice->records, c->records.v[i].bit))
			add_named(x, &body, depth + 1, &c->records.v[i]);
	/* TRANSLATORS: a heading: below it nothing changes but titles, details and the like. */
	add_below(out, depth, say(x, N_("Wording only")), &body);
	strbuf_release(&body);
}

static void add_section(struct writing *x, const char *heading, const struct notice *notice)
{
	unsigned int depth = *heading ? 1 : 0;
	struct strbuf body = STRBUF_INIT;

	add_material(x, &body, depth, notice);
	add_wording(x, &body, depth, notice);
	if (body.len && x->out->len)
		strbuf_addch(x->out, '\n');
	add_below(x->out, 0, heading, &body);
	strbuf_release(&body);
}

/* ---------------------------------------------------------- those who are told the same */

/* those who share a heading */
struct sharers {
	const struct notice *notice;
	struct strbuf names;
};

/* all that a notice says, as bytes */
static const char *content_of(const struct writing *x, const struct notice *notice,
			      struct arena *arena, size_t *ret_len)
{
	size_t told_len = notice->told.n * sizeof(*notice->told.v);
	size_t bits_len = notice->records ? (x->changes->n_bits / 64 + 1) * sizeof(uint64_t) : 0;
	char *content = arena_alloc(arena, told_len + bits_len + 1);

	if (told_len)
		memcpy(content, notice->told.v, told_len);
	if (bits_len)
		memcpy(content + told_len, notice->records, bits_len);
	*ret_len = told_len + bits_len;
	return content;
}

static void add_groups(struct writing *x)
{
	const struct notices *notices = x->w->notices;
	VEC(struct sharers) groups = { 0 };
	struct hash by_content = HASH_INIT;
	struct arena scratch = ARENA_INIT;

	for (size_t i = 0; i < notices->list.n; i++) {
		const struct notice *notice = &notices->list.v[i];
		struct sharers one = { notice, STRBUF_INIT };
		size_t len;
		const char *content = content_of(x, notice, &scratch, &len);
		void **slot;

		if (!len)
			continue;
		slot = hash_slot(&by_content, content, len);
		if (!*slot) {
			VEC_PUSH(&groups, one);
			*slot = (void *)(uintptr_t)groups.n;
		}
		describe_add_name(&groups.v[(uintptr_t)*slot - 1].names,
				  change_person(x->w, notice->person));
	}
	for (size_t i = 0; i < groups.n; i++) {
		add_section(x, groups.v[i].names.text, groups.v[i].notice);
		strbuf_release(&groups.v[i].names);
	}
	VEC_RELEASE(&groups);
	hash_release(&by_content);
	arena_release(&scratch);
}

/* -------------------------------------------------------------------- for organizers */

/* that an entry of calendars will double, and what to do about it */
static void add_hint(struct writing *x, struct strbuf *out, unsigned int depth,
		     const struct change *change)
{
	struct strbuf name = STRBUF_INIT;

	if (!change->old || !change->new || !change->old->item ||
	    !strcmp(change->old->item, change->new->item))
		return;
	change_add_name(&name, x->w, change->new);
	strbuf_reset(&x->line);
	strbuf_addf(&x->line,
		    say(x, N_("%1$s: it has another id than before, so calendars that have it would "
			      "show it twice; to keep its entry, write \"id: %2$s\"")),
		    name.text, change->old->item);
	add_line(out, depth, x->line.text);
	strbuf_release(&name);
}

/* is anybody told of what an organizer is told, or of the better part of it? */
static bool is_told(const struct notices *people, const struct change *change,
		    const struct told *told)
{
	uint8_t kinds = people->told[told->change];
	bool more = (change->aspects & ~(unsigned int)EVENT_PEOPLE) || change->fields;

	/* whom an item was taken from or given to knows nothing of its move */
	return kinds >> told->kind & 1 || (kinds && !(told->kind == TOLD_CHANGED && more));
}

/* of an event what nobody else is told */
static void add_rest(struct writing *x, struct strbuf *out, unsigned int depth,
		     const struct notices *people, const struct told *told)
{
	const struct change *change = told_change(x->w->notices, told);
	uint64_t fields = told_words(x->w->notices, told) & ~notices_fields(people, change);

	if (people != x->w->notices && !is_told(people, change, told)) {
		add_told(x, out, depth, told);
	} else if (people != x->w->notices && fields) {
		strbuf_reset(&x->line);
		change_add_fields(&x->line, x->w, change, fields);
		add_line(out, depth, x->line.text);
	}
	add_hint(x, out, depth, change);
}

/* a record, but for what those who take part were told of it */
static void add_record(struct writing *x, struct strbuf *out, unsigned int depth,
		       const struct notices *people, const struct record_change *record)
{
	uint64_t fields = record->fields;
	bool was_told = records_have(people->records, record->bit);

	if (was_told)
		fields &= ~record_told_fields(record->record);
	/* beside one meeting, only what concerns it is of interest */
	if (!fields && record->kind == CHANGE_CHANGED)
		return;
	if (x->changes->meeting && !record->meeting)
		return;
	strbuf_reset(&x->line);
	change_add_record(&x->line, x->w, record, fields);
	add_line(out, depth, x->line.text);
}

static const char *meeting_id(const struct writing *x, size_t meeting)
{
	return x->visits[meeting] ? change_event(x->visits[meeting])->meeting : "";
}

static void add_organizers(struct writing *x, struct strbuf *out, unsigned int depth,
			   const struct notices *people)
{
	const struct changes *c = x->changes;
	const struct notice *all = &x->w->notices->list.v[0];
	struct strbuf body = STRBUF_INIT;
	size_t at = 0, record = 0;

	for (size_t m = 0; m < c->n_meetings; m++) {
		for (; at < all->told.n && told_change(x->w->notices, &all->told.v[at])->meeting == m;
		     at++)
			add_rest(x, &body, depth + 1, people, &all->told.v[at]);
		for (; record < c->records.n && c->records.v[record].meeting &&
		       !strcmp(c->records.v[record].meeting->id, meeting_id(x, m));
		     record++)
			add_record(x, &body, depth + 1, people, &c->records.v[record]);
		add_below_meeting(x, out, depth, m, &body);
	}
	for (; record < c->records.n; record++)
		add_record(x, &body, depth + 1, people, &c->records.v[record]);
	/* TRANSLATORS: a heading: below it stands what belongs to no meeting. */
	add_below(out, depth, say(x, N_("People, places and rules")), &body);
	strbuf_release(&body);
}

static void find_visits(struct writing *x)
{
	const struct changes *c = x->changes;

	x->visits = xcalloc(c->n_meetings + 1, sizeof(*x->visits));
	for (size_t i = 0; i < c->list.n; i++)
		if (!change_event(&c->list.v[i])->item)
			x->visits[c->list.v[i].meeting] = &c->list.v[i];
}

void changes_add_text(struct strbuf *out, const struct change_words *words,
		      const struct notices *for_organizers)
{
	const struct notices *notices = words->notices;
	struct change_words organizers = *words;
	struct strbuf text = STRBUF_INIT, body = STRBUF_INIT;
	struct writing x = { .out = &text,
			     .w = words,
			     .changes = notices->changes,
			     .line = STRBUF_INIT };

	find_visits(&x);
	if (notices->list.n && !notices->list.v[0].person)
		add_section(&x, "", &notices->list.v[0]);
	else
		add_groups(&x);
	if (!for_organizers && notices->reader == AUDIENCE_ORGANIZERS)
		for_organizers = notices;
	if (for_organizers) {
		organizers.notices = for_organizers;
		organizers.own = false;
		x.w = &organizers;
		add_organizers(&x, &body, for_organizers == notices ? 0 : 1, notices);
		if (body.len && text.len)
			strbuf_addch(&text, '\n');
		/* TRANSLATORS: a heading: what follows is not for those who take part. */
		add_below(&text, 0,
			  for_organizers == notices ? "" : say(&x, N_("For organizers")), &body);
	}
	strbuf_add(out, text.text, text.len);
	free(x.visits);
	strbuf_release(&x.line);
	strbuf_release(&body);
	strbuf_release(&text);
}
