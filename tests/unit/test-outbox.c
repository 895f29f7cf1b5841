/*
 * Messages stand in the outbox if and only if they were recorded, wherever a
 * run is killed; and nothing else in the folder is touched.
 */
#include "publish/outbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tap.h"

static char dir[] = "/tmp/test-outbox-XXXXXX";

/* ------------------------------------------------------------------------ the folder */

static const char *path_of(const char *name)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "w");

	fputs(text, file);
	fclose(file);
}

static const char *read_back(const char *name)
{
	static char text[512];
	FILE *file = fopen(path_of(name), "r");
	size_t n;

	if (!file)
		return NULL;
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	fclose(file);
	return text;
}

static bool is_there(const char *name)
{
	return !access(path_of(name), F_OK);
}

static unsigned int count_files(const char *name)
{
	DIR *d = opendir(path_of(name));
	unsigned int n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n ? n - 2 : 0;
}

static void empty(void)
{
	char command[600];

	snprintf(command, sizeof(command), "rm -rf '%s' && mkdir '%s'", dir, dir);
	if (system(command))
		exit(99);
}

/* --------------------------------------------------------------------- what is recorded */

static bool all(void *context, const char *name)
{
	(void)name;
	++*(int *)context;
	return true;
}

static bool none(void *context, const char *name)
{
	all(context, name);
	return false;
}

/* of the file "ledger" beside the outbox "box" */
static bool in_ledger(void *context, const char *name)
{
	const char *ledger = read_back("ledger");

	(void)context;
	return ledger && strstr(ledger, name);
}

static int open_box(struct outbox *box)
{
	int asked = 0;

	return outbox_open(box, path_of("box"), all, &asked);
}

/* ---------------------------------------------------------------------------- the tests */

static void test_batch(void)
{
	struct outbox box;
	struct stat st;

	is_int(open_box(&box), 0, "open, and made");
	is_int(outbox_put(&box, "b.eml", "B", 1), 0, "put one");
	is_int(outbox_put(&box, "a.eml", "A", 1), 0, "and another");
	ok(!is_there("box/a.eml") && !is_there("box/" OUTBOX_JOURNAL), "nothing is seen of it");
	is_int(outbox_commit(&box), 0, "commit");
	is_str(read_back("box/" OUTBOX_JOURNAL), "a.eml\nb.eml\n", "the journal names them");
	is_str(read_back("box/a.eml"), "A", "one is there");
	is_str(read_back("box/b.eml"), "B", "the other too");
	ok(!stat(path_of("box/a.eml"), &st) && (st.st_mode & 0777) == 0600, "for its owner");
	is_int(outbox_settle(&box), 0, "settle");
	is_int(count_files("box"), 2, "nothing else is there");
	is_int(outbox_put(&box, "a.eml", "C", 1), -EEXIST, "never over another");
	is_str(outbox_failed(&box), "a.eml", "which is named");
	is_int(outbox_commit(&box), 0, "an empty batch");
	is_int(outbox_settle(&box), 0, "is nothing");
	is_int(count_files("box"), 2, "and leaves nothing");
	outbox_release(&box);

	open_box(&box);
	is_int(outbox_put(&box, "c.eml", "C", 1), 0, "one");
	is_int(outbox_put(&box, "c.eml", "D", 1), 0, "the same again");
	is_int(outbox_commit(&box), -EEXIST, "cannot both be");
	outbox_release(&box);
	is_int(count_files("box"), 2, "so none is");
}

