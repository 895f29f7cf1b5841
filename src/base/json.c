#include "base/json.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/banned.h"

void json_init(struct json *json, struct strbuf *out)
{
	*json = (struct json){ .out = out, .fresh = true };
}

static void new_line(struct json *json)
{
	strbuf_addch(json->out, '\n');
	strbuf_addchars(json->out, ' ', json->depth * 2);
}

/* what stands before a value or a key */
static void before(struct json *json)
{
	if (json->keyed) {
		json->keyed = false;
		return;
	}
	if (!json->fresh)
		strbuf_addch(json->out, ',');
	json->fresh = false;
	if (json->depth)
		new_line(json);
}

void json_open(struct json *json, char bracket)
{
	before(json);
	strbuf_addch(json->out, bracket);
	json->depth++;
	json->fresh = true;
}

void json_close(struct json *json, char bracket)
{
	json->depth--;
	if (!json->fresh)
		new_line(json);
	strbuf_addch(json->out, bracket);
	json->fresh = false;
	if (!json->depth)
		strbuf_addch(json->out, '\n');
}

static void add_quoted(struct strbuf *out, const char *s)
{
	strbuf_addch(out, '"');
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\') {
			strbuf_addch(out, '\\');
			strbuf_addch(out, *s);
		} else if (c == '\n') {
			strbuf_addstr(out, "\\n");
		} else if (c < 0x20 || c == 0x7F) {
			strbuf_addf(out, "\\u%04x", c);
		} else {
			strbuf_addch(out, *s);
		}
	}
	strbuf_addch(out, '"');
}

void json_key(struct json *json, const char *key)
{
	before(json);
	add_quoted(json->out, key);
	strbuf_addstr(json->out, ": ");
	json->keyed = true;
}

void json_string(struct json *json, const char *s)
{
	before(json);
	if (s)
		add_quoted(json->out, s);
	else
		strbuf_addstr(json->out, "null");
}

void json_int(struct json *json, int64_t n)
{
	before(json);
	strbuf_addf(json->out, "%" PRId64, n);
}

void json_bool(struct json *json, bool b)
{
	json_raw(json, b ? "true" : "false");
}

void json_raw(struct json *json, const char *text)
{
	before(json);
	strbuf_addstr(json->out, text);
}

void json_put(struct json *json, const char *key, const char *s)
{
	json_key(json, key);
	json_string(json, s);
}

void json_put_int(struct json *json, const char *key, int64_t n)
{
	json_key(json, key);
	json_int(json, n);
}

void json_put_bool(struct json *json, const char *key, bool b)
{
	json_key(json, key);
	json_bool(json, b);
}

void json_put_day(struct json *json, const char *key, civil_day day)
{
	struct civil c = civil_from_day(day);
	char text[32];

	snprintf(text, sizeof(text), "%04d-%02d-%02d", c.year, c.month, c.day);
	json_put(json, key, day == CIVIL_NONE ? NULL : text);
}

void json_put_instant(struct json *json, const char *key, instant at)
{
	struct civil c;
	char text[64];
	int second;

	if (at == INSTANT_NONE) {
		json_put(json, key, NULL);
		return;
	}
	second = (int)((at % 86400 + 86400) % 86400);
	c = civil_from_day((civil_day)((at - second) / 86400));
	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day,
		 second / 3600, second / 60 % 60, second % 60);
	json_put(json, key, text);
}
