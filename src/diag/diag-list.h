/*
 * The codes.  A code is for ever: it is never reused and never changes its
 * meaning.  DIAG(number, slug, severity, title, explanation)
 *
 * No include guard: each includer defines DIAG and reads the list.
 */
DIAG(101, "syntax", SEVERITY_ERROR, N_("the file cannot be read as YAML"),
     N_("The file breaks a rule of YAML, is not UTF-8, uses a tag, or holds a second document. "
	"Nothing behind that place was read, so the plan is not complete: no document is made "
	"from it."))
DIAG(102, "limit", SEVERITY_ERROR, N_("a limit is exceeded"),
     N_("A plan has at most 64 MiB, 64 levels of nesting and 1,000 expanded aliases. The limits "
	"keep a broken or hostile file from using up the machine."))
DIAG(103, "duplicate-key", SEVERITY_ERROR, N_("a key stands twice"),
     N_("The same key stands twice in one map, or two included files give it different values. "
	"YAML readers would silently drop one of the two."))
DIAG(104, "unknown-key", SEVERITY_ERROR, N_("a key is not known"),
     N_("The key is not part of the format, so what it says would be lost. Most often it is "
	"misspelled, or belongs to another record."))
DIAG(105, "missing-key", SEVERITY_ERROR, N_("a required key is missing"),
     N_("Without this key the record has no meaning, or no document can be made from it."))
DIAG(106, "wrong-type", SEVERITY_ERROR, N_("a value has the wrong shape"),
     N_("A list stands where a map is expected, text where a number is expected, or nothing at "
	"all."))
DIAG(107, "bad-value", SEVERITY_ERROR, N_("a value cannot be understood"),
     N_("A date, time, duration, zone, address or word is not written as the format asks, or a "
	"text is cut off because a comment begins in it."))
DIAG(108, "unknown-reference", SEVERITY_ERROR, N_("a name refers to nothing"),
     N_("Every side, person, place, vehicle, meeting or item that is named must exist in the plan "
	"or, for places, among the built-in ones."))
DIAG(109, "duplicate-id", SEVERITY_ERROR, N_("two things share an id"),
     N_("Sides, people and the groups of a meeting share one namespace, since all may stand in "
	"`who`; the ids of a meeting's items, actions and clearances go into calendars and must "
	"differ."))
DIAG(110, "include", SEVERITY_ERROR, N_("an included file cannot be used"),
     N_("An included file is missing, lies outside the plan's folder or includes itself; or a "
	"private file holds more than private data. A private file that is absent is only a note."))
DIAG(111, "version", SEVERITY_ERROR, N_("the plan is of a newer format"),
     N_("The plan was written for a later version of pbplan, which may mean other things by the "
	"same words."))
DIAG(112, "unused", SEVERITY_NOTE, N_("nothing refers to it"),
     N_("A person, place or vehicle is described and never used: often the sign of a misspelled "
	"reference."))
DIAG(113, "waiver", SEVERITY_ERROR, N_("a waiver does not hold"),
     N_("A waiver needs a reason, so that others can judge it. One that has expired or hides "
	"nothing should be removed, so that it does not hide something new one day."))
DIAG(114, "renamed", SEVERITY_ERROR, N_("what was issued has another id now"),
     N_("Calendars know an entry by its UID, made of the ids of item, meeting and plan and of "
	"`uid_domain`. If one of them changes after an issue, everybody gets a second entry beside "
	"the old one. Keep the old id; or keep the old item too, with `status: cancelled`."))
DIAG(201, "ends-before-start", SEVERITY_ERROR, N_("the end is not after the beginning"),
     N_("As instants, with the zones of both places, the item ends before it begins or at once. "
	"An end on a later day is written with +1."))
DIAG(202, "outside-meeting", SEVERITY_ERROR, N_("an item lies outside the meeting's dates"),
     N_("An item of the programme stands on a day that is not one of the meeting's. Legs, stays, "
	"meals, free time and briefings may lie up to three days before or after."))
