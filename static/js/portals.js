// An open list of portals covers the page's head: Escape or a press elsewhere closes it.
const groups = [...document.querySelectorAll(".portals__group")];

document.addEventListener("keydown", (event) => {
  const open = groups.find((group) => group.open);
  if (event.key !== "Escape" || !open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener("click", ({ target }) => {
  for (const group of groups) {
    if (!group.contains(target)) group.open = false;
  }
});
