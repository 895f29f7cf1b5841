#include "render/manifest.h"

#include <errno.h>
#include <inttypes.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"

#include "base/banned.h"

#define HEADER "pbplan-manifest 1"

struct digest digest_of(const void *data, size_t len)
{
	uint64_t hash[2];

	hash_file(data, len, hash);
	return (struct digest){ hash[0], hash[1] };
}

bool digest_is(struct digest a, struct digest b)
{
	return a.a == b.a && a.b == b.b;
}

void manifest_release(struct manifest *manifest)
{
	if (!manifest)
		return;
	for (size_t i = 0; i < manifest->sources.n; i++)
		free(manifest->sources.v[i].name);
	for (size_t i = 0; i < manifest->files.n; i++)
		free(manifest->files.v[i].name);
	VEC_RELEASE(&manifest->sources);
	VEC_RELEASE(&manifest->files);
	*manifest = (struct manifest){ 0 };
}

void manifest_add_source(struct manifest *manifest, const char *path, struct digest digest,
			 size_t size, bool absent)
{
	struct manifest_file file = { xstrdup(path), digest, size, absent };

	VEC_PUSH(&manifest->sources, file);
}

void manifest_add_file(struct manifest *manifest, const char *name, struct digest digest,
		       size_t size)
{
	struct manifest_file file = { xstrdup(name), digest, size, false };

	VEC_PUSH(&manifest->files, file);
}

const struct manifest_file *manifest_file(const struct manifest *manifest, const char *name)
{
	for (size_t i = 0; i < manifest->files.n; i++)
		if (!strcmp(manifest->files.v[i].name, name))
			return &manifest->files.v[i];
	return NULL;
}

/* ------------------------------------------------------------------------ the text */

static void add_digest(struct strbuf *out, struct digest digest)
{
	strbuf_addf(out, "%016" PRIx64 "%016" PRIx64, digest.a, digest.b);
}

void manifest_add_text(struct strbuf *out, const struct manifest *manifest)
{
	strbuf_addstr(out, HEADER "\noptions ");
	add_digest(out, manifest->options);
	strbuf_addf(out, "\nday %ld\nerrors %d\n", (long)manifest->day, manifest->errors);
	for (size_t i = 0; i < manifest->sources.n; i++) {
		const struct manifest_file *f = &manifest->sources.v[i];

		if (f->absent) {
			strbuf_addf(out, "absent %s\n", f->name);
			continue;
		}
		strbuf_addstr(out, "source ");
		add_digest(out, f->digest);
		strbuf_addf(out, " %zu %s\n", f->size, f->name);
	}
	for (size_t i = 0; i < manifest->files.n; i++) {
		const struct manifest_file *f = &manifest->files.v[i];

		strbuf_addstr(out, "file ");
		add_digest(out, f->digest);
		strbuf_addf(out, " %zu %s\n", f->size, f->name);
	}
}

static bool parse_digest(const char **s, struct digest *ret_digest)
{
	uint64_t parts[2] = { 0, 0 };

	for (int i = 0; i < 32; i++) {
		char c = (*s)[i];
		unsigned int digit = c >= '0' && c <= '9'   ? (unsigned int)(c - '0')
				     : c >= 'a' && c <= 'f' ? (unsigned int)(c - 'a') + 10
							    : 16;

		if (digit == 16)
			return false;
		parts[i / 16] = parts[i / 16] << 4 | digit;
	}
	*s += 32;
	*ret_digest = (struct digest){ parts[0], parts[1] };
	return true;
}

/* "8d1f… 5120 name" */
static bool parse_file(const char *s, struct digest *ret_digest, size_t *ret_size,
		       const char **ret_name)
{
	char *end;

	if (!parse_digest(&s, ret_digest) || *s++ != ' ')
		return false;
	errno = 0;
	*ret_size = strtoul(s, &end, 10);
	if (errno || end == s || *end != ' ' || !end[1])
		return false;
	*ret_name = end + 1;
	return true;
}

/* a manifest may have been tampered with: it must not name anything outside */
static bool is_calendar_name(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && name[0] != '.' && !strchr(name, '/') && !strcmp(name + len - 4, ".ics");
}

