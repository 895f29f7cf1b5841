/*
 * The Test Anything Protocol, for tests of one file:
 *
 *	ok(n == 3, "three of %s", what);
 *	is_str(got, "expected", "name");
 *	return done_testing();
 */
#ifndef TAP_H
#define TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static unsigned int tap_run, tap_failed;

static inline bool tap_vok(bool passed, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
static inline bool ok(bool passed, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static inline bool is_str(const char *got, const char *expected, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
static inline bool is_int(long long got, long long expected, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static inline bool tap_vok(bool passed, const char *fmt, va_list ap)
{
	printf("%sok %u - ", passed ? "" : "not ", ++tap_run);
	vprintf(fmt, ap);
	putchar('\n');
	fflush(stdout); /* a crash must not swallow it */
	tap_failed += !passed;
	return passed;
}

static inline bool ok(bool passed, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	tap_vok(passed, fmt, ap);
	va_end(ap);
	return passed;
}

static inline bool is_str(const char *got, const char *expected, const char *fmt, ...)
{
	bool passed = got && expected ? !strcmp(got, expected) : got == expected;
	va_list ap;

	va_start(ap, fmt);
	tap_vok(passed, fmt, ap);
	va_end(ap);
	if (!passed)
		printf("#      got: %s\n# expected: %s\n", got ? got : "NULL",
		       expected ? expected : "NULL");
	return passed;
}

static inline bool is_int(long long got, long long expected, const char *fmt, ...)
{
	bool passed = got == expected;
	va_list ap;

	va_start(ap, fmt);
	tap_vok(passed, fmt, ap);
	va_end(ap);
	if (!passed)
		printf("#      got: %lld\n# expected: %lld\n", got, expected);
	return passed;
}

/* the plan and the exit status */
static inline int done_testing(void)
{
	printf("1..%u\n", tap_run);
	return tap_failed ? 1 : 0;
}

#endif
