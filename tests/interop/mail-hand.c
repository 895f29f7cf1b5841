/*
 * Hands a message to the mail program, as `pbplan invite --send` does:
 *
 *	mail-hand COMMAND FROM TO FILE
 *
 * Prints the outcome and its code, numbers, and what the program said.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "publish/sendmail.h"

static int nothing(void *context)
{
	(void)context;
	return 0;
}

int main(int argc, char **argv)
{
	struct strbuf text = STRBUF_INIT;
	struct sendmail_result result;
	struct sendmail program;
	FILE *file = argc == 5 ? fopen(argv[4], "rb") : NULL;
	int c;

	if (!file || sendmail_find(&program, argv[1], getenv))
		return 99;
	while ((c = getc(file)) != EOF)
		strbuf_addch(&text, (char)c);
	fclose(file);
	sendmail_deliver(&program, argv[2], argv[3], text.text, text.len, nothing, NULL, &result);
	printf("%d %d %s\n", result.outcome, result.code, result.said);
	sendmail_release(&program);
	strbuf_release(&text);
	return 0;
}