DIAG(203, "closed-place", SEVERITY_WARNING, N_("a place is not open at that time"),
     N_("The item lies wholly or partly outside the hours in which the place is open; a day that "
	"`opens` does not list is a closed day. At a border crossing this is an error: those who "
	"arrive after hours wait until the next morning."))
DIAG(204, "long-day", SEVERITY_WARNING, N_("a day is too long"),
     N_("From the first to the last item of a person's day it is longer than the plan's "
	"`long_day`. The time on the road counts, as it tires too; a night on a train or a plane "
	"belongs to no day."))
DIAG(205, "short-night", SEVERITY_WARNING, N_("a night is too short"),
     N_("Between the last item of one day and the first of the next there is less than the plan's "
	"`rest`. Delegates who have not slept do not negotiate well, and drivers must not drive."))
DIAG(206, "no-break", SEVERITY_NOTE, N_("there is no break"),
     N_("Four hours of programme go by without a meal and without fifteen minutes between two "
	"items. Interpreters need a pause much earlier."))
DIAG(207, "nonexistent-time", SEVERITY_ERROR, N_("a local time does not exist"),
     N_("On the day on which clocks are put forward, an hour of local time is skipped: nobody can "
	"arrive in it, and every calendar shows something else. A time that occurs twice, as "
	"clocks are put back, is a warning."))
DIAG(208, "past", SEVERITY_WARNING, N_("a meeting is over and is not held"),
     N_("The last day of a confirmed meeting has passed and its status is still `confirmed`. "
	"Until it is `held` or `cancelled`, reciprocity cannot be reckoned and the plan speaks of "
	"it as if it were to come."))
DIAG(209, "gap-in-programme", SEVERITY_NOTE, N_("guests have nothing to do"),
     N_("On a day of the meeting, between 09:00 and 19:00, guests have four hours or more without "
	"an item. Free time that is meant is written as `free`, so that nobody believes that "
	"something was forgotten."))
DIAG(301, "double-booked", SEVERITY_ERROR, N_("somebody or something is needed twice at one time"),
     N_("A person, vehicle, room or interpreter has two items that overlap in time, so one of "
	"them cannot take place as written."))
DIAG(302, "teleport", SEVERITY_ERROR, N_("a person changes cities without travelling"),
     N_("Two items in a row are in different cities of a country that is not home, and no leg "
	"leads from one to the other. Somebody has to be driven there, and nobody has been asked "
	"to."))
DIAG(303, "tight-transfer", SEVERITY_WARNING, N_("there is too little time to get from one place to the next"),
     N_("The way between two places of one city is reckoned as the great circle times 1.4 at the "
	"plan's `transfer_speed`, with `transfer_margin` added. Delegations leave late and arrive "
	"later."))
DIAG(304, "impossible-leg", SEVERITY_ERROR, N_("a leg is too fast or too slow to be true"),
     N_("No flight is faster than 1,000 km/h, no train faster than 350, no coach or car faster "
	"than 130, no boat faster than 90; and no flight of over an hour is slower than 250. Most "
	"often a time, a zone or an airport is mistaken."))
DIAG(305, "broken-chain", SEVERITY_ERROR, N_("a leg begins where the person is not"),
     N_("Outside the country of home a leg starts in another city than the one the person is in "
	"at that time. The vehicle waits in one place and the traveller in another."))
DIAG(306, "short-connection", SEVERITY_WARNING, N_("there is too little time before a leg"),
     N_("A flight needs its `check_in` after what comes before it; after an arrival from abroad "
	"by air or sea, any leg needs the time of `border_control`. Who comes later than that is "
	"not let on board."))
DIAG(307, "no-arrival", SEVERITY_ERROR, N_("a guest takes part and never arrives"),
     N_("The person takes part in an item abroad and no leg or crossing leads into that country. "
	"A forgotten name on the list of passengers is found here and not at the gate."))
