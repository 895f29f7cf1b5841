/*
 * Reads descriptions of messages from standard input and writes each as
 * mail_add() makes it to the file that it names.  A description is a row of
 * texts, each with its length in a line before it ("12\n" and 12 bytes), "-"
 * for none:
 *
 *	file, name and address of the sender, of the recipient, subject,
 *	Message-ID, date (seconds), language (a number), text, method, calendar,
 *	attachment's name, attachment
 *
 * Prints "file\tresult" for each.
 */
#include <stdio.h>
#include <stdlib.h>

#include "render/mail.h"

/* false at the end of input */
static bool read_text(char **ret_text, size_t *ret_len)
{
	char line[32];
	char *text;
	size_t len;

	if (!fgets(line, sizeof(line), stdin))
		return false;
	*ret_text = NULL;
	*ret_len = 0;
	if (line[0] == '-')
		return true;
	len = strtoul(line, NULL, 10);
	text = malloc(len + 1);
	if (!text || fread(text, 1, len, stdin) != len)
		exit(99);
	text[len] = '\0';
	*ret_text = text;
	*ret_len = len;
	return true;
}

static bool read_message(char **ret_file, struct mail *mail, char *texts[14])
{
	size_t lens[14];

	for (int i = 0; i < 14; i++)
		if (!read_text(&texts[i], &lens[i]))
			return false;
	*ret_file = texts[0];
	*mail = (struct mail){
		.from_name = texts[1],
		.from = texts[2],
		.to_name = texts[3],
		.to = texts[4],
		.subject = texts[5],
		.message_id = texts[6],
		.date = strtoll(texts[7], NULL, 10),
		.language = (enum lang)strtol(texts[8], NULL, 10),
		.text = texts[9],
		.method = texts[10],
		.calendar = texts[11],
		.calendar_len = lens[11],
		.attachment_name = texts[12],
		.attachment = texts[13],
		.attachment_len = lens[13],
	};
	return true;
}

static void write_message(const char *path, const struct strbuf *text)
{
	FILE *file = fopen(path, "wb");

	if (!file || fwrite(text->text, 1, text->len, file) != text->len || fclose(file))
		exit(99);
}

int main(void)
{
	struct strbuf out = STRBUF_INIT;
	struct mail mail;
	char *texts[14], *path;

	while (read_message(&path, &mail, texts)) {
		int r = mail_add(&out, &mail);

		printf("%s\t%d\n", path, r);
		write_message(path, &out);
		strbuf_reset(&out);
		for (int i = 0; i < 14; i++)
			free(texts[i]);
	}
	strbuf_release(&out);
	return 0;
}
