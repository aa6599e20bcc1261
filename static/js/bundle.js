// What a reader ticks for printing, remembered across pages by this browser alone. Without this
// script the form under a list prints what is ticked on that one page.
const KEY = "k-tisku";
const KEPT = 24 * 60 * 60 * 1000; // milliseconds from the last change
const action = document.querySelector("script[data-bundle]").dataset.bundle;
const form = document.getElementById("k-tisku");
const keep = document.querySelector("[data-keep]");
let withoutStorage = []; // where a browser lets us keep nothing, it is remembered on this page

const isPick = (pick) =>
  Array.isArray(pick) && /^[a-z]+:[0-9]+$/.test(pick[0]) && typeof pick[1] === "string";

/** The picks, each a reference and a title, in the order in which they were ticked. */
function read() {
  try {
    const { at, picks } = JSON.parse(localStorage.getItem(KEY)) ?? { at: 0, picks: [] };
    return Date.now() - at < KEPT ? picks.filter(isPick) : [];
  } catch {
    return withoutStorage;
  }
}

function write(picks) {
  withoutStorage = picks;
  try {
    if (picks.length) localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), picks }));
    else localStorage.removeItem(KEY);
  } catch {
    // Then it is not remembered, and everything else goes on.
  }
}

function address(picks) {
  return `${action}?${picks.map(([reference]) => `id=${reference}`).join("&")}`;
}

function counted(number) {
  const form = new Intl.PluralRules("cs").select(number);
  return `${number} ${{ one: "text", few: "texty" }[form] ?? "textů"}`;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

const said = element("p", "visually-hidden");
said.setAttribute("role", "status");

const bar = element("aside", "picked");
bar.setAttribute("aria-label", "Výběr k tisku");
const chosen = element("details", "picked__chosen");
const count = element("summary", "picked__count");
const list = element("ul", "picked__list");
const print = element("a", "picked__print", "Vytisknout");
const clear = element("button", "picked__clear", "Zrušit výběr");
clear.type = "button";
print.rel = "nofollow";
chosen.append(count, list);
bar.append(chosen, print, clear);
document.body.append(said);

function row([reference, title]) {
  const item = element("li", "picked__item");
  const remove = element("button", "picked__remove", "odebrat");
  remove.type = "button";
  remove.setAttribute("aria-label", `Odebrat z výběru: ${title}`);
  remove.addEventListener("click", () => {
    change(reference, title, false);
    (bar.isConnected ? count : document.getElementById("obsah")).focus();
  });
  item.append(element("span", "picked__title", title), remove);
  return item;
}

function show(picks = read()) {
  const references = new Set(picks.map(([reference]) => reference));
  for (const box of document.querySelectorAll("[data-pick]")) {
    box.checked = references.has(box.value);
  }
  if (keep) {
    keep.hidden = false;
    keep.textContent = references.has(keep.dataset.keep)
      ? "Odebrat z výběru k tisku"
      : "Přidat do výběru k tisku";
  }
  if (!picks.length) bar.remove();
  else if (!bar.isConnected) document.body.append(bar);
  count.textContent = `Vybráno: ${counted(picks.length)}`;
  list.replaceChildren(...picks.map(row));
  print.href = address(picks);
}

function change(reference, title, isPicked) {
  const picks = read().filter(([other]) => other !== reference);
  if (isPicked) picks.push([reference, title]);
  write(picks);
  show(picks);
  const done = isPicked ? "Přidáno do výběru k tisku" : "Odebráno z výběru k tisku";
  said.textContent = `${done}: ${title}. Vybráno: ${counted(picks.length)}.`;
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-pick]")) change(target.value, target.dataset.pick, target.checked);
});

keep?.addEventListener("click", () => {
  const { keep: reference, title } = keep.dataset;
  change(reference, title, !read().some(([other]) => other === reference));
});

clear.addEventListener("click", () => {
  chosen.open = false;
  write([]);
  show([]);
  said.textContent = "Výběr k tisku je zrušený.";
  document.getElementById("obsah").focus();
});

form?.addEventListener("submit", (event) => {
  const picks = read();
  if (!picks.length) return;
  event.preventDefault();
  location.assign(address(picks));
});

// Another page of ours in another window, and this one when one comes back to it.
window.addEventListener("storage", () => show());
window.addEventListener("pageshow", () => show());
show();