DIAG(308, "no-return", SEVERITY_WARNING, N_("a guest has no way home"),
     N_("The person's last leg ends neither in the country of home nor at another meeting."))
DIAG(309, "no-bed", SEVERITY_ERROR, N_("a guest has nowhere to sleep"),
     N_("Outside the country of home the person has four hours or more between 00:00 and 06:00 "
	"with neither a stay nor a leg. A stay covers the nights from its day to the day of "
	"departure."))
DIAG(310, "two-beds", SEVERITY_WARNING, N_("two beds are booked for one night"),
     N_("Two stays cover the same night of one person; one of the two will be paid for in vain, or "
	"somebody else has none."))
DIAG(311, "over-capacity", SEVERITY_WARNING, N_("more people than places"),
     N_("More people take part than the room or place takes, or more ride than the vehicles of "
	"the leg have seats."))
DIAG(312, "busy", SEVERITY_WARNING, N_("a person is not free on that day"),
     N_("The person is `busy` on that day and is still expected in an item. If it is another "
	"meeting of the plan that takes place at that time, it is an error."))
DIAG(313, "not-a-member", SEVERITY_WARNING, N_("a person takes part without belonging to the meeting"),
     N_("The person is named in `who` and is in no delegation, staff or `others` of the meeting, "
	"so that lists and permits lack the name. Those who take part in one item only stand in "
	"its `with`."))
DIAG(314, "nobody", SEVERITY_WARNING, N_("nobody takes part"),
     N_("After `who`, `except`, arrivals and departures nobody is left for this item."))
DIAG(315, "unmet", SEVERITY_NOTE, N_("nobody of the host meets the guests"),
     N_("Guests arrive from abroad, and nobody of the host side is with them in the leg or the "
	"next item. Courtesy asks for somebody at the airport or at the crossing."))
DIAG(401, "no-counterpart", SEVERITY_WARNING, N_("an appointment without a counterpart"),
     N_("An official appointment does not say `with` whom it is. The office that receives wants "
	"to be named, and the delegation wants to know."))
DIAG(402, "no-head", SEVERITY_WARNING, N_("a delegation without a head"),
     N_("Order of precedence, seating and the first word follow the head of the delegation; in "
	"the short form it is the first member."))
DIAG(403, "no-common-language", SEVERITY_WARNING, N_("people who meet share no language"),
     N_("In a session, an appointment or a briefing two people share no language that both speak, "
	"and no interpreter of that item speaks a language of each. People whose languages are "
	"not known are left out and counted in a note."))
DIAG(404, "both-sides", SEVERITY_ERROR, N_("one person is in two delegations"),
     N_("A person can speak for one side only. Interpreters and facilitators of both stand in "
	"`others`."))
DIAG(405, "unequal-delegations", SEVERITY_NOTE, N_("delegations differ in size"),
     N_("The numbers of members differ by more than the plan's `parity`. Round tables of two "
	"sides are usually held by equals."))
DIAG(406, "unequal-chairs", SEVERITY_NOTE, N_("one side chairs more often"),
     N_("Over a meeting the sessions that each side chairs differ by more than one. The chair is "
	"usually shared or taken in turn."))
DIAG(407, "no-address", SEVERITY_WARNING, N_("an invitation has no address to go to"),
     N_("A member of a delegation, or somebody who is asked for an answer by `rsvp`, has no "
	"`email`: neither invitation nor change would reach this person."))
DIAG(408, "organizer-invited", SEVERITY_WARNING, N_("the organizer would be invited by the organizer"),
     N_("A person has the organizer's address. Calendar programs take such an invitation for "
	"their own event, drop it, or answer it in the organizer's name."))
DIAG(409, "unanswered-invitation", SEVERITY_WARNING, N_("shortly before the visit something is not settled"),
     N_("Within 72 hours of the visit an item is still tentative, or somebody who was invited has "
	"not answered. Rooms, seats and permits are counted by answers."))
