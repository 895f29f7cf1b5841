/*
 * Writes JSON (RFC 8259), indented by two blanks.  The caller opens and
 * closes; commas and line ends come by themselves.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/strbuf.h"

struct json {
	struct strbuf *out;
	unsigned int depth;
	bool fresh; /* nothing written yet in the innermost object or array */
	bool keyed; /* a key was written and waits for its value */
};

void json_init(struct json *json, struct strbuf *out);
void json_open(struct json *json, char bracket); /* '{' or '[' */
void json_close(struct json *json, char bracket); /* '}' or ']' */
void json_key(struct json *json, const char *key);
void json_string(struct json *json, const char *s); /* UTF-8; NULL writes null */
void json_int(struct json *json, int64_t n);
void json_bool(struct json *json, bool b);
/* text that is JSON already */
void json_raw(struct json *json, const char *text);

/* key and value in one */
void json_put(struct json *json, const char *key, const char *s);
void json_put_int(struct json *json, const char *key, int64_t n);
void json_put_bool(struct json *json, const char *key, bool b);
/* "2027-04-15T07:30:00Z"; null for INSTANT_NONE */
void json_put_instant(struct json *json, const char *key, instant at);
/* "2027-04-15"; null for CIVIL_NONE */
void json_put_day(struct json *json, const char *key, civil_day day);

#endif
