/* mo-ours FILE.mo <LIST: the messages as our reader sees them, see mo-messages.h */
#include "base/strbuf.h"
#include "lang/catalog.h"
#include "mo-messages.h"

#include "base/banned.h"

static const char *get(void *data, const char *context, const char *id)
{
	return context ? catalog_get_in(data, context, id) : catalog_get(data, id);
}

static const char *get_plural(void *data, const char *one, const char *many, unsigned long n)
{
	return catalog_get_plural(data, one, many, n);
}

int main(int argc, char **argv)
{
	struct strbuf mo = STRBUF_INIT;
	struct catalog c;
	const struct mo_source source = { .data = &c, .get = get, .get_plural = get_plural };
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	char part[4096];
	size_t len;
	int status;

	if (!f) {
		fprintf(stderr, "usage: mo-ours FILE.mo <LIST\n");
		return 2;
	}
	while ((len = fread(part, 1, sizeof(part), f)))
		strbuf_add(&mo, part, len);
	fclose(f);
	if (catalog_init_bytes(&c, LANG_HY, mo.text, mo.len)) {
		fprintf(stderr, "mo-ours: %s: not a catalogue\n", argv[1]);
		status = 1;
	} else {
		status = mo_print_all(&source, stdin);
	}
	catalog_release(&c);
	strbuf_release(&mo);
	return status;
}