static void test_names(void)
{
	static const char *const bad[] = { "",         ".eml",    "a",        "a.EML",
					   "../a.eml", "/a.eml",  "b/a.eml",  ".a.eml",
					   "a\n.eml",  "a.eml\n", "\x1b.eml", "a.eml.tmp" };
	struct outbox box;
	char name[300];

	empty();
	open_box(&box);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		is_int(outbox_put(&box, bad[i], "", 0), -EINVAL, "no name: %zu", i);
	is_int(outbox_move_to_sent(&box, "../a.eml"), -EINVAL, "nor one to be moved");
	memset(name, 'a', sizeof(name));
	memcpy(name + sizeof(name) - 5, ".eml", 5);
	ok(outbox_put(&box, name, "", 0) < 0, "too long a name");
	is_int(outbox_put(&box, "Անի's -x.eml", "", 0), 0, "any other");
	outbox_release(&box);
	is_int(count_files("box"), 0, "nothing is left");
}

/* a batch that was made visible, and not settled */
static void leave_batch(void)
{
	struct outbox box;

	empty();
	open_box(&box);
	outbox_put(&box, "a.eml", "A", 1);
	outbox_put(&box, "b.eml", "B", 1);
	outbox_commit(&box);
	outbox_release(&box);
	write_file("box/mine.eml", "mine");
	write_file("box/.pbplan-abc123.tmp", "half");
}

static void test_recover(void)
{
	struct outbox box;
	int asked = 0;

	leave_batch();
	is_int(count_files("box"), 5, "what a killed run left");
	is_int(outbox_open(&box, path_of("box"), none, &asked), 0, "open, none is recorded");
	outbox_release(&box);
	is_int(asked, 2, "each was asked for");
	ok(!is_there("box/a.eml") && !is_there("box/b.eml"), "none is there any more");
	is_str(read_back("box/mine.eml"), "mine", "what no journal names is");
	is_int(count_files("box"), 1, "and nothing else");

	leave_batch();
	asked = 0;
	is_int(outbox_open(&box, path_of("box"), all, &asked), 0, "open, all are recorded");
	outbox_release(&box);
	is_int(asked, 2, "each was asked for");
	is_int(count_files("box"), 3, "all are there, and no journal");

	leave_batch();
	write_file("ledger", "a.eml");
	is_int(outbox_open(&box, path_of("box"), in_ledger, NULL), 0, "one is recorded");
	outbox_release(&box);
	ok(is_there("box/a.eml") && !is_there("box/b.eml"), "it stays, the other does not");
}

/* a journal that somebody has written by hand removes nothing but messages */
static void test_hostile_journal(void)
{
	struct outbox box;
	int asked = 0;

	empty();
	mkdir(path_of("box"), 0777);
	mkdir(path_of("box/sent"), 0777);
	mkdir(path_of("box/folder.eml"), 0777);
	write_file("outside.eml", "x");
	write_file("box/keep.txt", "x");
	write_file("box/sent/a.eml", "x");
	write_file("box/.hidden.eml", "x");
	write_file("box/" OUTBOX_JOURNAL, "../outside.eml\nkeep.txt\nsent/a.eml\n\n.hidden.eml\n"
					  "/etc/x.eml\nnever.eml\ntorn.em");
	is_int(outbox_open(&box, path_of("box"), none, &asked), 0, "open");
	outbox_release(&box);
	is_int(asked, 1, "one name is one of ours");
	ok(is_there("outside.eml") && is_there("box/keep.txt") && is_there("box/sent/a.eml") &&
		   is_there("box/.hidden.eml"),
	   "nothing is removed");
	ok(!is_there("box/" OUTBOX_JOURNAL), "but the journal");
	write_file("box/" OUTBOX_JOURNAL, "folder.eml\n");
	ok(outbox_open(&box, path_of("box"), none, &asked) < 0, "a folder cannot be removed");
	is_str(outbox_failed(&box), "folder.eml", "it is named");
	outbox_release(&box);
	ok(is_there("box/folder.eml") && is_there("box/" OUTBOX_JOURNAL), "all is as it was");
}

