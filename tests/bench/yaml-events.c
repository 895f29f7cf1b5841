/*
 * The least that reading YAML can cost: a file's bytes through libyaml,
 * every event thrown away.  Prints how many there were.
 */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static size_t count_events(const unsigned char *text, size_t len)
{
	yaml_parser_t parser;
	yaml_event_t event;
	size_t n = 0;
	int done = 0;

	if (!yaml_parser_initialize(&parser))
		return 0;
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, text, len);
	while (!done && yaml_parser_parse(&parser, &event)) {
		n++;
		done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return done ? n : 0;
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "re") : NULL;
	unsigned char *text = NULL;
	size_t len = 0, n;
	long size;

	if (!file || fseek(file, 0, SEEK_END) || (size = ftell(file)) < 0 ||
	    fseek(file, 0, SEEK_SET))
		return 2;
	text = malloc((size_t)size + 1);
	if (text)
		len = fread(text, 1, (size_t)size, file);
	fclose(file);
	n = len == (size_t)size ? count_events(text, len) : 0;
	free(text);
	printf("%zu\n", n);
	return n ? 0 : 1;
}
