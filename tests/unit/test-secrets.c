/*
 * Private numbers and addresses in texts, however they are written.
 */
#include "check/secrets.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/xalloc.h"

#include "tap.h"

static const char *const kinds[] = { "phone", "passport", "email", "address" };

struct found {
	struct strbuf *out;
	const char *text;
	const struct people *people;
};

static void add(void *data, struct secret *secret, size_t offset, size_t len)
{
	struct found *f = data;

	strbuf_addf(f->out, "%s%s %d \"%.*s\"", f->out->len ? "; " : "", kinds[secret->kind],
		    (int)(secret->person - f->people->v), (int)len, f->text + offset);
}

static void search(struct strbuf *out, const struct secrets *s, const struct people *people,
		   const char *text)
{
	struct found found = { out, text, people };

	strbuf_reset(out);
	secrets_search(s, text, strlen(text), true, add, &found);
}

enum { PEOPLE = 5 };

static void test_search(struct plan *plan, const char *const (*cases)[2], size_t n)
{
	struct strbuf out = STRBUF_INIT;
	struct secrets s;

	secrets_init(&s, plan);
	for (size_t i = 0; i < n; i++) {
		search(&out, &s, plan->people, cases[i][0]);
		is_str(out.text, cases[i][1], "%s", cases[i][0]);
	}
	strbuf_release(&out);
	secrets_release(&s);
}

static const char *const cases[][2] = {
	/* as it is written, and otherwise */
	{ "+374 55 123456", "phone 0 \"374 55 123456\"" },
	{ "call +37455123456.", "phone 0 \"37455123456\"" },
	{ "call 00374-55-12-34-56, please", "phone 0 \"55-12-34-56\"; phone 0 \"00374-55-12-34-56\"" },
	{ "374 (55) 123 456", "phone 0 \"55) 123 456\"; phone 0 \"374 (55) 123 456\"" },
	{ "(+374) 55/123.456", "phone 0 \"374) 55/123.456\"" },
	{ "+374 (0)55 123456", "phone 0 \"374 (0)55 123456\"" },
	{ "055 123456", "phone 0 \"055 123456\"" },
	{ "Bus 12, 055 12 34 56", "phone 0 \"055 12 34 56\"" },
	{ "Bus 12 055 12 34 56", "phone 0 \"055 12 34 56\"" },
	{ "55 123456", "phone 0 \"55 123456\"" },
	{ "+374\xC2\xA0" "55 12–34–56", "phone 0 \"374\xC2\xA0" "55 12–34–56\"" },
	{ "050 765 43 21", "phone 1 \"050 765 43 21\"" },
	{ "+994 50 7654321", "phone 1 \"994 50 7654321\"" },
	/* other numbers */
	{ "+994 55 123456", "" },
	{ "55 12345, 655 123456", "" },
	{ "123456", "" },
	{ "+374 55 123457", "" },
	{ "2027-04-15 09:00-10:30", "" },
	{ "55 1234 or 56", "" },
	{ "J2 8045", "" },
	/* given out by a contact, in whatever form */
	{ "+374 77 000000", "" },
	{ "077 000000", "" },
	/* passports */
	{ "AB0123456", "passport 0 \"AB0123456\"" },
	{ "passport ab 0123456, valid", "passport 0 \"ab 0123456\"" },
	{ "No AB-0123456", "passport 0 \"AB-0123456\"" },
	{ "AB 012 3456", "passport 0 \"AB 012 3456\"" },
	{ "XAB0123456", "" },
	{ "AB01234567", "" },
	{ "C1", "" },
	{ "to be told", "" },
	/* mail */
	{ "Write to Ani.Private@Home.example.", "email 0 \"Ani.Private@Home.example\"" },
	{ "<ani.private@home.example>", "email 0 \"ani.private@home.example\"" },
	{ "x.ani.private@home.example", "" },
	{ "ani.private@home.example.org", "" },
	{ "desk@office.example", "" },
	{ "@ @@ a@ @b", "" },
	/* addresses */
	{ "Dinner at 12 garden street, Yerevan", "address 0 \"12 garden street, Yerevan\"" },
	{ "12, Garden Street (Yerevan)", "address 0 \"12, Garden Street (Yerevan\"" },
	{ "12 Garden Street", "" },
	{ "Garden Street 12", "" },
	{ "Baku, Azerbaijan", "" },
	{ "Նոր փողոց 5, բն. 7", "address 2 \"Նոր փողոց 5, բն. 7\"" },
	/* several at once */
	{ "055 123456, AB0123456", "phone 0 \"055 123456\"; passport 0 \"AB0123456\"" },
	{ "", "" },
};

static void test_secrets(void)
{
	struct people *people = xcalloc(1, sizeof(*people) + PEOPLE * sizeof(struct person));
	struct meetings *meetings = xcalloc(1, sizeof(*meetings) + sizeof(struct meeting));
	struct contacts *contacts = xcalloc(1, sizeof(*contacts) + 2 * sizeof(struct contact));
	struct plan plan = { .people = people, .meetings = meetings };
	struct node at = { 0 };

	people->n = PEOPLE;
	for (size_t i = 0; i < PEOPLE; i++)
		people->v[i].private_data.at = &at;
	people->v[0].private_data.phone = "+374 55 123456";
	people->v[0].private_data.passport.number = "AB 0123456";
	people->v[0].private_data.email = "ani.private@home.example";
	people->v[0].private_data.address = "12 Garden Street, Yerevan";
	people->v[1].private_data.phone = "050-765-43-21";
	people->v[1].private_data.passport.number = "C1";
	people->v[1].private_data.address = "Baku, Azerbaijan";
	people->v[2].private_data.address = "Նոր փողոց 5, բն. 7";
	people->v[2].private_data.passport.number = "to be told";
	people->v[2].private_data.phone = "123456";
	people->v[3].private_data.phone = "+374 77 000000";
	people->v[3].private_data.email = "desk@office.example";
	people->v[4].private_data.phone = "077000000";
	meetings->n = 1;
	meetings->v[0].contact = contacts;
	contacts->n = 2;
	contacts->v[0].phone = "+374 (77) 00-00-00";
	contacts->v[1].email = "Desk@office.example";
	test_search(&plan, cases, sizeof(cases) / sizeof(cases[0]));
	free(contacts);
	free(meetings);
	free(people);
}

static void test_nothing(void)
{
	static const char *const none[][2] = { { "+374 55 123456", "" } };
	struct plan plan = { 0 };

	test_search(&plan, none, 1);
}

int main(void)
{
	test_secrets();
	test_nothing();
	return done_testing();
}
