#include "check/secrets.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/xalloc.h"

#include "base/banned.h"

/* a number is one from so many digits on */
#define PHONE_MIN 7
#define PHONE_MAX 17 /* with 00 before it */
#define PASSPORT_MIN 6
#define PASSPORT_MAX 20
#define CODE_MAX PASSPORT_MAX
/* a number without 0 or + before it is taken for one only if it is this long */
#define BARE_MIN 8
/* an address is told from others by its first words */
#define ADDRESS_WORDS_MAX 8

/* marks what is given out */
#define NOT_SECRET SIZE_MAX

/* what a slot's key was made of */
enum key_kind {
	KEY_INTERNATIONAL,  /* all digits of a number with its country's */
	KEY_WITHIN_COUNTRY, /* what is dialled in the country, of such a number */
	KEY_NATIONAL,	    /* the same, of one that is written so */
	KEY_PASSPORT,
	KEY_EMAIL,
	KEY_ADDRESS,
	KEY_ADDRESS_BEGINS, /* the first two words of one */
};

struct secret_slot {
	uint64_t key; /* 0: free */
	size_t secret;
};

/*
 * Texts are read backwards from each end of a number, so hashes grow from
 * the last character to the first.
 */
struct reverse_hash {
	uint64_t sum, power;
};

#define REVERSE_HASH_INIT { 0, 1 }

static void reverse_add(struct reverse_hash *h, char c)
{
	h->sum += ((unsigned char)c + UINT64_C(1)) * h->power;
	h->power *= UINT64_C(0x9E3779B97F4A7C15);
}

static uint64_t make_key(uint64_t sum, size_t len, enum key_kind kind)
{
	/* spread, as sums of texts that differ in their last character differ by little */
	uint64_t what = (len << 8 | (unsigned int)kind) * UINT64_C(0xD6E8FEB86659FD93);
	uint64_t key = (sum + what) * UINT64_C(0xFF51AFD7ED558CCD);

	key ^= key >> 32;
	return key ? key : 1;
}

static uint64_t key_of(const char *s, size_t len, enum key_kind kind)
{
	struct reverse_hash h = REVERSE_HASH_INIT;

	for (size_t i = len; i--;)
		reverse_add(&h, s[i]);
	return make_key(h.sum, len, kind);
}

/* the slot of a key, or the free one where it would stand; NULL if there are no slots */
static struct secret_slot *find_slot(const struct secrets *s, uint64_t key)
{
	size_t i = (size_t)key & (s->n_slots - 1);

	if (!s->n_slots)
		return NULL;
	while (s->slots[i].key && s->slots[i].key != key)
		i = (i + 1) & (s->n_slots - 1);
	return &s->slots[i];
}

