// Shows a picture chosen for upload before it is sent.
"use strict";
{
  const WIDTH = 320;

  // A bitmap is drawn rather than loaded from an address: the admin's policy needs no exception,
  // and sixty megabytes are not read into a string.
  async function show(field, canvas) {
    canvas.hidden = true;
    const [file] = field.files;
    if (!file) return;
    try {
      const bitmap = await createImageBitmap(file);
      canvas.width = Math.min(WIDTH, bitmap.width);
      canvas.height = Math.max(1, Math.round((canvas.width * bitmap.height) / bitmap.width));
      canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      canvas.hidden = false;
    } catch {
      // This browser cannot draw it (HEIC, TIFF); the server can.
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("input[type=file][data-preview]")) {
      const canvas = document.createElement("canvas");
      canvas.className = "library-preview";
      canvas.hidden = true;
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", "Náhled vybraného obrázku");
      field.after(canvas);
      field.addEventListener("change", () => show(field, canvas));
    }
  });
}
