#include "plan/read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "doc/doc.h"
#include "lang/errors.h"
#include "plan/decode.h"
#include "plan/value.h"

#include "base/banned.h"

/* a file that is being read, and who included it */
struct chain {
	const struct chain *by;
	const char *real; /* its path without links, or as it was given */
};

struct loading {
	struct plan_reader *reader;
	struct node *root;	/* of the plan, into which others are merged */
	const char *folder;	/* the plan's, as it was given, with "/" at the end; or "" */
	char *real_folder;	/* the same without links */
	struct hash seen;	/* real paths of all files read */
	VEC(const struct node *) private_includes;
	bool truncated;
};

static const char *folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : "";
}

/* does a relative path lead above where it begins? */
static bool climbs(const char *path)
{
	int depth = 0;

	while (*path && depth >= 0) {
		size_t len = strcspn(path, "/");

		if (len == 2 && !strncmp(path, "..", 2))
			depth--;
		else if (len && (len > 1 || *path != '.'))
			depth++;
		path += len + (path[len] == '/');
	}
	return depth < 0;
}

static bool is_inside(const char *real, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(real, folder, len) && (real[len] == '/' || folder[len - 1] == '/');
}

/* a pipe or device would be waited for */
static bool is_file(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISREG(st.st_mode);
}

/*
 * The path of an included file, without links, if it is there and lies in
 * the plan's folder; else NULL after a finding (a note for a private file
 * that is absent).
 */
static char *find_include(struct loading *l, const struct node *name, const char *path,
			  bool is_private)
{
	struct diags *diags = l->reader->diags;
	struct span span = node_span(name);
	char *real = realpath(path, NULL);
	int error = real ? 0 : errno;
	struct diag *diag;

	if (name->text[0] == '/' || (real ? !is_inside(real, l->real_folder) : climbs(name->text))) {
		diag_add(diags, PB110, span,
			 N_("the file \"%s\" lies outside the plan's folder; only files in it can be "
			    "included"),
			 name->text);
		free(real);
		return NULL;
	}
	if (error == ENOENT && is_private) {
		diag = diag_add(diags, PB110, span,
				N_("the private file \"%s\" is not here; private data is not known"),
				name->text);
		diag->severity = SEVERITY_NOTE;
		return NULL;
	}
	if (real && !is_file(real)) {
		diag_add(diags, PB110, span, N_("\"%s\" is no file"), name->text);
		free(real);
		return NULL;
	}
	if (!real) {
		diag_add(diags, PB110, span, N_("the file \"%1$s\" cannot be read: %2$s"), name->text,
			 error_text(diags->catalog, error));
		return NULL;
	}
	return real;
}

static bool is_repeated(struct loading *l, const struct node *name, const char *real,
			const struct chain *chain)
{
	void **slot = hash_slot(&l->seen, real, strlen(real));

	for (const struct chain *c = chain; c; c = c->by)
		if (!strcmp(c->real, real)) {
			diag_add(l->reader->diags, PB110, node_span(name),
				 N_("the file \"%s\" includes itself, directly or through others"),
				 name->text);
			return true;
		}
	if (*slot) {
		diag_add(l->reader->diags, PB110, node_span(name),
			 N_("the file \"%s\" is included twice"), name->text);
		return true;
	}
	*slot = l;
	return false;
}

/* reads a file into nodes; NULL after a finding */
static struct node *read_nodes(struct loading *l, const struct node *name, const char *path)
{
	struct plan_reader *reader = l->reader;
	struct source *source;
	struct doc doc;
	int r = sources_read(reader->sources, path, path, &source);

	if (r == -EFBIG) {
		diag_add(reader->diags, PB102, (struct span){ .file = source->file },
			 N_("the file is larger than 64 MiB"));
		l->truncated = true;
		return NULL;
	}
	if (r) {
		diag_add(reader->diags, PB110, node_span(name),
			 N_("the file \"%1$s\" cannot be read: %2$s"), name->text,
			 error_text(reader->diags->catalog, r));
		l->truncated = true;
		return NULL;
	}
	doc = doc_read(reader->arena, reader->diags, source);
	l->truncated = l->truncated || doc.truncated;
	if (doc.root && doc.root->kind != NODE_MAP && !doc.truncated) {
		diag_add(reader->diags, PB106, node_span(doc.root),
			 N_("a plan is a map and begins with \"%s\""), "pbplan: 1");
		l->truncated = true;
		return NULL;
	}
	return doc.root && doc.root->kind == NODE_MAP ? doc.root : NULL;
}