static bool parse_line(struct manifest *m, const char *line)
{
	struct digest digest;
	const char *name;
	size_t size;
	char *end;

	if (!strncmp(line, "options ", 8)) {
		line += 8;
		return parse_digest(&line, &m->options) && !*line;
	}
	if (!strncmp(line, "day ", 4)) {
		m->day = (civil_day)strtol(line + 4, &end, 10);
		return end > line + 4 && !*end;
	}
	if (!strncmp(line, "errors ", 7)) {
		m->errors = strcmp(line + 7, "0") != 0;
		return true;
	}
	if (!strncmp(line, "absent ", 7)) {
		manifest_add_source(m, line + 7, (struct digest){ 0, 0 }, 0, true);
		return true;
	}
	if (!strncmp(line, "source ", 7) && parse_file(line + 7, &digest, &size, &name)) {
		manifest_add_source(m, name, digest, size, false);
		return true;
	}
	if (!strncmp(line, "file ", 5) && parse_file(line + 5, &digest, &size, &name) &&
	    is_calendar_name(name)) {
		manifest_add_file(m, name, digest, size);
		return true;
	}
	return false;
}

bool manifest_parse(struct manifest *ret_manifest, const char *text, size_t len)
{
	struct manifest m = { 0 };
	struct strbuf line = STRBUF_INIT;
	bool good = true;
	size_t n = 0;

	for (size_t at = 0; at < len && good; n++) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t to = end ? (size_t)(end - text) : len;

		strbuf_reset(&line);
		strbuf_add(&line, text + at, to - at);
		good = n ? parse_line(&m, line.text) : !strcmp(line.text, HEADER);
		at = to + 1;
	}
	strbuf_release(&line);
	if (!good || !n) {
		manifest_release(&m);
		*ret_manifest = m;
		return false;
	}
	*ret_manifest = m;
	return true;
}

/* ---------------------------------------------------------------------- comparing */

static bool same_file(const struct manifest_file *a, const struct manifest_file *b)
{
	return !strcmp(a->name, b->name) && digest_is(a->digest, b->digest) && a->size == b->size &&
	       a->absent == b->absent;
}

bool manifest_is_same(const struct manifest *a, const struct manifest *b)
{
	if (!digest_is(a->options, b->options) || a->errors != b->errors ||
	    a->sources.n != b->sources.n || a->files.n != b->files.n)
		return false;
	for (size_t i = 0; i < a->sources.n; i++)
		if (!same_file(&a->sources.v[i], &b->sources.v[i]))
			return false;
	for (size_t i = 0; i < a->files.n; i++)
		if (!same_file(&a->files.v[i], &b->files.v[i]))
			return false;
	return true;
}

static bool is_as_it_was(int folder, const struct manifest_file *file, struct strbuf *text)
{
	int fd = openat(folder, file->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	ssize_t n = 0;

	if (fd < 0)
		return file->absent && errno == ENOENT;
	strbuf_reset(text);
	if (!file->absent && !fstat(fd, &st) && S_ISREG(st.st_mode) &&
	    (uintmax_t)st.st_size == file->size) {
		strbuf_grow(text, file->size + 1);
		while (text->len <= file->size &&
		       (n = read(fd, text->text + text->len, file->size + 1 - text->len)) > 0)
			text->len += (size_t)n;
	} else {
		n = -1;
	}
	close(fd);
	return n == 0 && text->len == file->size &&
	       digest_is(digest_of(text->text, text->len), file->digest);
}

bool manifest_holds(const struct manifest *manifest, struct out *out)
{
	struct strbuf text = STRBUF_INIT;
	bool holds = manifest->sources.n > 0;

	for (size_t i = 0; i < manifest->sources.n && holds; i++)
		holds = is_as_it_was(AT_FDCWD, &manifest->sources.v[i], &text);
	for (size_t i = 0; i < manifest->files.n && holds; i++)
		holds = is_as_it_was(out->fd, &manifest->files.v[i], &text);
	strbuf_release(&text);
	return holds;
}
