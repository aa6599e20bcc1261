// Describing many pictures: Ctrl + Enter saves, and what was typed outlives an expired log-in.
"use strict";

const form = document.querySelector(".library-describe");
const shelf = "library-describe";
const isTyped = ({ type, name }) => type !== "hidden" && type !== "submit" && name;
let isLeaving = false;

const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
const before = (field) =>
  field.type === "checkbox" ? field.defaultChecked : field.defaultValue;
const changed = () =>
  [...(form?.elements ?? [])].filter((each) => isTyped(each) && value(each) !== before(each));

function shelve() {
  try {
    const typed = changed().map((field) => [field.name, value(field)]);
    sessionStorage.setItem(shelf, JSON.stringify(typed));
  } catch {
    // No room or no permission: then only the page itself holds it.
  }
}

// After a log-in that had expired the page comes back as the server has it.
function takeBack() {
  let typed = [];
  try {
    typed = JSON.parse(sessionStorage.getItem(shelf)) ?? [];
    sessionStorage.removeItem(shelf);
  } catch {
    return;
  }
  let count = 0;
  for (const [name, held] of typed) {
    const field = form.elements[name];
    if (!field || String(value(field)).trim() === String(held).trim()) continue;
    if (field.closest(".library-described--refused")) continue;
    if (field.type === "checkbox") field.checked = held;
    else field.value = held;
    count += 1;
  }
  if (!count) return;
  const words = document.createElement("p");
  words.className = "library-returned";
  words.setAttribute("role", "status");
  words.textContent = "Vrátili jsme sem, co jste napsali a co se nestihlo uložit.";
  form.prepend(words);
  shelve();
}

if (form) {
  takeBack();
  form.querySelector(".library-described--refused [aria-invalid]")?.focus();
  form.addEventListener("input", shelve);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    isLeaving = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && changed().length) event.preventDefault();
  });
}
