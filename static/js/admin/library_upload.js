// Sends dropped or chosen files to the library: a few at a time, each with its progress and result.
"use strict";

const AT_ONCE = 2;
const SPEAK_EVERY = 4000; // ms; a screen reader is not to be told of each of fifty files
const SAID = {
  waiting: "čeká na odeslání",
  processing: "zpracovává se…",
  lost: "Spojení se přerušilo, soubor nedorazil.",
  failed: "Server teď soubor nezpracoval.",
  folder: (name) => `„${name}“ je složka: otevřete ji a přetáhněte soubory, které jsou v ní.`,
  over: (name) => `Soubor „${name}“ je příliš velký, server ho nepřijal.`,
};

const form = document.querySelector(".library-upload");
const field = form.elements.upload;
const results = document.querySelector(".library-results");
const rows = results.querySelector(".library-results__rows");
const summary = results.querySelector(".library-results__summary");
const trouble = results.querySelector(".library-results__trouble");
const next = results.querySelector(".library-results__next");
const items = [];
const toDescribe = new Set();
let sending = 0, isPaused = false, spokenAt = 0, speaking;

// --- what is added -------------------------------------------------------------------------------

function add(files) {
  const common = [...new FormData(form)].filter(([name]) => !OWN.includes(name));
  for (const file of files) {
    const item = { file, name: file.name, common, state: "waiting", again: false };
    items.push(item);
    draw(item);
    if (file.size > Number(form.dataset.limit)) settle(item, "refused", tooLarge(file));
  }
  proceed();
}

const OWN = ["csrfmiddlewaretoken", "upload", "again"];

function tooLarge({ name, size }) {
  return form.dataset.tooLarge.replace("{name}", () => name).replace("{size}", () => fileSize(size));
}

// As nszm_portal.library.filesize says it.
function fileSize(size) {
  const kilobytes = Math.ceil(size / 1000);
  if (kilobytes < 1000) return `${kilobytes}\u00a0kB`;
  const tenths = Math.ceil(size / 100_000);
  return `${Math.floor(tenths / 10)}${tenths % 10 ? `,${tenths % 10}` : ""}\u00a0MB`;
}

function refuseFolder(name) {
  const item = { name, state: "refused" };
  items.push(item);
  draw(item);
  settle(item, "refused", SAID.folder(name));
}

// --- rows ----------------------------------------------------------------------------------------

function draw(item) {
  const row = document.querySelector("#library-waiting").content.firstElementChild.cloneNode(true);
  row.querySelector(".library-result__name").textContent = item.name;
  row.querySelector("progress").setAttribute("aria-label", `Nahrávání souboru ${item.name}`);
  if (item.row) item.row.replaceWith(row);
  else rows.append(row);
  item.row = row;
  say(item, SAID.waiting);
  results.hidden = false;
}

function say(item, words) {
  item.row.querySelector(".library-result__said").textContent = words;
}

function show(item, at) {
  const bar = item.row.querySelector("progress");
  if (at < 1) {
    bar.value = at;
    say(item, `${Math.floor(at * 100)}\u00a0%`);
  } else {
    bar.removeAttribute("value");
    say(item, SAID.processing);
  }
}

function settle(item, state, sentence) {
  item.state = state;
  item.row.querySelector("progress")?.remove();
  item.row.className = `library-result library-result--${state}`;
  if (sentence) say(item, sentence);
  if (state === "lost") offer(item, "Zkusit znovu");
}

// The server's own row, the same as without a script.
function take(item, { state, row, describe, retry: mayPass }) {
  const parsed = new DOMParser().parseFromString(row, "text/html");
  const made = document.adoptNode(parsed.querySelector(".library-result"));
  item.row.replaceWith(made);
  item.row = made;
  item.state = state;
  if (describe) toDescribe.add(describe);
  if (mayPass) offer(item, "Zkusit znovu");
  if (state === "known") offer(item, "Přesto nahrát znovu", { again: true });
}

function offer(item, words, changes = {}) {
  const button = makeButton(words, () => retry(item, changes));
  button.setAttribute("aria-label", `${words}: ${item.name}`);
  item.row.querySelector(".library-result__told").append(button);
}

function makeButton(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}

function retry(item, changes = {}) {
  const hadFocus = item.row.contains(document.activeElement);
  Object.assign(item, changes, { state: "waiting" });
  draw(item);
  if (hadFocus) {
    item.row.tabIndex = -1;
    item.row.focus();
  }
  proceed();
}

// --- sending -------------------------------------------------------------------------------------

function proceed() {
  for (const item of items) {
    if (isPaused || sending >= AT_ONCE) break;
    if (item.state === "waiting") run(item);
  }
  tell();
}

async function run(item) {
  item.state = "sending";
  sending += 1;
  try {
    let answer = await send(item);
    // Who signs in anew, be it in another window, gets a new token.
    if (answer.status === 403 && !answer.json && (await renewToken())) answer = await send(item);
    judge(item, answer);
  } catch {
    settle(item, "lost", SAID.failed);
  }
  sending -= 1;
  proceed();
}