DIAG(410, "no-contact", SEVERITY_WARNING, N_("guests have nobody to call"),
     N_("A visit with guests needs a `contact` for each of them: whoever is lost at night in a "
	"foreign city needs one number."))
DIAG(411, "interpreter-alone", SEVERITY_NOTE, N_("an interpreter works alone for too long"),
     N_("One interpreter has more than two hours without a colleague and without a break. "
	"Professional practice changes interpreters after half an hour."))
DIAG(501, "crossing-closed", SEVERITY_ERROR, N_("a crossing is closed to these people"),
     N_("By the regime of the crossing, those of that nationality cannot pass in that direction "
	"on that day. The last row of `regime` that fits decides."))
DIAG(502, "no-permit", SEVERITY_ERROR, N_("a permit is missing"),
     N_("The regime lets people pass with a permit only, and no `border` clearance `by` the "
	"country entered, `at` that crossing, covers them. The border service turns back whoever "
	"is not on its list."))
DIAG(503, "regime-unknown", SEVERITY_WARNING, N_("it is not known whether the border is open"),
     N_("No row of the crossing's `regime` says what holds on that day in that direction, or the "
	"last known one ends before the visit; or a train or bus passes a land border and does "
	"not say `via` which crossing. Such rules are decided for some months at a time and must "
	"be asked for again."))
DIAG(504, "clearance-late", SEVERITY_WARNING, N_("the last day to apply is near or has passed"),
     N_("A clearance has not been requested. Its lead is counted back from the first day on which "
	"it is needed, in working days of the country that grants it where the lead says so."))
DIAG(505, "not-granted", SEVERITY_WARNING, N_("a clearance is not granted yet"),
     N_("It was requested, and the visit is nearer than the time that a decision takes. Within 72 "
	"hours of its use it is an error: nobody can travel on a request."))
DIAG(506, "clearance-window", SEVERITY_ERROR, N_("a clearance is not valid on the day it is used"),
     N_("A clearance covers the person, but none that does is valid on that day. After a change "
	"of dates, permits must be changed too."))
DIAG(507, "document-expiry", SEVERITY_WARNING, N_("a passport expires too soon"),
     N_("Many border services ask for six months of validity after the visit. A passport that "
	"ends before the visit does is an error."))
DIAG(508, "wrong-direction", SEVERITY_ERROR, N_("a crossing leads into the country that the person is already in"),
     N_("`entering` names the country that is entered. Here it is the one in which the person is "
	"at that time: the direction is reversed, or a leg before it is missing."))
DIAG(509, "frontier-without-leg", SEVERITY_ERROR, N_("a person is in another country without having crossed a border"),
     N_("Between two countries there must be a flight, a train, a boat, a bus or a `crossing`. A "
	"transfer ends at the border; the crossing is an item of its own, with its time and its "
	"permit."))
DIAG(510, "no-document", SEVERITY_NOTE, N_("no travel document is known"),
     N_("The person crosses a border and the plan has no passport, so that the list for the "
	"border service is incomplete. It belongs into `private:`, best in a file of "
	"`private_include`."))
DIAG(511, "no-alternative", SEVERITY_NOTE, N_("a visit hangs on one permit"),
     N_("The guests' only way leads over a crossing that needs a permit. Legs with `alternative` "
	"say what is done if it is refused."))
DIAG(601, "unanswered", SEVERITY_WARNING, N_("a visit has not been answered"),
     N_("A visit that was held and answers none is to be answered within the plan's "
	"`return_within`. Before that day a note says who owes whom a visit and until when."))
DIAG(602, "same-host", SEVERITY_WARNING, N_("the same side hosts twice in a row"),
     N_("Two visits follow each other at the same side, and no answer lies between them."))
DIAG(603, "imbalance", SEVERITY_NOTE, N_("one side has hosted more visits"),
     N_("The numbers of visits held at each side differ by more than one."))
DIAG(604, "answers-itself", SEVERITY_ERROR, N_("a visit cannot be the answer to that one"),
     N_("`answers` names a meeting that is later, that has the same host, or that in the end "
	"answers this one."))
