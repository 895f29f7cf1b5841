/*
 * Content lines: how they are folded, escaped and cleaned.
 */
#include "render/ics-line.h"

#include "tap.h"

static const char *text_line(const char *name, const char *text, enum ics_lines lines)
{
	static struct strbuf sb = STRBUF_INIT;

	strbuf_reset(&sb);
	ics_add_text(&sb, name, text, lines);
	return sb.text;
}

/* puts lines together again; false if one is too long, cut or ends in a blank */
static bool unfold(const char *folded, struct strbuf *ret)
{
	const char *line = folded;

	for (const char *end; (end = strstr(line, "\r\n")); line = end + 2) {
		if (end - line > 75 || (end > line && end[-1] == ' '))
			return false;
		if (line > folded) {
			if (*line != ' ' || ((unsigned char)line[1] & 0xC0) == 0x80)
				return false;
			line++;
		}
		strbuf_add(ret, line, (size_t)(end - line));
	}
	return !*line;
}

static void test_folds(void)
{
	static const char *const units[] = {
		"a",  "\xD5\xA1", "\xC9\x99", "\xE2\x80\x93", "\xF0\x9F\x95\x8A",
		"a ", ",",        "\\",       "\n",           "ab cd  ef"
	};

	for (size_t u = 0; u < sizeof(units) / sizeof(units[0]); u++) {
		bool good = true;

		for (size_t n = 1; n < 160 && good; n++) {
			struct strbuf text = STRBUF_INIT, back = STRBUF_INIT;

			strbuf_addstr(&text, "x");
			for (size_t i = 0; i < n; i++)
				strbuf_addstr(&text, units[u]);
			strbuf_addstr(&text, "y");
			good = unfold(text_line("SUMMARY", text.text, ICS_SEVERAL_LINES), &back) &&
			       back.len > strlen("SUMMARY:") + text.len - 1;
			strbuf_release(&text);
			strbuf_release(&back);
		}
		ok(good, "lines of \"%s\" in all lengths", *units[u] == '\n' ? "\\n" : units[u]);
	}
}

static void test_texts(void)
{
	is_str(text_line("SUMMARY", "a,b;c\\d\"e:f", ICS_ONE_LINE),
	       "SUMMARY:a\\,b\\;c\\\\d\"e:f\r\n", "escaped once");
	is_str(text_line("SUMMARY;LANGUAGE=en", "x", ICS_ONE_LINE), "SUMMARY;LANGUAGE=en:x\r\n",
	       "a parameter");
	is_str(text_line("DESCRIPTION", "one\ntwo\n\n", ICS_SEVERAL_LINES),
	       "DESCRIPTION:one\\ntwo\r\n", "line ends");
	is_str(text_line("SUMMARY", "one\ntwo", ICS_ONE_LINE), "SUMMARY:one two\r\n", "one line");
	is_str(text_line("SUMMARY",
			 "a\tb\r\x01\x7F"
			 "c\xC2\x85"
			 "d\xEF\xBB\xBF",
			 ICS_ONE_LINE),
	       "SUMMARY:a bcd\r\n", "no control characters");
	is_str(text_line("SUMMARY", "I\xCC\x87stanbul", ICS_ONE_LINE),
	       "SUMMARY:\xC4\xB0stanbul\r\n", "form C");
	is_str(text_line("SUMMARY", "", ICS_ONE_LINE), "", "nothing");
	is_str(text_line("SUMMARY", " \n\n", ICS_ONE_LINE), "", "nothing but blanks");
	is_str(text_line("SUMMARY", "END:VEVENT\r\nATTENDEE:x", ICS_ONE_LINE),
	       "SUMMARY:END:VEVENT ATTENDEE:x\r\n", "no line is smuggled in");
}

static void test_values(void)
{
	struct strbuf sb = STRBUF_INIT;

	ics_add_quotable(&sb, "The \"Joint\" office\n");
	is_str(sb.text, "The \xE2\x80\x9CJoint\xE2\x80\x9D office", "typographic quotes");
	strbuf_reset(&sb);
	ics_add_instant(&sb, civil_to_day(2027, 4, 15) * INT64_C(86400) + 3661);
	is_str(sb.text, "20270415T010101Z", "an instant");
	strbuf_reset(&sb);
	ics_add_instant(&sb, -1);
	is_str(sb.text, "19691231T235959Z", "before 1970");
	strbuf_reset(&sb);
	ics_add_day(&sb, civil_to_day(2027, 1, 2));
	is_str(sb.text, "20270102", "a day");
	strbuf_release(&sb);
}

int main(void)
{
	test_folds();
	test_texts();
	test_values();
	return done_testing();
}
