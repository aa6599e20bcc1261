// Keeps what is typed: in this browser at once, on the server a moment later.

const place = document.querySelector("#autosave");
if (place) keep(place.closest("form"), place.dataset);

function keep(form, { url, login, person }) {
  const PAUSE = 1200; // ms after the last change
  const RETRY = 5000;
  const OWN = ["csrfmiddlewaretoken", "_version", "_copy", "_edition", "_reviewed", "_reviewed_edition"];
  // Each window has a place of its own, so that none takes away what another could not save.
  const shelves = `rozepsane:${person}:${location.pathname}:`;
  const shelf = `${shelves}${Date.now()}-${Math.random().toString(36).slice(2)}`;
  const says = document.querySelector("#autosave-says");
  let timer, sending, again, warning = "", leaving = false, shown = snapshot();

  // --- what the form holds ---------------------------------------------------------------------

  function snapshot() {
    for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) {
      if (editor.status === "ready") editor.updateElement();
    }
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "_note") data.append(name, value);
    }
    return data;
  }

  function content(data) {
    const own = new URLSearchParams(data);
    for (const name of OWN) own.delete(name);
    return own.toString();
  }

  const say = (words, isAlert = false) => {
    says.textContent = words;
    says.classList.toggle("autosave--alert", isAlert);
  };

  const clock = (at = new Date()) => `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;

  function moment(at) {
    const isToday = at.toDateString() === new Date().toDateString();
    return isToday ? clock(at) : `${at.getDate()}. ${at.getMonth() + 1}. v ${clock(at)}`;
  }

  // --- in this browser -------------------------------------------------------------------------

  function shelve(data) {
    try {
      localStorage.setItem(shelf, JSON.stringify({ at: Date.now(), data: data.toString() }));
    } catch {
      // No room or no permission: the server's copy has to do.
    }
  }

  function offerShelved() {
    let keys = [];
    try {
      keys = Object.keys(localStorage).filter((key) => key.startsWith(shelves));
    } catch {
      // No permission: nothing was kept either.
    }
    keys.sort().forEach(offer);
  }

  function offer(key) {
    let left;
    try {
      left = JSON.parse(localStorage.getItem(key));
    } catch {
      left = null;
    }
    if (!left) return;
    const data = new URLSearchParams(left.data);
    if (content(data) === content(shown)) return localStorage.removeItem(key);
    const box = document.createElement("div");
    box.className = "standing standing--alert";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Text, který se nestihl uložit");
    const words = document.createElement("p");
    words.textContent = `V tomto prohlížeči zůstal text z ${moment(new Date(left.at))}, který se nestihl uložit.`;
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "Co v něm je";
    const list = document.createElement("dl");
    for (const [name, value] of data) {
      const field = form.elements[name];
      const label = field?.labels?.[0]?.innerText.replace(/:\s*$/, "");
      const stored = shown.getAll(name);
      if (!label || !value.trim() || stored.includes(value)) continue;
      const term = document.createElement("dt"), told = document.createElement("dd");
      term.textContent = label;
      told.textContent = new DOMParser().parseFromString(value, "text/html").body.textContent;
      list.append(term, told);
    }
    details.append(summary, list);
    const take = button("Vrátit ho do formuláře", async () => {
      take.disabled = true;
      for (const name of OWN) {
        if (form.elements[name]) data.set(name, form.elements[name].value);
      }
      const answer = await send(data);
      if (!answer) return (take.disabled = false);
      localStorage.removeItem(key);
      leaving = true;
      location.assign(answer.address);
    });
    const drop = button("Zahodit", () => {
      localStorage.removeItem(key);
      box.remove();
    });
    box.append(words, details, take, " ", drop);
    place.before(box);
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "tool-button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  // --- to the server ---------------------------------------------------------------------------

  async function send(data) {
    let response;
    try {
      response = await fetch(url, { method: "POST", body: data, redirect: "error" });
    } catch {
      return later("Bez spojení.");
    }
    if (response.status >= 500) return later("Portál teď ukládat nemůže.");
    if (response.status === 401 || response.status === 403 && !response.headers.get("content-type")?.includes("json")) {
      say("Přihlášení vypršelo. Text je v tomto prohlížeči; přihlaste se prosím znovu.", true);
      if (!(await signIn())) {
        say("Nejste přihlášeni. Text je v tomto prohlížeči; uloží se, až se přihlásíte.", true);
        return null;
      }
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      return send(data);
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      say(answer.error ?? "Uložit se nepodařilo. Text zůstává v tomto prohlížeči.", true);
      return null;
    }
    form.elements._copy.value = answer.copy;
    form.elements._edition.value = answer.edition;
    return answer;
  }

  function later(why) {
    say(`${why} Text zůstává v tomto prohlížeči (${clock()}), uloží se sám.`, true);
    clearTimeout(timer);
    timer = setTimeout(save, RETRY);
    return null;
  }

  async function save() {
    clearTimeout(timer);
    if (sending) {
      again = true;
      return sending;
    }
    const data = snapshot();
    if (content(data) === content(shown)) return true;
    shelve(data);
    say("Ukládám…");
    sending = send(data);
    const answer = await sending;
    sending = null;
    if (!answer) return false;
    shown = data;
    warning = answer.warning || warning;
    const alerts = [answer.outdated && "Uložený text mezitím někdo změnil.", warning].filter(Boolean);
    const end = alerts.length ? "." : "";
    say([`Uloženo ${answer.saved}${end}`, ...alerts].join(" "), alerts.length > 0);
    history.replaceState(history.state, "", answer.address);
    form.dispatchEvent(new Event("autosave:saved"));
    if (content(snapshot()) === content(data)) localStorage.removeItem(shelf);
    else again = true;
    if (again) {
      again = false;
      return save();
    }
    return true;
  }

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  // --- the session is over ---------------------------------------------------------------------

  // False when its window was closed: the next thing that is to be saved opens it again.
  function signIn() {
    return new Promise((resolve) => {
      const dialog = document.createElement("dialog");
      dialog.className = "sign-in";
      dialog.setAttribute("aria-label", "Přihlášení vypršelo");
      const words = document.createElement("p");
      words.textContent = "Přihlášení vypršelo. Přihlaste se znovu, text tu zůstane.";
      const frame = document.createElement("iframe");
      frame.title = "Přihlášení";
      frame.src = login;
      dialog.append(words, frame);
      document.body.append(dialog);
      dialog.showModal();
      addEventListener("message", heard);
      dialog.addEventListener("close", () => {
        removeEventListener("message", heard);
        dialog.remove();
        resolve(false);
      });

      function heard({ origin, data, source }) {
        if (origin !== location.origin || source !== frame.contentWindow || !data.signedIn) return;
        for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
          field.value = data.signedIn;
        }
        resolve(true);
        dialog.close();
      }
    });
  }

  // --- when ------------------------------------------------------------------------------------

  // Who needs it stored now (the preview) asks by this event and waits for `done`.
  form.addEventListener("autosave:ask", ({ detail }) => {
    detail.done = save();
  });
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("formset:added", changed);
  document.addEventListener("formset:removed", changed);
  window.django?.jQuery?.(form).on("change", changed);
  window.CKEDITOR?.on("instanceReady", ({ editor }) => {
    shown = content(shown) === content(snapshotBefore(editor)) ? snapshot() : shown;
    editor.on("change", () => {
      changed();
    });
  });

  // CKEditor writes the same text in its own way: that is no change of the editor's.
  function snapshotBefore(editor) {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "_note") data.append(name, value);
    }
    return data;
  }

  // What is sent is stored before: a session that is over does not take it along.
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (leaving || submitter?.name === "_discard") {
      localStorage.removeItem(shelf);
      return;
    }
    event.preventDefault();
    clearTimeout(timer);
    const data = snapshot();
    shelve(data);
    const answer = await (sending ? sending.then(() => send(data)) : send(data));
    if (!answer) return;
    leaving = true;
    localStorage.removeItem(shelf);
    form.requestSubmit(submitter);
  });

  addEventListener("pagehide", () => {
    if (leaving) return;
    const data = snapshot();
    if (content(data) === content(shown)) return;
    shelve(data);
    navigator.sendBeacon(url, data);
  });

  offerShelved();
}