static void grow(struct secrets *s)
{
	struct secrets old = *s;

	s->n_slots = old.n_slots ? 2 * old.n_slots : 64;
	s->slots = xcalloc(s->n_slots, sizeof(*s->slots));
	for (size_t i = 0; i < old.n_slots; i++)
		if (old.slots[i].key)
			*find_slot(s, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

/* of two secrets with one key, the first is kept */
static void insert(struct secrets *s, uint64_t key, size_t secret)
{
	struct secret_slot *slot;

	if (s->n_used * 2 >= s->n_slots)
		grow(s);
	slot = find_slot(s, key);
	if (slot->key)
		return;
	*slot = (struct secret_slot){ key, secret };
	s->n_used++;
}

static struct secret *look_up(const struct secrets *s, uint64_t key)
{
	const struct secret_slot *slot = find_slot(s, key);

	return slot && slot->key && slot->secret != NOT_SECRET ? &s->list.v[slot->secret] : NULL;
}

/* digits of the country's code at the beginning of an international number (ITU-T E.164) */
static size_t country_len(const char *digits)
{
	static const char two[] = "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 "
				  "55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";
	const char zone[4] = { digits[0], digits[1], ' ', '\0' };

	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	return strstr(two, zone) ? 2 : 3;
}

enum phone_form { PHONE_INTERNATIONAL, PHONE_NATIONAL, PHONE_BARE };

/* how a number is written, and how many digits before it say no more than that */
static enum phone_form phone_form(bool plus, const char *digits, size_t *ret_skip)
{
	*ret_skip = 0;
	if (plus)
		return PHONE_INTERNATIONAL;
	if (digits[0] != '0')
		return PHONE_BARE;
	*ret_skip = digits[1] == '0' ? 2 : 1;
	return digits[1] == '0' ? PHONE_INTERNATIONAL : PHONE_NATIONAL;
}

/* a (0) in a number is not dialled from abroad */
static bool is_zero_in_brackets(const char *p)
{
	return p[0] == '(' && p[1] == '0' && p[2] == ')';
}

static void add_phone(struct secrets *s, const char *phone, size_t secret)
{
	char digits[PHONE_MAX + 2];
	enum phone_form form;
	size_t n = 0, skip;

	for (const char *p = phone; *p && n < PHONE_MAX; p++) {
		if (is_zero_in_brackets(p))
			p += 2;
		else if (ascii_isdigit(*p))
			digits[n++] = *p;
	}
	digits[n] = digits[n + 1] = '\0';
	form = phone_form(phone[strspn(phone, " (")] == '+', digits, &skip);
	n -= skip;
	if (n < PHONE_MIN)
		return;
	if (form != PHONE_NATIONAL)
		insert(s, key_of(digits + skip, n, KEY_INTERNATIONAL), secret);
	if (form == PHONE_INTERNATIONAL)
		skip += country_len(digits + skip);
	n = strlen(digits + skip);
	if (n < (form == PHONE_BARE ? BARE_MIN : PHONE_MIN))
		return;
	/* what is given out is so in whatever form */
	if (form == PHONE_INTERNATIONAL || secret == NOT_SECRET)
		insert(s, key_of(digits + skip, n, KEY_WITHIN_COUNTRY), secret);
	if (form != PHONE_INTERNATIONAL || secret == NOT_SECRET)
		insert(s, key_of(digits + skip, n, KEY_NATIONAL), secret);
}

static void add_passport(struct secrets *s, const char *number, size_t secret)
{
	char code[PASSPORT_MAX];
	size_t n = 0, digits = 0;

	for (const char *p = number; *p && n < PASSPORT_MAX; p++) {
		if (ascii_isalnum(*p))
			code[n++] = ascii_toupper(*p);
		digits += ascii_isdigit(*p);
	}
	/* what is shorter, or a word, may stand in any text */
	if (n >= PASSPORT_MIN && digits >= 4)
		insert(s, key_of(code, n, KEY_PASSPORT), secret);
}

static bool is_local_part(char c)
{
	return ascii_isalnum(c) || (c && strchr(".!#$%&'*+/=?^_`{|}~-", c));
}

static bool is_domain(char c)
{
	return ascii_isalnum(c) || c == '.' || c == '-';
}

#define EMAIL_MAX 320

/* by letters in lower case; what is longer than any address is none */
static bool email_key(const char *from, size_t len, uint64_t *ret_key)
{
	char lower[EMAIL_MAX];

	if (len > sizeof(lower))
		return false;
	for (size_t i = 0; i < len; i++)
		lower[i] = ascii_tolower(from[i]);
	*ret_key = key_of(lower, len, KEY_EMAIL);
	return true;
}

static void add_email(struct secrets *s, const char *email, size_t secret)
{
	uint64_t key;

	if (email_key(email, strlen(email), &key)) {
		insert(s, key, secret);
		s->has_emails = true;
	}
}

/* a word of an address, in lower case as far as ASCII goes */
struct word {
	const char *from, *end;
	uint64_t hash;
	bool digits;
};

/* signs beyond ASCII: « » – “ ” № and no-break blanks */
static size_t sign_len(const char *p)
{
	if ((unsigned char)*p == 0xC2)
		return 2;
	return (unsigned char)*p == 0xE2 ? 3 : 0;
}

static bool next_word(const char **s, const char *end, struct word *ret)
{
	const char *p = *s;

	while (p < end && !ascii_isalnum(*p) && ((unsigned char)*p < 0x80 || sign_len(p)))
		p += (unsigned char)*p < 0x80 ? 1 : sign_len(p);
	*ret = (struct word){ .from = p };
	while (p < end && (ascii_isalnum(*p) || ((unsigned char)*p >= 0x80 && !sign_len(p)))) {
		ret->hash = (ret->hash + (unsigned char)ascii_tolower(*p) + 1) *
			    UINT64_C(0x9E3779B97F4A7C15);
		ret->digits = ret->digits || ascii_isdigit(*p);
		p++;
	}
	ret->end = *s = p;
	return p > ret->from;
}

static uint64_t add_word(uint64_t sum, const struct word *word)
{
	return (sum ^ word->hash) * UINT64_C(0xC4CEB9FE1A85EC53) + 1;
}

static void add_address(struct secrets *s, const char *address, size_t secret)
{
	const char *p = address, *end = p + strlen(p);
	uint64_t sum = 0, begins = 0;
	bool digits = false;
	struct word word;
	size_t n = 0;

	while (n < ADDRESS_WORDS_MAX && next_word(&p, end, &word)) {
		sum = add_word(sum, &word);
		digits = digits || word.digits;
		if (++n == 2)
			begins = sum;
	}
	/* a city and its country, say, may stand in any text */
	if (n < 2 || (n < 3 && !digits))
		return;
	insert(s, make_key(begins, 2, KEY_ADDRESS_BEGINS), secret);
	insert(s, make_key(sum, n, KEY_ADDRESS), secret);
	s->address_words |= 1u << n;
	s->has_addresses = true;
}

static size_t new_secret(struct secrets *s, const struct person *person, enum secret_kind kind)
{
	struct secret secret = { .person = person, .kind = kind };

	VEC_PUSH(&s->list, secret);
	return s->list.n - 1;
}

static void add_person(struct secrets *s, const struct person *person)
{
	const struct private_data *data = &person->private_data;
	bool open_email = data->email && person->email &&
			  !ascii_casecmp(data->email, person->email);

	if (data->phone)
		add_phone(s, data->phone, new_secret(s, person, SECRET_PHONE));
	if (data->passport.number)
		add_passport(s, data->passport.number, new_secret(s, person, SECRET_PASSPORT));
	/* what invitations go to is known to those who send them */
	if (data->email && !open_email)
		add_email(s, data->email, new_secret(s, person, SECRET_EMAIL));
	if (data->address)
		add_address(s, data->address, new_secret(s, person, SECRET_ADDRESS));
}

static void add_contacts(struct secrets *s, const struct contacts *contacts)
{
	for (size_t i = 0; i < LIST_N(contacts); i++) {
		if (contacts->v[i].phone)
			add_phone(s, contacts->v[i].phone, NOT_SECRET);
		if (contacts->v[i].email)
			add_email(s, contacts->v[i].email, NOT_SECRET);
	}
}

void secrets_init(struct secrets *s, const struct plan *plan)
{
	size_t i = 0;

	*s = (struct secrets){ 0 };
	while (i < LIST_N(plan->people) && !plan->people->v[i].private_data.at)
		i++;
	if (i == LIST_N(plan->people))
		return;
	for (size_t j = 0; j < LIST_N(plan->meetings); j++)
		add_contacts(s, plan->meetings->v[j].contact);
	s->has_emails = false;
	for (; i < plan->people->n; i++)
		if (plan->people->v[i].private_data.at)
			add_person(s, &plan->people->v[i]);
}

void secrets_release(struct secrets *s)
{
	VEC_RELEASE(&s->list);
	free(s->slots);
	*s = (struct secrets){ 0 };
}

struct scan {
	const struct secrets *secrets;
	const char *text, *end;
	secret_found *found;
	void *data;
};

static void report(const struct scan *scan, uint64_t key, const char *from, const char *end)
{
	struct secret *secret = look_up(scan->secrets, key);

	if (secret)
		scan->found(scan->data, secret, (size_t)(from - scan->text), (size_t)(end - from));
}

/* what may stand between the parts of one number; its length, 0 for nothing of the kind */
static size_t separator_len(const char *p, const char *end)
{
	if (p == end)
		return 0;
	if (*p && strchr(" -./()+", *p))
		return 1;
	/* a no-break blank, and hyphens and dashes */
	if (end - p >= 2 && !memcmp(p, "\xC2\xA0", 2))
		return 2;
	return end - p >= 3 && !memcmp(p, "\xE2\x80", 2) && (unsigned char)p[2] >= 0x90 &&
			       (unsigned char)p[2] <= 0x95
		       ? 3
		       : 0;
}

/* a run of letters or digits, and what stands before it */
struct part {
	const char *from, *end;
	bool joined; /* no more than separators are between it and the one before */
	bool plus;   /* a number may begin here, with + */
};


/* the number or code that ends with the last of the parts */
struct code {
	char chars[CODE_MAX];	    /* from the last to the first */
	uint64_t sums[CODE_MAX + 1]; /* of so many of them */
	size_t n;
	bool digits; /* nothing but digits */
	struct reverse_hash hash;
};

static bool code_add(struct code *code, const struct part *part)
{
	for (const char *p = part->end; p > part->from;) {
		char c = ascii_toupper(*--p);

		if (code->n == CODE_MAX)
			return false;
		code->digits = code->digits && ascii_isdigit(c);
		reverse_add(&code->hash, c);
		code->chars[code->n++] = c;
		code->sums[code->n] = code->hash.sum;
	}
	return true;
}

static void find_phone(const struct scan *scan, const struct code *code, const struct part *part,
		       const char *end)
{
	char digits[5] = { 0 };
	enum phone_form form;
	size_t skip, n;

	for (size_t i = 0; i < 4; i++)
		digits[i] = code->chars[code->n - 1 - i];
	form = phone_form(part->plus, digits, &skip);
	/* the rest of an international number is no number */
	if (form == PHONE_BARE && part->joined && part[-1].plus)
		return;
	n = code->n - skip;
	if (n < PHONE_MIN)
		return;
	if (form != PHONE_NATIONAL)
		report(scan, make_key(code->sums[n], n, KEY_INTERNATIONAL), part->from, end);
	if (form == PHONE_INTERNATIONAL)
		n -= country_len(digits + skip);
	if (n < (form == PHONE_BARE ? BARE_MIN : PHONE_MIN))
		return;
	report(scan, make_key(code->sums[n], n, KEY_NATIONAL), part->from, end);
	if (form != PHONE_INTERNATIONAL)
		report(scan, make_key(code->sums[n], n, KEY_WITHIN_COUNTRY), part->from, end);
}

/* all codes of whole parts that end with the last of n parts */
static void find_codes(const struct scan *scan, const struct part *parts, size_t n)
{
	struct code code = { .digits = true, .hash = REVERSE_HASH_INIT };
	const char *end = parts[n - 1].end;

	for (size_t i = n; i--;) {
		if (!code_add(&code, &parts[i]))
			return;
		if (code.digits && code.n >= PHONE_MIN && code.n <= PHONE_MAX)
			find_phone(scan, &code, &parts[i], end);
		if (code.n >= PASSPORT_MIN)
			report(scan, make_key(code.sums[code.n], code.n, KEY_PASSPORT),
			       parts[i].from, end);
		if (!parts[i].joined || (code.digits && parts[i].plus))
			return;
	}
}

/* the next run of letters and digits of ASCII; ret_digits: has it any? */
static bool next_part(const struct scan *scan, const char **s, struct part *ret, bool *ret_digits)
{
	const char *p = *s;
	size_t len, separators = 0;

	*ret = (struct part){ .joined = p > scan->text };
	for (; p < scan->end && !ascii_isalnum(*p); p += len) {
		ret->plus = *p == '+';
		len = separator_len(p, scan->end);
		if (scan->end - p > 3 && is_zero_in_brackets(p))
			len = 3;
		if (!len || ++separators > 3)
			ret->joined = false;
		if (!len)
			len = 1;
	}
	ret->from = p;
	*ret_digits = false;
	for (; p < scan->end && ascii_isalnum(*p); p++)
		*ret_digits = *ret_digits || ascii_isdigit(*p);
	ret->end = *s = p;
	return p > ret->from;
}

static void search_codes(const struct scan *scan)
{
	/* of each part there is at least one character in a code */
	struct part parts[4 * CODE_MAX];
	const char *p = scan->text;
	bool digits;
	size_t n = 0;

	while (next_part(scan, &p, &parts[n], &digits)) {
		if (!parts[n].joined) {
			parts[0] = parts[n];
			n = 0;
		}
		n++;
		if (digits)
			find_codes(scan, parts, n);
		if (n == ARRAY_SIZE(parts)) {
			memmove(parts, parts + n - CODE_MAX, CODE_MAX * sizeof(*parts));
			n = CODE_MAX;
			parts[0].joined = false;
		}
	}
}

static void search_emails(const struct scan *scan)
{
	const char *begin = scan->text, *at;

	while ((at = memchr(begin, '@', (size_t)(scan->end - begin)))) {
		const char *from = at, *end = at + 1;
		uint64_t key;

		while (from > begin && is_local_part(from[-1]))
			from--;
		while (end < scan->end && is_domain(*end))
			end++;
		begin = end;
		/* the end of a sentence, or a dash */
		while (end > at && !ascii_isalnum(end[-1]))
			end--;
		if (email_key(from, (size_t)(end - from), &key))
			report(scan, key, from, end);
	}
}

/* the addresses whose first two words are these */
static void find_addresses(const struct scan *scan, uint64_t sum, const struct word *first,
			   const struct word *second)
{
	const char *p = second->end;
	struct word word = *second;

	for (size_t n = 2; n <= ADDRESS_WORDS_MAX; n++) {
		if (scan->secrets->address_words >> n & 1)
			report(scan, make_key(sum, n, KEY_ADDRESS), first->from, word.end);
		if (!next_word(&p, scan->end, &word))
			return;
		sum = add_word(sum, &word);
	}
}

static void search_addresses(const struct scan *scan)
{
	const char *p = scan->text;
	struct word first, second;

	if (!next_word(&p, scan->end, &first))
		return;
	while (next_word(&p, scan->end, &second)) {
		uint64_t sum = add_word(add_word(0, &first), &second);

		if (look_up(scan->secrets, make_key(sum, 2, KEY_ADDRESS_BEGINS)))
			find_addresses(scan, sum, &first, &second);
		first = second;
	}
}

void secrets_search(const struct secrets *s, const char *text, size_t len, bool has_digits,
		    secret_found *found, void *data)
{
	struct scan scan = { s, text, text + len, found, data };

	if (has_digits)
		search_codes(&scan);
	if (s->has_emails)
		search_emails(&scan);
	if (s->has_addresses)
		search_addresses(&scan);
}