DIAG(605, "action-overdue", SEVERITY_WARNING, N_("what was agreed is overdue"),
     N_("An open action is past its `due` day, or has no `owner`: what nobody is to do, nobody "
	"does."))
DIAG(606, "no-follow-up", SEVERITY_NOTE, N_("nothing follows from a visit"),
     N_("Two weeks after a visit it has neither an action nor a next date. The interest of the "
	"first days is lost quickly."))
DIAG(701, "remembrance", SEVERITY_WARNING, N_("the programme falls on a day of remembrance"),
     N_("One of the sides keeps a day of mourning or remembrance on that day. Celebrations are "
	"out of place, delegates may be expected at home, and officials are not available."))
DIAG(702, "holiday", SEVERITY_WARNING, N_("the programme falls on a public holiday"),
     N_("On a public holiday of the host country offices are closed and roads are full. A holiday "
	"of the guests' is a note: they may want to be at home. Days that follow the moon are "
	"only expected until the government has set them."))
DIAG(703, "weekend-appointment", SEVERITY_WARNING, N_("an appointment on a day of rest"),
     N_("Institutions are closed on the days of rest of their country. If this one is open, its "
	"place should say so in `opens`."))
DIAG(704, "calendar-unknown", SEVERITY_NOTE, N_("days of that year or country are not built in"),
     N_("Public holidays and days of remembrance are not known for that year or that host "
	"country, so that checks of days are silent. The plan may name them in `days`."))
DIAG(801, "missing-translation", SEVERITY_WARNING, N_("a text lacks a language"),
     N_("A text that goes out to readers does not exist in all of the plan's languages; they "
	"would see it in another language."))
DIAG(802, "mixed-script", SEVERITY_WARNING, N_("letters of two scripts in one word"),
     N_("A letter looks like another one and belongs to another alphabet, such as a Cyrillic "
	"letter in an Azerbaijani name or a Latin one in an Armenian name. The name is then not "
	"found by any search, and border lists do not match passports."))
DIAG(803, "wrong-script", SEVERITY_WARNING, N_("a text is not in the script of its language"),
     N_("An Armenian text has no Armenian letter, or an Azerbaijani one is in Cyrillic. Most "
	"often texts were pasted under the wrong language."))
DIAG(804, "two-spellings", SEVERITY_WARNING, N_("a name is spelled in two ways"),
     N_("The name of a known person stands in a title with another spelling. Both spellings reach "
	"the same readers, and permits are given to a spelling."))
DIAG(805, "contested-name", SEVERITY_NOTE, N_("a place is named in one of its forms only"),
     N_("The built-in English name of this place has two forms, one for each language in use. "
	"Naming one alone may be read as taking a side."))
DIAG(806, "same-text", SEVERITY_NOTE, N_("a translation is the same as the text of another language"),
     N_("Two languages have the same words. Most often a text was copied to be translated later."))
DIAG(807, "not-normalized", SEVERITY_NOTE, N_("characters that look right and are not"),
     N_("The text is not in Unicode's normalization form C, so that searching and sorting fail. "
	"Control characters and bidirectional marks are an error: they can hide or turn round "
	"what is written."))
DIAG(808, "long-title", SEVERITY_NOTE, N_("a title is too long"),
     N_("Telephones show some forty characters of a title, and printed programmes need room for "
	"three languages. What is longer belongs into `details`."))
DIAG(901, "private-in-text", SEVERITY_ERROR, N_("private data stand in a text that others read"),
     N_("A telephone, passport number or address that a `private:` block holds stands in another "
	"text as well, from which it would reach readers it is not meant for. A number that the "
	"meeting's `contact` gives is not private."))
DIAG(902, "public-detail", SEVERITY_WARNING, N_("a public item shows where the delegation is"),
     N_("A leg, a stay, an item with a vehicle or an item at a hotel is marked `public`. Routes, "
	"hotels and vehicles are nobody else's business; press conferences excepted."))
