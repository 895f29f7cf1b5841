/*
 * Reads calendars with ical.js, which is Thunderbird's, and prints as JSON
 * what is in them: {file: [[kind, UID, start, end, status, title], ...]}.
 * Clocks are those of the calendar's own VTIMEZONEs.
 */
"use strict";
const fs = require("fs");

let ICAL = require("ical.js");
ICAL = ICAL.default || ICAL;

function moment(time) {
	if (!time)
		return null;
	if (time.isDate)
		return time.toString();
	if (time.zone === ICAL.Timezone.localTimezone)
		return "floating " + time.toString();
	return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function read(file) {
	const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
	const seen = [];

	ICAL.TimezoneService.reset();
	for (const zone of calendar.getAllSubcomponents("vtimezone"))
		ICAL.TimezoneService.register(new ICAL.Timezone(zone));
	for (const kind of ["vevent", "vtodo"])
		for (const event of calendar.getAllSubcomponents(kind)) {
			const value = (name) => event.getFirstPropertyValue(name);

			seen.push([kind.toUpperCase(), value("uid"),
				kind === "vevent" ? moment(value("dtstart")) : null,
				moment(value(kind === "vevent" ? "dtend" : "due")),
				value("status"), value("summary")]);
		}
	return seen;
}

const all = {};
for (const file of process.argv.slice(2))
	all[file] = read(file);
process.stdout.write(JSON.stringify(all));
