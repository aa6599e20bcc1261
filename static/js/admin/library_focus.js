// A click on the picture says what its crops must keep; each crop shows at once what it will show.
"use strict";
{
  // As the server crops: the middle of the crop as near to the focus as the edges allow.
  function position(whole, part, percent) {
    if (whole - part < 0.5) return 50;
    const start = (whole * percent) / 100 - part / 2;
    return (100 * Math.min(Math.max(start, 0), whole - part)) / (whole - part);
  }

  function connect(focus) {
    const picture = focus.querySelector("[data-focus-picture]");
    const mark = focus.querySelector("[data-focus-mark]");
    const [x, y] = ["x", "y"].map((axis) => document.getElementById(`id_focus_${axis}`));
    if (!x || !y) return;
    const width = Number(picture.getAttribute("width"));
    const height = Number(picture.getAttribute("height"));

    function value(field) {
      const typed = Number.parseInt(field.value, 10);
      return Number.isNaN(typed) ? 50 : Math.min(Math.max(typed, 0), 100);
    }

    function show() {
      mark.style.insetInlineStart = `${value(x)}%`;
      mark.style.insetBlockStart = `${value(y)}%`;
      mark.hidden = false;
      for (const crop of focus.querySelectorAll("[data-crop]")) {
        const ratio = Number(crop.getAttribute("width")) / Number(crop.getAttribute("height"));
        crop.src = picture.src;
        crop.style.aspectRatio = ratio;
        const across = position(width, Math.min(width, height * ratio), value(x));
        const down = position(height, Math.min(height, width / ratio), value(y));
        crop.style.objectPosition = `${across}% ${down}%`;
      }
    }

    picture.parentElement.classList.add("focus__picture--live");
    picture.addEventListener("click", (event) => {
      const box = picture.getBoundingClientRect();
      x.value = Math.round((100 * (event.clientX - box.left)) / box.width);
      y.value = Math.round((100 * (event.clientY - box.top)) / box.height);
      for (const field of [x, y]) field.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    });
    for (const field of [x, y]) field.addEventListener("input", show);
    show();
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const focus of document.querySelectorAll("[data-focus]")) connect(focus);
  });
}
