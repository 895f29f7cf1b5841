/*
 * For the comparison of our reader of .mo files with libintl's: both
 * programs read the same list of messages and print what they make of it
 * in the same form.
 *
 * A line of the list has the context, the id and the plural id of a
 * message, as in a .po file with its quotes and escapes, separated by tabs;
 * what a message lacks is empty.
 */
#ifndef MO_MESSAGES_H
#define MO_MESSAGES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MO_LAST_NUMBER 200

struct mo_source {
	void *data;
	/* context may be NULL; the result may be in a buffer that the next call changes */
	const char *(*get)(void *data, const char *context, const char *id);
	const char *(*get_plural)(void *data, const char *one, const char *many, unsigned long n);
};

/* undoes the escapes of a quoted string in place; NULL if it is empty, without quotes even */
static inline char *mo_unquote(char *quoted)
{
	static const char escapes[] = "n\nt\tr\ra\ab\bf\fv\v";
	char *out = quoted;

	if (*quoted != '"')
		return NULL;
	for (char *p = quoted + 1; *p && *p != '"'; p++) {
		const char *escape;

		if (*p == '\\' && p[1]) {
			escape = strchr(escapes, *++p);
			*out++ = escape && escape[1] ? escape[1] : *p;
		} else {
			*out++ = *p;
		}
	}
	*out = '\0';
	return quoted;
}

/* cuts the line at its next tab or end */
static inline char *mo_field(char **line)
{
	char *field = *line;

	*line += strcspn(*line, "\t\n");
	if (**line)
		*(*line)++ = '\0';
	return mo_unquote(field);
}

/* the exit status of main() */
static inline int mo_print_all(const struct mo_source *source, FILE *list)
{
	char *line = NULL;
	size_t room = 0, count = 0;

	while (getline(&line, &room, list) > 0) {
		char *rest = line;
		const char *context = mo_field(&rest), *id = mo_field(&rest);
		const char *plural = mo_field(&rest);

		if (!id)
			continue;
		count++;
		printf("[%s] %s\n= %s\n", context ? context : "", id,
		       source->get(source->data, context, id));
		if (!plural || context)
			continue;
		for (unsigned long n = 0; n <= MO_LAST_NUMBER; n++)
			printf("%lu %s\n", n, source->get_plural(source->data, id, plural, n));
	}
	printf("%zu messages\n", count);
	free(line);
	return ferror(list) || fflush(stdout) ? 1 : 0;
}

#endif
