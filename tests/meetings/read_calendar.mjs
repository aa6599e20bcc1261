// Reads a calendar as a program that knows nothing of Prague but what the file says of it.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

function moment(time) {
  return time && (time.isDate ? time.toString() : time.toJSDate().toISOString());
}

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    starts: moment(event.startDate),
    ends: component.hasProperty("dtend") ? moment(event.endDate) : null,
  };
});
process.stdout.write(JSON.stringify(events));