static void read_includes(struct loading *l, const struct node *map, const struct chain *chain);

static void read_include(struct loading *l, const struct node *name, const struct chain *by)
{
	struct arena *arena = l->reader->arena;
	const char *path;
	struct node *map;
	char *real;

	if (name->kind != NODE_SCALAR || !name->n) {
		l->truncated = true; /* told when the plan's own keys are decoded */
		return;
	}
	path = arena_printf(arena, "%s%s", l->folder, name->text);
	real = find_include(l, name, path, false);
	/* of what would stand there nothing is missing */
	if (!real) {
		l->truncated = true;
	} else {
		struct chain chain = { by, arena_strdup(arena, real) };

		free(real);
		if (is_repeated(l, name, chain.real, by))
			return;
		map = read_nodes(l, name, path);
		if (!map)
			return;
		read_includes(l, map, &chain);
		doc_merge(l->reader->diags, l->root, map);
	}
}

static void read_includes(struct loading *l, const struct node *map, const struct chain *chain)
{
	const struct node *list = node_get(map, "private_include"), *c;
	uint32_t n;

	if (list && list->kind == NODE_LIST)
		for NODE_EACH(p, list)
			VEC_PUSH(&l->private_includes, p);
	list = node_get(map, "include");
	if (!list)
		return;
	if (list->kind != NODE_LIST) {
		l->truncated = true; /* told when the plan's own keys are decoded */
		return;
	}
	/* what is read joins this very list */
	for (c = list->first, n = list->n; n; c = c->next, n--)
		read_include(l, c, chain);
}

static void refuse_open(struct loading *l, const struct node *value)
{
	diag_add(l->reader->diags, PB110, node_span(value->key),
		 N_("\"%1$s\" stands in a private file, which may hold nothing but %2$s"),
		 value->key->text, "people: <id>: private:");
}

/* nothing but "people: <id>: private:", for people whom the plan knows */
static bool is_private(struct loading *l, const struct node *map)
{
	const struct node *known = node_get(l->root, "people");
	struct hash ids = HASH_INIT;
	bool good = true;

	if (known && known->kind == NODE_MAP)
		for NODE_EACH(p, known)
			*hash_slot(&ids, p->key->text, p->key->n) = p;
	for NODE_EACH(c, map) {
		if (strcmp(c->key->text, "people") || c->kind != NODE_MAP) {
			refuse_open(l, c);
			good = false;
			continue;
		}
		for NODE_EACH(person, c) {
			if (!hash_get(&ids, person->key->text, person->key->n) && !l->truncated) {
				diag_add(l->reader->diags, PB108, node_span(person->key),
					 N_("\"%1$s\" is not known; expected: %2$s"),
					 person->key->text,
					 catalog_get(l->reader->diags->catalog, type_person.doc));
				good = false;
			}
			if (person->kind != NODE_MAP) {
				refuse_open(l, person);
				good = false;
			} else {
				for NODE_EACH(f, person)
					if (strcmp(f->key->text, "private")) {
						refuse_open(l, f);
						good = false;
					}
			}
		}
	}
	hash_release(&ids);
	return good;
}

static void read_private_include(struct loading *l, const struct node *name)
{
	struct arena *arena = l->reader->arena;
	const char *path, *kept;
	struct node *map;
	char *real;

	if (name->kind != NODE_SCALAR || !name->n)
		return;
	path = arena_printf(arena, "%s%s", l->folder, name->text);
	real = find_include(l, name, path, true);
	if (!real)
		return;
	kept = arena_strdup(arena, real);
	free(real);
	if (is_repeated(l, name, kept, NULL))
		return;
	map = read_nodes(l, name, path);
	if (map && is_private(l, map))
		doc_merge(l->reader->diags, l->root, map);
}

