/*
 * Files are written whole or not at all, only if they differ, and leave
 * nothing behind.
 */
#include "base/out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include "tap.h"

static char dir[] = "/tmp/test-out-XXXXXX";

static void write_old(const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
}

static const char *read_back(const char *name)
{
	static char text[256];
	char path[256];
	size_t n;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "r");
	if (!file)
		return NULL;
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	fclose(file);
	return text;
}

static unsigned int count_files(void)
{
	DIR *d = opendir(dir);
	unsigned int n = 0;

	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

static void test_batch(void)
{
	struct out out;
	bool changed;

	write_old("same", "same");
	write_old("other", "old");
	write_old("gone", "gone");
	is_int(out_open(&out, dir), 0, "open");
	is_int(out_put(&out, "same", 0666, "same", 4, &changed), 0, "put the same");
	ok(!changed, "is no change");
	is_int(out_put(&out, "other", 0666, "new", 3, &changed), 0, "put another");
	ok(changed, "is a change");
	is_int(out_put(&out, "private", 0600, "", 0, &changed), 0, "put an empty file");
	ok(changed, "is a change too");
	is_int(out_remove(&out, "gone"), 0, "remove");
	is_int(out_remove(&out, "never"), 0, "remove what is not there");
	is_str(read_back("other"), "old", "nothing is done before the commit");
	is_str(read_back("gone"), "gone", "nor removed");
	is_int(out_commit(&out), 0, "commit");
	out_release(&out);
	is_str(read_back("other"), "new", "written");
	is_str(read_back("private"), "", "made");
	is_str(read_back("gone"), NULL, "removed");
	is_int(count_files(), 3, "nothing else is left");
}

static void test_no_commit(void)
{
	struct out out;
	bool changed;

	out_open(&out, dir);
	out_put(&out, "other", 0666, "newer", 5, &changed);
	out_put(&out, "more", 0666, "more", 4, &changed);
	is_int(count_files(), 5, "two temporary files");
	out_release(&out);
	is_str(read_back("other"), "new", "without a commit the old file stays");
	is_int(count_files(), 3, "and no temporary does");
}

static void test_modes(void)
{
	struct out out;
	struct stat st;
	char path[256];
	bool changed;

	snprintf(path, sizeof(path), "%s/private", dir);
	stat(path, &st);
	is_int(st.st_mode & 0777, 0600, "private data is for its owner");
	snprintf(path, sizeof(path), "%s/other", dir);
	stat(path, &st);
	is_int(st.st_mode & 0777, 0640, "the rest is the umask's");
	out_open(&out, dir);
	out_put(&out, "other", 0600, "new", 3, &changed);
	ok(changed, "what others can read is written anew for its owner");
	out_commit(&out);
	out_release(&out);
	stat(path, &st);
	is_int(st.st_mode & 0777, 0600, "and then is for its owner");
}

static void test_stale(void)
{
	struct out out;
	bool changed;

	write_old(".pbplan-abc123.tmp", "half");
	write_old(".pbplan-manifest", "ours");
	write_old(".pbplan-abc123.tmp.txt", "not ours");
	out_open(&out, dir);
	out_put(&out, "other", 0600, "newest", 6, &changed);
	out_commit(&out);
	out_release(&out);
	is_str(read_back(".pbplan-abc123.tmp"), NULL, "what a killed run left goes");
	is_str(read_back(".pbplan-manifest"), "ours", "nothing else does");
	is_str(read_back(".pbplan-abc123.tmp.txt"), "not ours", "nor this");
}

static void test_folders(void)
{
	struct out out;
	char path[256];

	snprintf(path, sizeof(path), "%s/a/b/c/", dir);
	is_int(out_open(&out, path), 0, "folders are made");
	out_release(&out);
	is_int(access(path, F_OK), 0, "all of them");
	snprintf(path, sizeof(path), "%s/other/b", dir);
	is_int(out_open(&out, path), -ENOTDIR, "not within a file");
	out_release(&out);
	is_int(out_open(&out, ""), -ENOENT, "no name");
	out_release(&out);
}

static void test_again(void)
{
	struct out out, again;
	bool changed;
	unsigned int before = count_files();

	out_open(&out, dir);
	out_put(&out, "later", 0600, "later", 5, &changed);
	is_int(out_open_again(&again, &out), 0, "another batch in an open folder");
	out_put(&again, "now", 0600, "now", 3, &changed);
	is_int(out_commit(&again), 0, "is done at once");
	is_int(out_commit(&again), 0, "and once only");
	is_str(read_back("now"), "now", "its file is there");
	is_str(read_back("later"), NULL, "that of the first not yet");
	out_remove(&again, "now");
	out_commit(&again);
	out_release(&again);
	is_int(out_commit(&out), 0, "the first is not disturbed");
	is_str(read_back("later"), "later", "its file is there");
	out_remove(&out, "later");
	out_commit(&out);
	out_release(&out);
	is_int(count_files(), before, "nothing is left of both");
}

/* a file that grows too large stands for a full disk */
static void test_full(void)
{
	struct rlimit small = { 1000, RLIM_INFINITY }, old;
	struct out out;
	bool changed;
	char text[2000];
	unsigned int before = count_files();

	memset(text, 'x', sizeof(text));
	getrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_IGN);
	out_open(&out, dir);
	is_int(out_put(&out, "first", 0666, "first", 5, &changed), 0, "the first fits");
	setrlimit(RLIMIT_FSIZE, &small);
	is_int(out_put(&out, "other", 0666, text, sizeof(text), &changed), -EFBIG, "full");
	setrlimit(RLIMIT_FSIZE, &old);
	is_str(out.failed, "other", "it is known which");
	out_release(&out);
	is_str(read_back("other"), "newest", "the old file is whole");
	is_int(count_files(), before, "no temporary is left");
}