static void test_take_back(void)
{
	struct rlimit small = { 100, RLIM_INFINITY }, old;
	struct outbox box;
	char text[200] = "";

	empty();
	open_box(&box);
	write_file("box/mine.eml", "mine");
	outbox_put(&box, "a.eml", "A", 1);
	outbox_put(&box, "b.eml", "B", 1);
	is_int(outbox_take_back(&box), 0, "take back what is not there yet");
	outbox_release(&box);
	is_int(count_files("box"), 1, "it never was");

	open_box(&box);
	outbox_put(&box, "a.eml", "A", 1);
	outbox_put(&box, "b.eml", "B", 1);
	outbox_commit(&box);
	is_int(count_files("box"), 4, "both are there, with the journal");
	is_int(outbox_take_back(&box), 0, "take them back");
	is_int(count_files("box"), 1, "they are gone, and the journal");
	is_int(outbox_put(&box, "a.eml", "A", 1), 0, "once more");
	is_int(outbox_commit(&box), 0, "one of them");
	is_int(outbox_settle(&box), 0, "for good");
	outbox_release(&box);
	is_int(count_files("box"), 2, "it stays");

	/* a file that grows too large stands for a full disk */
	open_box(&box);
	getrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	is_int(outbox_put(&box, "c.eml", text, sizeof(text)), -EFBIG, "a full disk");
	setrlimit(RLIMIT_FSIZE, &old);
	is_str(outbox_failed(&box), "c.eml", "it is named");
	outbox_release(&box);
	is_int(count_files("box"), 2, "nothing is left of it");
}

static void test_list(void)
{
	struct outbox_names names;
	struct strbuf text = STRBUF_INIT;
	struct outbox box;

	empty();
	open_box(&box);
	is_int(outbox_list(&box, &names), 0, "list an empty one");
	is_int((long long)names.list.n, 0, "nothing");
	outbox_names_release(&names);
	write_file("box/b.eml", "B");
	write_file("box/a-2.eml", "A2");
	write_file("box/a.eml", "A");
	write_file("box/.c.eml", "");
	write_file("box/c.txt", "");
	mkdir(path_of("box/d.eml"), 0777);
	if (symlink("a.eml", path_of("box/e.eml")) || outbox_list(&box, &names))
		exit(99);
	is_int((long long)names.list.n, 3, "messages only");
	is_str(names.list.v[0], "a-2.eml", "in the order of their names");
	is_str(names.list.v[1], "a.eml", "by bytes");
	is_str(names.list.v[2], "b.eml", "all of them");
	outbox_names_release(&names);
	is_int(outbox_read(&box, "a-2.eml", &text), 0, "read one");
	is_str(text.text, "A2", "as it is");
	is_int(outbox_read(&box, "z.eml", &text), -ENOENT, "not what is not there");
	strbuf_release(&text);
	outbox_release(&box);
}

static void test_sent(void)
{
	struct outbox box;

	empty();
	open_box(&box);
	write_file("box/a.eml", "A");
	write_file("box/b.eml", "B");
	is_int(outbox_move_to_sent(&box, "a.eml"), 0, "move the first");
	is_str(read_back("box/sent/a.eml"), "A", "there it is");
	ok(!is_there("box/a.eml"), "and here no more");
	is_int(outbox_move_to_sent(&box, "a.eml"), 0, "done before");
	is_int(outbox_put(&box, "a.eml", "new", 3), -EEXIST, "what was sent is not made again");
	write_file("box/sent/b.eml", "other");
	is_int(outbox_move_to_sent(&box, "b.eml"), -EEXIST, "never over another");
	is_str(read_back("box/sent/b.eml"), "other", "which stays");
	is_str(read_back("box/b.eml"), "B", "as the first does");
	is_int(outbox_move_to_sent(&box, "c.eml"), -ENOENT, "what is nowhere");
	outbox_release(&box);
}

