// Names for fields that Django's lists and tables leave to the heading above them, and for the
// choosers that a script puts in a field's place: a screen reader says them with each field.

const FIELDS = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea";

function heading(field) {
  const cell = field.closest("td, th");
  const table = cell?.closest("table");
  const words = table?.tHead?.rows[0]?.cells[cell.cellIndex]?.innerText.trim();
  // An empty heading stands over what a tick deletes or chooses.
  return words || cell?.className.match(/delete/) && "Smazat" || "";
}

// The day and the hour of one moment share the label of their row.
function part(field) {
  const moment = field.closest(".datetime");
  if (!moment) return "";
  const label = moment.closest(".form-row")?.querySelector("label, legend")?.innerText ?? "";
  return `${label.replace(/:\s*$/, "")}, ${field.matches(".vTimeField") ? "hodina" : "den"}`;
}

function nameFields(root) {
  for (const field of root.querySelectorAll(".datetime input")) field.ariaLabel = part(field);

  for (const field of root.querySelectorAll(`.tabular :is(${FIELDS}), #result_list :is(${FIELDS})`)) {
    if (field.labels?.length || field.ariaLabel) continue;
    const name = heading(field);
    if (name) field.ariaLabel = name;
  }
}

// A chooser's own label says only what is chosen; the field's comes before it.
function nameChooser(select) {
  const label = select.labels?.[0]?.innerText.replace(/:\s*$/, "") || select.ariaLabel || "";
  const search = select.parentElement.querySelector(".select2-search--inline .select2-search__field");
  if (search) search.ariaLabel = label; // of several that are chosen one writes among them
  const chooser = select.parentElement.querySelector(".select2-selection[aria-labelledby]");
  if (!chooser || chooser.dataset.named) return;
  const name = document.createElement("span");
  name.className = "visually-hidden";
  name.id = `${select.id}-name`;
  name.textContent = label;
  chooser.before(name);
  chooser.dataset.named = "";
  chooser.setAttribute("aria-labelledby", `${name.id} ${chooser.getAttribute("aria-labelledby")}`);
  // It cannot be written in: a text box in a text box only confuses.
  const chosen = chooser.querySelector("[role=textbox]");
  chosen?.removeAttribute("role");
  chosen?.removeAttribute("aria-readonly");
}

function nameAll(root) {
  nameFields(root);
  root.querySelectorAll("select.admin-autocomplete").forEach(nameChooser);
}

// jQuery's queue: Django's own scripts have made the choosers before, in rows added later too.
window.django?.jQuery?.(() => {
  document.querySelector("#searchbar")?.setAttribute("aria-label", "Hledat v seznamu");
  nameAll(document);
  document.addEventListener("formset:added", (event) => nameAll(event.target));
});
