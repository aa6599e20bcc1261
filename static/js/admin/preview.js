// The preview beside the form: what is typed is stored first, then shown as readers will see it.

const panel = document.querySelector("#preview");
const form = panel && document.getElementById(panel.dataset.form);
if (form) show();

function show() {
  const buttons = document.querySelectorAll("[data-preview]");
  const frame = panel.querySelector("iframe");
  const stage = panel.querySelector("[role=tabpanel]");
  const says = panel.querySelector("[role=status]");
  const tabs = [...panel.querySelectorAll("[role=tab]")];
  const shelf = panel.querySelector("[data-links]");
  const beside = matchMedia("(min-width: 1400px)");
  let loads = 0;

  // --- the page ----------------------------------------------------------------------------------

  // Under what address the preview of the form's text stands; none while nothing is stored.
  function root() {
    const copy = form.elements._copy?.value;
    return copy ? panel.dataset.copy.replace("/0/", `/${copy}/`) : panel.dataset.stored;
  }

  const chosen = () => tabs.find((tab) => tab.ariaSelected === "true");

  // Stores what is typed; a form that only shows has nothing to store.
  async function stored() {
    const detail = {};
    form.dispatchEvent(new CustomEvent("autosave:ask", { detail }));
    return (await detail.done) ?? true;
  }

  async function refresh() {
    const before = loads;
    const isStored = await stored();
    if (loads === before) load();
    if (!isStored) says.textContent = "Poslední změny se nepodařilo uložit, náhled je bez nich.";
  }

  function load() {
    loads += 1;
    if (!root()) {
      says.textContent = "Zatím není co ukázat. Napište třeba titulek.";
      return;
    }
    says.textContent = "";
    const address = new URL(`${root()}nahled/${chosen().dataset.view ?? ""}`, location);
    const shown = frame.contentWindow;
    const at = shown.location.href === address.href ? shown.scrollY : 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, at), { once: true });
    shown.location.replace(address); // leaves no step for the "back" button
  }

  // As wide as the reader's window, made smaller where the panel is narrower.
  function fit() {
    const width = Number(chosen().dataset.width);
    const scale = Math.min(1, stage.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${stage.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
    frame.style.insetInlineStart = `${Math.max(0, (stage.clientWidth - width * scale) / 2)}px`;
  }

  function choose(tab) {
    for (const each of tabs) {
      each.ariaSelected = String(each === tab);
      each.tabIndex = each === tab ? 0 : -1;
    }
    stage.setAttribute("aria-labelledby", tab.id);
    fit();
    load();
  }

  for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
  panel.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs.at((tabs.indexOf(chosen()) + step) % tabs.length);
    next.focus();
    choose(next);
  });

  // --- the panel ---------------------------------------------------------------------------------

  function open() {
    if (beside.matches) panel.show();
    else panel.showModal();
    for (const button of buttons) button.ariaExpanded = "true";
    fit();
    refresh();
  }

  for (const link of document.querySelectorAll("[data-without-script]")) link.hidden = true;
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => (panel.open ? panel.close() : open()));
  }
  panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel.close();
  });
  panel.addEventListener("close", () => {
    for (const button of buttons) button.ariaExpanded = "false";
  });
  beside.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    open();
  });
  form.addEventListener("autosave:saved", () => {
    if (panel.open) load();
  });
  new ResizeObserver(fit).observe(stage);

  // --- links for people without an account -------------------------------------------------------

  async function fetchLinks(address, options) {
    const answer = await fetch(address, options).catch(() => null);
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const links = page?.querySelector("#preview-links");
    if (!links) {
      shelf.textContent = "Odkazy se nepodařilo načíst. Zkuste to prosím znovu.";
      return;
    }
    shelf.replaceChildren(links);
    const field = links.querySelector("#preview-address");
    const copy = links.querySelector("[data-copy-address]");
    if (!field) return;
    copy.hidden = !navigator.clipboard;
    field.focus();
    field.select();
  }

  shelf?.parentElement.addEventListener("toggle", async ({ target }) => {
    if (!target.open) return;
    await stored();
    if (root()) fetchLinks(`${root()}odkazy/`);
    else shelf.textContent = "Zatím není co ukázat. Napište třeba titulek.";
  });
  shelf?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = event.target;
    const body = new URLSearchParams(new FormData(sent));
    if ("make" in sent.dataset) await stored();
    fetchLinks("make" in sent.dataset ? `${root()}odkazy/` : sent.action, { method: "POST", body });
  });
  shelf?.addEventListener("click", async ({ target }) => {
    if (!target.matches("[data-copy-address]")) return;
    await navigator.clipboard.writeText(shelf.querySelector("#preview-address").value);
    target.textContent = "Zkopírováno";
  });
}
