// Titles under the search box while one types; without this script the box searches all the same.
const WAIT = 150; // milliseconds without a key before the server is asked
const SHORTEST = 2; // letters

function enhance(form) {
  const field = form.querySelector("[name=q]");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let timer, asking, typed, active = -1;

  list.id = `${field.id}-tituly`;
  list.className = "searchbox__titles";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Návrhy");
  list.hidden = true;
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  form.append(list, said);
  for (const [name, value] of Object.entries({
    type: "text", // a field of type "search" may have no other role (ARIA in HTML)
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    field.setAttribute(name, value);
  }

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const choose = (number) => {
    active = number;
    [...list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === number));
      if (index === number) item.scrollIntoView({ block: "nearest" });
    });
    if (number < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[number].id);
  };

  const show = (titles) => {
    list.replaceChildren(
      ...titles.map(({ title, url, kind }, index) => {
        const item = document.createElement("li");
        const about = document.createElement("span");
        item.id = `${list.id}-${index}`;
        item.className = "searchbox__title";
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.url = url;
        about.className = "searchbox__kind";
        about.textContent = kind;
        item.append(title, about);
        return item;
      }),
    );
    active = -1;
    list.hidden = !titles.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = titles.length ? `Návrhy: ${titles.length}. Vybírá se šipkami.` : "";
  };

  const ask = async () => {
    typed = field.value.trim();
    asking?.abort();
    if (typed.length < SHORTEST) return close();
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: field.value })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (answer.ok && document.activeElement === field) show((await answer.json()).titles);
    } catch {
      close(); // a newer question, or no network: then the box is a plain one
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // From the last one back to what was typed, and round again.
      choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.url);
    }
  });

  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const item = target.closest("[role=option]");
    if (item) location.assign(item.dataset.url);
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    asking?.abort();
  });
}

document.querySelectorAll("form[data-suggestions]").forEach(enhance);
