#include "publish/sendmail.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"

#include "base/banned.h"

#define BLANKS " \t\r\n"

/* what execvp(3) takes if there is no PATH */
#define USUAL_PATH "/bin:/usr/bin"
/* where sendmail is on systems that keep it from users' PATH */
#define SENDMAIL_PATH "/usr/sbin:/usr/lib"

void sendmail_release(struct sendmail *program)
{
	if (!program)
		return;
	for (size_t i = 0; i < program->argv.n; i++)
		free(program->argv.v[i]);
	VEC_RELEASE(&program->argv);
	free(program->looked_for);
	*program = (struct sendmail){ 0 };
}

static void split(struct sendmail *program, const char *command)
{
	for (const char *p = command + strspn(command, BLANKS); *p; p += strspn(p, BLANKS)) {
		struct strbuf word = STRBUF_INIT;
		size_t n = strcspn(p, BLANKS);

		strbuf_add(&word, p, n);
		VEC_PUSH(&program->argv, strbuf_detach(&word, NULL));
		p += n;
	}
}

static int check(const char *path)
{
	struct stat st;

	if (stat(path, &st))
		return -errno;
	if (!S_ISREG(st.st_mode))
		return -EACCES;
	return access(path, X_OK) ? -errno : 0;
}

/*
 * Looks for a name in folders, as "/bin:/usr/bin"; one that is not absolute,
 * the folder where somebody happens to be, is not looked into.
 */
static int look_for(const char *name, const char *folders, char **ret_path)
{
	int result = -ENOENT;

	for (size_t n; *folders; folders += folders[n] ? n + 1 : n) {
		struct strbuf path = STRBUF_INIT;
		int r = -ENOENT;

		n = strcspn(folders, ":");
		if (*folders == '/') {
			strbuf_add(&path, folders, n);
			strbuf_addf(&path, "/%s", name);
			r = check(path.text);
		}
		if (!r) {
			*ret_path = strbuf_detach(&path, NULL);
			return 0;
		}
		if (r == -EACCES)
			result = r;
		strbuf_release(&path);
	}
	return result;
}

/* the first word becomes a path */
static int find_command(struct sendmail *program, const char *command, const char *folders)
{
	char *path;
	int r;

	split(program, command);
	if (!program->argv.n)
		return -EINVAL;
	program->looked_for = xstrdup(program->argv.v[0]);
	if (strchr(program->argv.v[0], '/'))
		return check(program->argv.v[0]);
	r = look_for(program->argv.v[0], folders, &path);
	if (r)
		return r;
	free(program->argv.v[0]);
	program->argv.v[0] = path;
	return 0;
}

static int find_usual(struct sendmail *program, const char *folders)
{
	char *path;
	int r = look_for("sendmail", folders, &path);

	program->looked_for = xstrdup("sendmail, /usr/sbin/sendmail, /usr/lib/sendmail, msmtp");
	if (r)
		r = look_for("sendmail", SENDMAIL_PATH, &path);
	if (r)
		r = look_for("msmtp", folders, &path);
	if (!r)
		VEC_PUSH(&program->argv, path);
	return r;
}

int sendmail_find(struct sendmail *ret_program, const char *command, char *(*get)(const char *name))
{
	const char *folders = get("PATH");

	*ret_program = (struct sendmail){ 0 };
	if (!folders)
		folders = USUAL_PATH;
	if (!command) {
		command = get("SENDMAIL");
		if (command && !command[strspn(command, BLANKS)])
			command = NULL;
	}
	return command ? find_command(ret_program, command, folders)
		       : find_usual(ret_program, folders);
}
