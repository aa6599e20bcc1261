// How far a new password is from being long enough, said while it is typed, and a way to see it.

const SHORTEST = 15; // as the server asks
const ENOUGH = 20;

function says(length) {
  if (!length) return "";
  if (length < SHORTEST) {
    const left = SHORTEST - length;
    const word = left === 1 ? "znak" : left < 5 ? "znaky" : "znaků";
    return `Ještě ${left} ${word}. Přidejte další slovo.`;
  }
  return length < ENOUGH ? "Délka stačí. O slovo víc by bylo ještě lepší." : "Délka je výborná.";
}

for (const field of document.querySelectorAll("input[autocomplete=new-password]")) {
  const aid = document.createElement("div");
  aid.className = "password-aid";
  const label = document.createElement("label");
  const tick = document.createElement("input");
  tick.type = "checkbox";
  label.append(tick, " Ukázat, co píšu");
  tick.addEventListener("change", () => {
    field.type = tick.checked ? "text" : "password";
  });
  aid.append(label);
  if (!field.name.endsWith("2")) {
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    aid.append(said);
    field.addEventListener("input", () => {
      said.textContent = says([...field.value].length);
    });
  }
  (field.closest(".flex-container") ?? field).after(aid);
}