static void test_single(void)
{
	char path[256];
	bool changed;
	struct stat st;

	snprintf(path, sizeof(path), "%s/d", dir);
	mkdir(path, 0777);
	is_int(out_write_file(path, 0666, "x", 1, &changed), -EISDIR, "a folder is no file");
	snprintf(path, sizeof(path), "%s/d/", dir);
	is_int(out_write_file(path, 0666, "x", 1, &changed), -EISDIR, "nor with a slash");
	snprintf(path, sizeof(path), "%s/d/one", dir);
	is_int(out_write_file(path, 0666, "x", 1, &changed), 0, "one file");
	ok(changed, "new");
	is_int(out_write_file(path, 0666, "x", 1, &changed), 0, "once more");
	ok(!changed, "unchanged");
	is_int(out_write_file("/dev/full", 0666, "x", 1, &changed), -ENOSPC,
	       "a device that is full");
	is_int(out_write_file("/dev/null", 0666, "x", 1, &changed), 0, "a device");
	ok(!stat("/dev/null", &st) && S_ISCHR(st.st_mode), "is not replaced");
}

static void test_stdout(void)
{
	int saved = dup(STDOUT_FILENO), full = open("/dev/full", O_WRONLY), pipes[2], r;

	fflush(stdout);
	dup2(full, STDOUT_FILENO);
	r = out_write_stdout("x", 1);
	dup2(saved, STDOUT_FILENO);
	is_int(r, -ENOSPC, "standard output that is full");
	signal(SIGPIPE, SIG_IGN);
	if (pipe(pipes))
		return;
	close(pipes[0]);
	fflush(stdout);
	dup2(pipes[1], STDOUT_FILENO);
	r = out_write_stdout("x", 1);
	dup2(saved, STDOUT_FILENO);
	is_int(r, -EPIPE, "nobody reads");
	close(pipes[1]);
	close(full);
	close(saved);
}

int main(void)
{
	char command[256];

	umask(027);
	if (!mkdtemp(dir))
		return 1;
	test_batch();
	test_no_commit();
	test_modes();
	test_stale();
	test_folders();
	test_again();
	test_full();
	test_single();
	test_stdout();
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	if (system(command))
		return 1;
	return done_testing();
}
