/*
 * PB9xx: what leaves the house.
 */
#include <string.h>

#include "base/vec.h"
#include "check/secrets.h"
#include "check/texts.h"
#include "plan/fields.h"

#include "base/banned.h"

/* places of one secret in one text that a finding points at */
#define HITS_MAX 8

/* a secret in a text; its other places, also in other languages, follow by next */
struct hit {
	struct secret *secret;
	const struct node *node;
	size_t offset, len;
	size_t next; /* index and 1; 0: none */
	unsigned int n; /* places before it */
};

struct privacy {
	struct check_run *run;
	struct secrets secrets;
	VEC(struct hit) hits; /* of the text at hand */
	const struct node *node;
	struct hash told;
};

static void note_hit(void *data, struct secret *secret, size_t offset, size_t len)
{
	struct privacy *p = data;
	struct hit hit = { .secret = secret, .node = p->node, .offset = offset, .len = len };
	struct hit *last = secret->hit ? &p->hits.v[secret->hit - 1] : NULL;

	/* more of the same place */
	if (last && last->node == p->node && last->offset + last->len == offset + len) {
		last->offset = offset;
		last->len = len;
		return;
	}
	if (last && last->n + 1 == HITS_MAX)
		return;
	if (last) {
		last->next = p->hits.n + 1;
		hit.n = last->n + 1;
	}
	VEC_PUSH(&p->hits, hit);
	secret->hit = p->hits.n;
}

static void search(struct privacy *p, const struct node *node, bool has_digits)
{
	p->node = node;
	secrets_search(&p->secrets, node->text, node->n, has_digits, note_hit, p);
}

static struct diag *add_finding(struct check_run *run, const struct secret *secret, struct span span)
{
	const struct person *person = secret->person;
	const char *name = person->name ? check_name(run, person->name) : person->id;

	switch (secret->kind) {
	case SECRET_PHONE:
		return diag_add(run->diags, PB901, span,
				N_("the private telephone number of \"%s\" stands here, outside "
				   "\"private\"; delete it, or give it as a contact of the meeting"),
				name);
	case SECRET_PASSPORT:
		return diag_add(run->diags, PB901, span,
				N_("the passport number of \"%s\" stands here, outside \"private\"; "
				   "delete it"),
				name);
	case SECRET_EMAIL:
		return diag_add(run->diags, PB901, span,
				N_("the private mail address of \"%s\" stands here, outside \"private\"; "
				   "delete it"),
				name);
	default:
		return diag_add(run->diags, PB901, span,
				N_("the private address of \"%s\" stands here, outside \"private\"; "
				   "delete it"),
				name);
	}
}

/* where the secret stands as such */
static struct span secret_span(const struct secret *secret)
{
	const struct node *at = secret->person->private_data.at;
	const struct node *passport = node_get(at, "passport");

	switch (secret->kind) {
	case SECRET_PHONE: return node_span_of(at, "phone");
	case SECRET_PASSPORT: return node_span_of(passport ? passport : at, "number");
	case SECRET_EMAIL: return node_span_of(at, "email");
	default: return node_span_of(at, "address");
	}
}

static struct span hit_span(const struct privacy *p, const struct hit *hit)
{
	return text_span(p->run, hit->node, hit->offset, hit->len);
}

/* what never repeats the secret itself: findings are passed on */
static void report_hit(struct privacy *p, const struct hit *hit)
{
	struct check_run *run = p->run;
	struct diag *diag = add_finding(run, hit->secret, hit_span(p, hit));

	/* TRANSLATORS: where the number or address stands as private data */
	diag_add_related(run->diags, diag, secret_span(hit->secret), N_("it is private here"));
	check_set_people(run, diag, &hit->secret->person, 1);
	for (size_t i = hit->next; i; i = p->hits.v[i - 1].next)
		diag_add_related(run->diags, diag, hit_span(p, &p->hits.v[i - 1]),
				 /* TRANSLATORS: another place of the same number or address */
				 N_("it stands here, too"));
}

/* the hits of one text, in all its languages */
static void report_hits(struct privacy *p)
{
	for (size_t i = 0; i < p->hits.n; i++)
		p->hits.v[i].secret->hit = 0;
	/* by aliases, a text may be in several places and is told of once */
	if (p->hits.n && text_is_first(&p->told, p->hits.v[0].node))
		for (size_t i = 0; i < p->hits.n && !p->run->diags->full; i++)
			if (!p->hits.v[i].n)
				report_hit(p, &p->hits.v[i]);
	p->hits.n = 0;
}

static bool is_private(const struct text_use *use)
{
	return use->field >= record_private.fields &&
	       use->field < record_private.fields + record_private.n_fields;
}

