/*
 * mo-oracle DIRECTORY DOMAIN <LIST: the messages as libintl sees them in
 * DIRECTORY/<language of the locale>/LC_MESSAGES/DOMAIN.mo, see
 * mo-messages.h.  Status 77 if the locale of the environment is not there.
 */
#include <libintl.h>
#include <locale.h>

#include "base/strbuf.h"
#include "mo-messages.h"

#include "base/banned.h"

static const char *get(void *data, const char *context, const char *id)
{
	struct strbuf *key = data;
	const char *text;

	if (!context)
		return gettext(id);
	strbuf_reset(key);
	strbuf_addf(key, "%s\004%s", context, id);
	text = gettext(key->text);
	return text == key->text ? id : text;
}

static const char *get_plural(void *data, const char *one, const char *many, unsigned long n)
{
	(void)data;
	return ngettext(one, many, n);
}

int main(int argc, char **argv)
{
	struct strbuf key = STRBUF_INIT;
	const struct mo_source source = { .data = &key, .get = get, .get_plural = get_plural };
	int status;

	if (argc != 3) {
		fprintf(stderr, "usage: mo-oracle DIRECTORY DOMAIN <LIST\n");
		return 2;
	}
	if (!setlocale(LC_ALL, "")) {
		fprintf(stderr, "mo-oracle: no such locale\n");
		return 77;
	}
	if (!bindtextdomain(argv[2], argv[1]) || !bind_textdomain_codeset(argv[2], "UTF-8") ||
	    !textdomain(argv[2]))
		return 2;
	status = mo_print_all(&source, stdin);
	strbuf_release(&key);
	return status;
}
