/*
 * The one way for what is private into a document: each value is asked of
 * the field table.
 */
#include "render/list-make.h"

#include "plan/fields.h"

#include "base/banned.h"

#define REACHES(record, strct, member)                                                             \
	field_reaches(&record_##record, offsetof(struct strct, member), AUDIENCE_OFFICE)
#define PRIVATE(person, member)                                                                    \
	(REACHES(private, private_data, member) ? (person)->private_data.member : NULL)

const char *list_phone(const struct person *person)
{
	return PRIVATE(person, phone);
}

const char *list_private_email(const struct person *person)
{
	return PRIVATE(person, email);
}

const char *list_address(const struct person *person)
{
	return PRIVATE(person, address);
}

const char *list_born(const struct person *person)
{
	return PRIVATE(person, born);
}

const struct text *list_diet(const struct person *person)
{
	return PRIVATE(person, diet);
}

const struct text *list_private_notes(const struct person *person)
{
	return PRIVATE(person, notes);
}

const char *list_passport_number(const struct person *person)
{
	return REACHES(passport, passport, number) ? person->private_data.passport.number : NULL;
}

civil_day list_passport_expires(const struct person *person)
{
	return person->private_data.at && REACHES(passport, passport, expires)
		       ? person->private_data.passport.expires
		       : CIVIL_NONE;
}
