// Beside the button: what it will do with the moment that is in the field now.

const says = document.querySelector("#publish-says");
const day = document.querySelector("#id_publish_at_0");
const hour = document.querySelector("#id_publish_at_1");
const MONTHS = ["led", "únor", "břez", "dub", "květ", "červ", "červenc", "srp", "zář", "říj", "listopad", "prosin"];

function readDay(text) {
  const clean = text.trim().replace(/\s+/g, " ");
  const iso = clean.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  if (iso) return [iso[1], iso[2], iso[3]];
  const numbers = clean.match(/^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/);
  if (numbers) return [numbers[3], numbers[2], numbers[1]];
  const words = clean.toLowerCase().match(/^(\d{1,2})\. ?(\p{L}+) (\d{4})$/u);
  if (!words) return null;
  // The longest beginning: "června" is in "července", not the other way round.
  const found = MONTHS.map((begin, number) => [begin, number + 1])
    .filter(([begin]) => words[2].startsWith(begin))
    .sort(([a], [b]) => b.length - a.length)[0];
  return found ? [words[3], found[1], words[1]] : null;
}

function readHour(text) {
  const found = text.trim().match(/^(?:v\s)?(\d{1,2})(?:[.:](\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(?:h|hod)?\.?$/i);
  return found && found[1] < 24 && (found[2] ?? 0) < 60 ? [found[1], found[2] ?? "00"] : null;
}

const two = (number) => String(number).padStart(2, "0");

function inPrague() {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Prague", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts();
  const part = (type) => parts.find((each) => each.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

function sentence() {
  const { now, later, unread } = says.dataset;
  if (!day.value.trim() && !hour.value.trim()) return now;
  const date = readDay(day.value), time = readHour(hour.value);
  if (!date || !time) return unread;
  const [year, month, dayOfMonth] = date.map(Number);
  const real = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== dayOfMonth) return unread;
  const typed = `${year}-${two(month)}-${two(dayOfMonth)}T${two(Number(time[0]))}:${time[1]}`;
  if (typed <= inPrague()) return now;
  const when = `${dayOfMonth}.\u00a0${month}. ${year} v\u00a0${Number(time[0])}:${time[1]}`;
  return later.replace("{when}", when);
}

function follow() {
  const place = says.querySelector("strong");
  const say = () => {
    const words = sentence();
    if (place.textContent !== words) place.textContent = words;
  };
  for (const field of [day, hour]) {
    for (const event of ["input", "change", "blur", "focus"]) field.addEventListener(event, say);
  }
  // Django's calendar and clock write into the fields without an event.
  document.addEventListener("click", () => setTimeout(say));
  setInterval(say, 30000); // a moment that was ahead may be past by now
  say();
}

if (says && day && hour) follow();

// A link to a field under CKEditor or a chooser: what is written in there is another element.
document.querySelector("#faults")?.addEventListener("click", (event) => {
  const id = event.target.closest("a")?.hash.slice(1);
  const field = id && document.getElementById(id);
  if (!field) return;
  const editor = window.CKEDITOR?.instances[id];
  const chooser = field.parentElement.querySelector(".select2-selection");
  if (!editor && !chooser && field.offsetParent) return;
  event.preventDefault();
  field.closest(".form-row")?.scrollIntoView({ block: "center" });
  if (editor) editor.focus();
  else chooser?.focus();
});
document.querySelector("#faults")?.focus();
