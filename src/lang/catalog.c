#include "lang/catalog.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/embed.h"
#include "lang/plural.h"

/*
 * A .mo file: seven numbers (magic, revision, number of messages, offsets
 * of the tables of ids and of texts, size and offset of a hash table that
 * is not needed here), then wherever the offsets say.  A table has a length
 * and an offset for each string, and the ids are sorted by their bytes.
 * msgfmt(1) writes the numbers with the low byte first on every machine.
 */
#define MO_MAGIC 0x950412DEu
#define MO_HEADER_SIZE 28
#define MO_ENTRY_SIZE 8
#define CONTEXT_END '\004'

static uint32_t number_at(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static const char *string_at(const struct catalog *c, uint32_t table, uint32_t i, size_t *ret_len)
{
	const unsigned char *entry = c->mo + table + (size_t)i * MO_ENTRY_SIZE;

	if (ret_len)
		*ret_len = number_at(entry);
	return (const char *)c->mo + number_at(entry + 4);
}

/* does the table, and every string of it with its NUL, lie in the file? */
static bool table_is_sound(const struct catalog *c, uint32_t table)
{
	if (table > c->size || c->n > (c->size - table) / MO_ENTRY_SIZE)
		return false;
	for (uint32_t i = 0; i < c->n; i++) {
		const unsigned char *entry = c->mo + table + (size_t)i * MO_ENTRY_SIZE;
		uint32_t len = number_at(entry), offset = number_at(entry + 4);

		if (offset >= c->size || len >= c->size - offset || c->mo[offset + len])
			return false;
	}
	return true;
}

static bool ids_are_sorted(const struct catalog *c)
{
	for (uint32_t i = 1; i < c->n; i++)
		if (strcmp(string_at(c, c->ids, i - 1, NULL), string_at(c, c->ids, i, NULL)) >= 0)
			return false;
	return true;
}

/* strcmp() of an id with "context\004msgid", or with msgid if there is no context */
static int compare_id(const char *id, const char *context, const char *msgid)
{
	size_t len = context ? strlen(context) : 0;
	int order;

	if (!context)
		return strcmp(id, msgid);
	order = strncmp(id, context, len);
	/* not 0 either if the id ends within the context: its NUL differs */
	if (order)
		return order;
	if (id[len] != CONTEXT_END)
		return (unsigned char)id[len] - CONTEXT_END;
	return strcmp(id + len + 1, msgid);
}

/* NULL if there is none; ret_len counts all plural forms with the NULs between them */
static const char *find(const struct catalog *c, const char *context, const char *msgid,
			size_t *ret_len)
{
	uint32_t low = 0, high = c->mo ? c->n : 0;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = compare_id(string_at(c, c->ids, middle, NULL), context, msgid);

		if (!order)
			return string_at(c, c->texts, middle, ret_len);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* the expression stands in the header, which is the text of the empty id */
static void read_plural_forms(struct catalog *c)
{
	static const char name[] = "Plural-Forms:";
	const char *line = find(c, NULL, "", NULL);

	while (line) {
		if (!strncmp(line, name, sizeof(name) - 1)) {
			c->plural = plural_parse(line + sizeof(name) - 1, &c->nplurals);
			return;
		}
		line = strchr(line, '\n');
		if (line)
			line++;
	}
}

int catalog_init_bytes(struct catalog *c, enum lang lang, const void *mo, size_t size)
{
	const struct catalog none = { .lang = lang, .nplurals = 2 };
	const unsigned char *bytes = mo;

	*c = none;
	if (size < MO_HEADER_SIZE || number_at(bytes) != MO_MAGIC || number_at(bytes + 4) >> 16 > 1)
		return -EINVAL;
	c->mo = bytes;
	c->size = size;
	c->n = number_at(bytes + 8);
	c->ids = number_at(bytes + 12);
	c->texts = number_at(bytes + 16);
	if (!table_is_sound(c, c->ids) || !table_is_sound(c, c->texts) || !ids_are_sorted(c)) {
		*c = none;
		return -EINVAL;
	}
	read_plural_forms(c);
	return 0;
}

void catalog_init(struct catalog *c, enum lang lang)
{
	const unsigned char *mo = NULL, *end = NULL;

	switch (lang) {
	case LANG_HY:
		mo = embed_hy_mo;
		end = embed_hy_mo_end;
		break;
	case LANG_AZ:
		mo = embed_az_mo;
		end = embed_az_mo_end;
		break;
	case LANG_EN:
	case LANG_COUNT: break;
	}
	/* no catalogue, or a broken one, leaves it English, which is all there is to do */
	catalog_init_bytes(c, lang, mo, mo ? (size_t)(end - mo) : 0);
}

void catalog_release(struct catalog *c)
{
	if (!c)
		return;
	free(c->plural);
	*c = (struct catalog){ .lang = c->lang, .nplurals = 2 };
}

const char *catalog_get(const struct catalog *c, const char *msgid)
{
	/* the text of the empty id is the header, which nobody asks for */
	const char *text = *msgid ? find(c, NULL, msgid, NULL) : NULL;

	return text && *text ? text : msgid;
}

const char *catalog_get_in(const struct catalog *c, const char *context, const char *msgid)
{
	const char *text = find(c, context, msgid, NULL);

	return text && *text ? text : msgid;
}

const char *catalog_get_plural(const struct catalog *c, const char *one, const char *many,
			       unsigned long n)
{
	size_t len = 0;
	const char *text = *one ? find(c, NULL, one, &len) : NULL, *form = text, *end;
	unsigned long i;

	if (!text)
		return n == 1 ? one : many;
	i = c->plural ? plural_eval(c->plural, n) : n != 1;
	if (i >= c->nplurals)
		i = 0;
	for (end = text + len; form && i; i--) {
		form = memchr(form, '\0', (size_t)(end - form));
		if (form)
			form++;
	}
	/* a form too few: the first one, as gettext does */
	if (!form)
		form = text;
	if (!*form)
		return n == 1 ? one : many;
	return form;
}