static void read_all_includes(struct loading *l, const char *path)
{
	struct arena *arena = l->reader->arena;
	char *real = realpath(path, NULL);
	struct chain chain = { NULL, arena_strdup(arena, real ? real : path) };

	free(real);
	l->folder = folder_of(arena, path);
	l->real_folder = realpath(*l->folder ? l->folder : ".", NULL);
	*hash_slot(&l->seen, chain.real, strlen(chain.real)) = l;
	if (l->real_folder)
		read_includes(l, l->root, &chain);
	for (size_t i = 0; l->real_folder && i < l->private_includes.n; i++)
		read_private_include(l, l->private_includes.v[i]);
	free(l->real_folder);
}

/* a later version may mean other things by the same words */
static bool is_newer(const struct node *root)
{
	const struct node *version = node_get(root, "pbplan");
	int n;

	return version && version->kind == NODE_SCALAR && value_count(version->text, &n) && n > 1;
}

/* bytes of records that a plan may take: so many, and these for each of its own */
#define RECORDS_MIN ((size_t)16 * 1024 * 1024)
#define RECORDS_FACTOR 12

static void decode_plan(struct loading *l, struct plan *plan)
{
	struct plan_reader *reader = l->reader;
	struct decoder d = {
		.arena = reader->arena,
		.diags = reader->diags,
		.zones = reader->zones,
		.gazetteer = reader->gazetteer,
		.plan = plan,
		.truncated = l->truncated,
		.offers = 2000000,
		.room = RECORDS_MIN,
	};

	for (size_t i = 0; i < reader->sources->list.n; i++)
		d.room += reader->sources->list.v[i]->len * RECORDS_FACTOR;
	if (is_newer(l->root)) {
		struct field field = { .key = "pbplan", .type = &type_version };

		decode_field(&d, &field, node_get(l->root, "pbplan"), &plan->version);
		return;
	}
	decode_record(&d, &record_plan, l->root, plan);
	resolve_plan(&d);
	plan->complete = !d.truncated;
	plan->texts = arena_alloc(reader->arena, sizeof(*plan->texts) +
							 xmul(d.texts.n, sizeof(d.texts.v[0])));
	plan->texts->n = d.texts.n;
	if (d.texts.n)
		memcpy(plan->texts->v, d.texts.v, d.texts.n * sizeof(d.texts.v[0]));
	VEC_RELEASE(&d.texts);
	hash_release(&d.sides);
	hash_release(&d.people);
	hash_release(&d.places);
	hash_release(&d.vehicles);
	hash_release(&d.meetings);
	hash_release(&d.groups);
}

int plan_read(struct plan_reader *reader, const char *path, struct plan *ret_plan)
{
	return plan_read_beside(reader, path, path, ret_plan);
}

int plan_read_beside(struct plan_reader *reader, const char *path, const char *beside,
		     struct plan *ret_plan)
{
	struct loading l = { .reader = reader };
	struct source *source;
	struct doc doc;
	int r = sources_read(reader->sources, path, strcmp(path, "-") ? path : "<stdin>", &source);

	if (r && r != -EFBIG)
		return r;
	*ret_plan = (struct plan){ 0 };
	if (r) {
		diag_add(reader->diags, PB102, (struct span){ .file = source->file },
			 N_("the file is larger than 64 MiB"));
		return 0;
	}
	doc = doc_read(reader->arena, reader->diags, source);
	l.truncated = doc.truncated;
	l.root = doc.root;
	if (l.root && l.root->kind == NODE_MAP) {
		read_all_includes(&l, beside);
		decode_plan(&l, ret_plan);
	} else if (!doc.truncated) {
		diag_add(reader->diags, PB106,
			 l.root ? node_span(l.root)
				: (struct span){ .line = 1, .column = 1, .end_line = 1, .end_column = 1,
						 .file = source->file },
			 N_("a plan is a map and begins with \"%s\""), "pbplan: 1");
	}
	hash_release(&l.seen);
	VEC_RELEASE(&l.private_includes);
	return 0;
}