/* numbers alone are looked for in the few texts that have digits */
static void search_numbers(struct privacy *p)
{
	for (const struct wording *w = texts_of(p->run)->numbers.first; w; w = w->next) {
		if (!is_private(w->use))
			search(p, w->node, true);
		if (!w->next || w->next->use != w->use)
			report_hits(p);
	}
}

static void search_texts(struct privacy *p)
{
	const struct text_uses *uses = p->run->plan->texts;

	for (size_t i = 0; i < LIST_N(uses); i++) {
		struct text_nodes nodes;

		if (is_private(&uses->v[i]))
			continue;
		text_nodes(uses->v[i].text, &nodes);
		for (size_t j = 0; nodes.v[j]; j++)
			search(p, nodes.v[j], true);
		report_hits(p);
	}
}

/* what is no text of the format and yet read by people */
static void search_string(struct privacy *p, const struct node *at, const char *key,
			  const char *string)
{
	const struct node *node = string ? node_get(at, key) : NULL;

	if (node && node->kind == NODE_SCALAR) {
		search(p, node, true);
		report_hits(p);
	}
}

static void search_waivers(struct privacy *p, const struct waivers *waivers)
{
	for (size_t i = 0; i < LIST_N(waivers); i++)
		search_string(p, waivers->v[i].at, "reason", waivers->v[i].reason);
}

static void search_places(struct privacy *p)
{
	const struct places *places = p->run->plan->places;

	for (size_t i = 0; i < LIST_N(places); i++) {
		const struct place *place = &places->v[i];

		search_string(p, place->at, "address", place->address);
		search_string(p, place->at, "source", place->source);
		for (size_t j = 0; j < LIST_N(place->regime); j++)
			search_string(p, place->regime->v[j].at, "source", place->regime->v[j].source);
	}
}

static void search_meeting(struct privacy *p, const struct meeting *m)
{
	search_waivers(p, m->waive);
	for (size_t i = 0; i < LIST_N(m->items); i++)
		search_waivers(p, m->items->v[i].waive);
	for (size_t i = 0; i < LIST_N(m->actions); i++)
		search_waivers(p, m->actions->v[i].waive);
}

static void search_strings(struct privacy *p)
{
	const struct plan *plan = p->run->plan;
	const struct node *organizer = node_get(plan->at, "organizer");

	search_string(p, organizer, "email", plan->organizer.email);
	search_string(p, organizer, "phone", plan->organizer.phone);
	for (size_t i = 0; i < LIST_N(plan->people); i++) {
		if (p->secrets.has_emails)
			search_string(p, plan->people->v[i].at, "email", plan->people->v[i].email);
		search_waivers(p, plan->people->v[i].waive);
	}
	search_places(p);
	for (size_t i = 0; i < LIST_N(plan->days); i++)
		search_string(p, plan->days->v[i].at, "source", plan->days->v[i].source);
	for (size_t i = 0; i < LIST_N(plan->meetings); i++)
		search_meeting(p, &plan->meetings->v[i]);
	search_waivers(p, plan->waive);
}

void check_private_in_text(struct check_run *run)
{
	struct privacy p = { .run = run };

	secrets_init(&p.secrets, run->plan);
	if (p.secrets.list.n) {
		if (p.secrets.has_emails || p.secrets.has_addresses)
			search_texts(&p);
		else
			search_numbers(&p);
		search_strings(&p);
	}
	VEC_RELEASE(&p.hits);
	hash_release(&p.told);
	secrets_release(&p.secrets);
}

static bool is_at_hotel(const struct item *item)
{
	const struct place *building = place_building(item->place);

	return building && building->kind == PLACE_HOTEL;
}

void check_public_detail(struct check_run *run)
{
	EACH_ITEM (item, run->plan) {
		struct span span;
		struct diag *diag;
		const char *name;

		if (item->audience != AUDIENCE_PUBLIC || item->kind == ITEM_KIND_COUNT)
			continue;
		span = item_span(item);
		name = item_name(item, run->lang);
		if (item_is_leg(item))
			diag = diag_add(run->diags, PB902, span,
					N_("\"%s\" is public and shows by which way the delegation comes"),
					name);
		else if (item->kind == ITEM_STAY)
			diag = diag_add(run->diags, PB902, span,
					N_("the stay \"%s\" is public and shows where the delegation sleeps"),
					name);
		else if (item->vehicles)
			diag = diag_add(run->diags, PB902, span,
					N_("\"%s\" is public and names the vehicle of the delegation"), name);
		else if (item->kind != ITEM_PRESS && is_at_hotel(item))
			diag = diag_add(run->diags, PB902, span,
					N_("\"%1$s\" is public and takes place at a hotel, \"%2$s\""), name,
					check_place(run, place_building(item->place)));
		else
			continue;
		diag_add_related(run->diags, diag, node_span_of(item->at, "audience"),
				 /* TRANSLATORS: the key "audience" */
				 N_("it is made public here"));
	}
}
