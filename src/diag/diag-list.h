/*
 * The codes.  A code is for ever: it is never reused and never changes its
 * meaning.  DIAG(number, slug, severity, title, explanation)
 *
 * No include guard: each includer defines DIAG and reads the list.
 */
DIAG(101, "syntax", SEVERITY_ERROR, N_("the file cannot be read as YAML"),
     N_("The file breaks a rule of YAML, is not UTF-8, uses a tag, or holds a second document. "
	"Nothing behind that place was read, so the plan is not complete: no document is made from it."))
DIAG(102, "limit", SEVERITY_ERROR, N_("a limit is exceeded"),
     N_("A plan has at most 64 MiB, 64 levels of nesting and 1,000 expanded aliases. "
	"The limits keep a broken or hostile file from using up the machine."))
DIAG(103, "duplicate-key", SEVERITY_ERROR, N_("a key stands twice"),
     N_("The same key stands twice in one map, or two included files give it different values. "
	"YAML readers would silently drop one of the two."))
DIAG(104, "unknown-key", SEVERITY_ERROR, N_("a key is not known"),
     N_("The key is not part of the format, so what it says would be lost. "
	"Most often it is misspelled, or belongs to another record."))
DIAG(105, "missing-key", SEVERITY_ERROR, N_("a required key is missing"),
     N_("Without this key the record has no meaning, or no document can be made from it."))
DIAG(106, "wrong-type", SEVERITY_ERROR, N_("a value has the wrong shape"),
     N_("A list stands where a map is expected, text where a number is expected, or nothing at all."))
DIAG(107, "bad-value", SEVERITY_ERROR, N_("a value cannot be understood"),
     N_("A date, time, duration, zone, address or word is not written as the format asks, "
	"or a text is cut off because a comment begins in it."))
DIAG(108, "unknown-reference", SEVERITY_ERROR, N_("a name refers to nothing"),
     N_("Every side, person, place, vehicle, meeting or item that is named must exist in the plan "
	"or, for places, among the built-in ones."))
DIAG(109, "duplicate-id", SEVERITY_ERROR, N_("two things share an id"),
     N_("Sides, people and the groups of a meeting share one namespace, since all may stand in `who`; "
	"the ids of a meeting's items, actions and clearances go into calendars and must differ."))
DIAG(110, "include", SEVERITY_ERROR, N_("an included file cannot be used"),
     N_("An included file is missing, lies outside the plan's folder or includes itself; "
	"or a private file holds more than private data. A private file that is absent is only a note."))
DIAG(111, "version", SEVERITY_ERROR, N_("the plan is of a newer format"),
     N_("The plan was written for a later version of pbplan, which may mean other things by the same words."))
DIAG(112, "unused", SEVERITY_NOTE, N_("nothing refers to it"),
     N_("A person, place or vehicle is described and never used: often the sign of a misspelled reference."))
DIAG(113, "waiver", SEVERITY_ERROR, N_("a waiver does not hold"),
     N_("A waiver needs a reason, so that others can judge it. One that has expired or hides nothing "
	"should be removed, so that it does not hide something new one day."))
DIAG(201, "ends-before-start", SEVERITY_ERROR, N_("the end is not after the beginning"),
     N_("As instants, with the zones of both places, the item ends before it begins or at once. "
	"An end on a later day is written with +1."))
DIAG(202, "outside-meeting", SEVERITY_ERROR, N_("an item lies outside the meeting's dates"),
     N_("An item of the programme stands on a day that is not one of the meeting's. Legs, stays, meals, "
	"free time and briefings may lie up to three days before or after."))
DIAG(301, "double-booked", SEVERITY_ERROR, N_("somebody or something is needed twice at one time"),
     N_("A person, vehicle, room or interpreter has two items that overlap in time, "
	"so one of them cannot take place as written."))
DIAG(801, "missing-translation", SEVERITY_WARNING, N_("a text lacks a language"),
     N_("A text that goes out to readers does not exist in all of the plan's languages; "
	"they would see it in another language."))