static void test_lock(void)
{
	struct outbox box;
	pid_t child;
	int fd;

	empty();
	open_box(&box);
	fd = open(path_of("box"), O_RDONLY);
	is_int(flock(fd, LOCK_EX | LOCK_NB), -1, "it is locked while open");
	child = fork();
	if (!child) {
		pause();
		_exit(0);
	}
	outbox_release(&box);
	is_int(flock(fd, LOCK_EX | LOCK_NB), -1, "and while a child of ours has it");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	is_int(flock(fd, LOCK_EX | LOCK_NB), 0, "and no longer");
	close(fd);
}

/* ----------------------------------------------------------------------- killed anywhere */

/* a whole run, from an outbox with one message to one with three, of which one is sent */
static int whole_run(void)
{
	struct outbox box;
	bool changed;
	int r = outbox_open(&box, path_of("box"), in_ledger, NULL);

	if (!r)
		r = outbox_put(&box, "b.eml", "B", 1);
	if (!r)
		r = outbox_put(&box, "c.eml", "C", 1);
	if (!r)
		r = outbox_commit(&box);
	if (!r)
		r = out_write_file(path_of("ledger"), 0600, "a.eml b.eml c.eml", 17, &changed);
	if (!r)
		r = outbox_settle(&box);
	if (!r)
		r = outbox_move_to_sent(&box, "a.eml");
	outbox_release(&box);
	return r;
}

/* runs it to its n-th system call, before or after it; false if it came to its end */
static bool run_until(unsigned int n, bool *ret_good)
{
	pid_t child = fork();
	int status;

	if (!child) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
			_exit(99);
		raise(SIGSTOP);
		_exit(whole_run() ? 98 : 0);
	}
	for (;;) {
		if (waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
			break;
		if (!n--)
			kill(child, SIGKILL);
		else
			ptrace(PTRACE_SYSCALL, child, NULL, NULL);
	}
	*ret_good = WIFSIGNALED(status) || !WEXITSTATUS(status);
	return WIFSIGNALED(status);
}

/* the next run finds it: what is there is recorded, and the other way round */
static bool is_sound(void)
{
	struct outbox box;
	bool good = !outbox_open(&box, path_of("box"), in_ledger, NULL);

	outbox_release(&box);
	for (const char *name = "a.eml\0b.eml\0c.eml\0"; *name; name += 6) {
		char here[32], sent[32];

		snprintf(here, sizeof(here), "box/%s", name);
		snprintf(sent, sizeof(sent), "box/" OUTBOX_SENT "/%s", name);
		good &= in_ledger(NULL, name) == (is_there(here) || is_there(sent));
		good &= !(is_there(here) && is_there(sent));
	}
	/* at most three messages and the folder of those that were sent */
	return good && !is_there("box/" OUTBOX_JOURNAL) && count_files("box") <= 4 &&
	       count_files("box/" OUTBOX_SENT) <= 1;
}

static void test_killed(void)
{
	unsigned int n = 0, unsound = 0;
	bool killed = true, good;

	for (; killed && n < 5000; n++) {
		empty();
		mkdir(path_of("box"), 0777);
		write_file("ledger", "a.eml");
		write_file("box/a.eml", "A");
		killed = run_until(n, &good);
		if (!good)
			break;
		if (!is_sound()) {
			printf("# not sound after %u\n", n);
			unsound++;
		}
	}
	if (!good && n == 0) {
		printf("ok %u - killed anywhere # SKIP ptrace is forbidden here\n", ++tap_run);
		return;
	}
	ok(good && !killed, "the run comes to its end");
	ok(n > 50, "it was killed at %u places", n);
	is_int(unsound, 0, "the next run finds it sound, wherever it was");
	is_str(read_back("box/" OUTBOX_SENT "/a.eml"), "A", "and at the end all is done");
}

int main(void)
{
	char command[600];

	if (!mkdtemp(dir))
		return 1;
	test_batch();
	test_names();
	test_recover();
	test_hostile_journal();
	test_take_back();
	test_list();
	test_sent();
	test_lock();
	test_killed();
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	if (system(command))
		return 1;
	return done_testing();
}