function send(item) {
  return new Promise((resolve) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of item.common) data.append(name, value);
    if (item.again) data.append("again", "on");
    data.append("upload", item.file, item.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => show(item, loaded / total));
    request.upload.addEventListener("load", () => show(item, 1));
    request.addEventListener("load", () => {
      resolve({ status: request.status, json: asJson(request.responseText) });
    });
    for (const end of ["error", "abort", "timeout"]) {
      request.addEventListener(end, () => resolve({ status: 0 }));
    }
    request.send(data);
  });
}

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function judge(item, { status, json }) {
  if (status === 0) settle(item, "lost", SAID.lost);
  else if (status === 403 && (json?.signed_out || !json)) pause(item);
  else if (status === 413) settle(item, "refused", SAID.over(item.name));
  else if (json?.results?.length) take(item, json.results[0]);
  else if (json?.sentence) settle(item, "refused", `„${item.name}“: ${json.sentence}`);
  else settle(item, "lost", SAID.failed);
}

async function renewToken() {
  const answer = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector(".library-upload [name=csrfmiddlewaretoken]");
  if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  return Boolean(token);
}

// --- what stops it -------------------------------------------------------------------------------

function pause(item) {
  isPaused = true;
  item.state = "waiting";
  draw(item);
}

function signedOut() {
  const link = document.createElement("a");
  link.href = trouble.dataset.login;
  link.target = "_blank";
  link.textContent = "přihlaste se v novém okně";
  const words = document.createElement("p");
  words.append(
    "Přihlášení vypršelo. Seznam souborů tu zůstává: ", link, " a pak stiskněte „Pokračovat“.",
  );
  const go = makeButton("Pokračovat", async () => {
    go.disabled = true;
    isPaused = !(await renewToken());
    go.disabled = false;
    if (isPaused) words.firstChild.data = "Přihlášení se zatím nepodařilo. Seznam tu zůstává: ";
    else proceed();
  });
  return [words, go];
}

function lost(those) {
  const words = document.createElement("p");
  const nouns = ["soubor se nepodařilo", "soubory se nepodařilo", "souborů se nepodařilo"];
  words.textContent = `${those.length} ${plural(those.length, ...nouns)} odeslat.`;
  return [words, makeButton("Zkusit znovu vše, co nedorazilo", () => those.forEach((each) => retry(each)))];
}

let troubledBy = "";
function warn(isRunning) {
  const those = items.filter(({ state }) => state === "lost");
  const by = isPaused ? "signed out" : !isRunning && those.length ? `lost ${those.length}` : "";
  if (by === troubledBy) return;
  troubledBy = by;
  trouble.replaceChildren(...(isPaused ? signedOut() : by ? lost(those) : []));
  trouble.hidden = !by;
}

// --- what is told --------------------------------------------------------------------------------

function plural(count, one, few, many) {
  if (count === 1) return one;
  return count >= 2 && count <= 4 ? few : many;
}

function inWords() {
  const count = (wanted) => items.filter(({ state }) => state === wanted).length;
  const known = count("known"), refused = count("refused"), gone = count("lost");
  const parts = [`Nahráno ${count("stored")} z ${items.length}`];
  if (known) parts.push(`${known} už v knihovně ${plural(known, "byl", "byly", "bylo")}`);
  if (refused) {
    const words = ["soubor nepřijat", "soubory nepřijaty", "souborů nepřijato"];
    parts.push(`${refused} ${plural(refused, ...words)}`);
  }
  if (gone) parts.push(`${gone} ${plural(gone, "nedorazil", "nedorazily", "nedorazilo")}`);
  return `${parts.join(", ")}.`;
}

const isUnfinished = () => items.some(({ state }) => state === "waiting" || state === "sending");

function tell() {
  const isRunning = isUnfinished();
  clearTimeout(speaking);
  const speak = () => {
    spokenAt = Date.now();
    summary.textContent = inWords();
  };
  if (!isRunning || Date.now() - spokenAt >= SPEAK_EVERY) speak();
  else speaking = setTimeout(speak, SPEAK_EVERY - (Date.now() - spokenAt));
  warn(isRunning);
  if (next && toDescribe.size) {
    const link = next.querySelector("a");
    const isTooMany = toDescribe.size > Number(link.dataset.most);
    link.href = link.dataset.all + (isTooMany ? "" : `?ids=${[...toDescribe].join(",")}`);
    next.hidden = isRunning;
  }
}

// --- where files come from -----------------------------------------------------------------------

form.classList.add("library-upload--scripted");
form.querySelector(".library-upload__scope").hidden = false;

field.addEventListener("change", () => {
  add([...field.files]);
  field.value = "";
});

form.addEventListener("submit", (event) => event.preventDefault());

// The whole window takes them: a file dropped beside the place would replace the page.
const holdsFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
const mark = (isOver) => form.classList.toggle("library-upload--over", isOver);

document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "copy";
  mark(true);
});
document.addEventListener("dragleave", ({ relatedTarget }) => mark(Boolean(relatedTarget)));
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  mark(false);
  const files = [];
  for (const each of event.dataTransfer.items) {
    if (each.kind !== "file") continue;
    const entry = each.webkitGetAsEntry?.();
    if (entry?.isDirectory) refuseFolder(entry.name);
    else files.push(each.getAsFile());
  }
  add(files);
});

addEventListener("beforeunload", (event) => {
  if (isUnfinished()) event.preventDefault();
});
