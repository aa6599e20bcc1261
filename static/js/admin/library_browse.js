// The window in which an editor chooses from the library: gives the choice to CKEditor.

// The field for the alternative text in the two image dialogs, "image2" and the plain one.
const ALT_FIELDS = ["alt", "txtAlt"];

function fillAlt(dialogField, alt) {
  const dialog = dialogField.getDialog();
  for (const name of ALT_FIELDS) {
    const field = dialog.getContentElement("info", name);
    if (field && field.getValue && !field.getValue()) field.setValue(alt);
  }
}

function choose(browser, { url, alt }) {
  const editor = window.opener?.CKEDITOR;
  if (!editor) return;
  editor.tools.callFunction(Number(browser.dataset.callback), url, function () {
    if (alt) fillAlt(this, alt);
  });
  window.close();
}

const browser = document.querySelector(".library-browser");
browser?.addEventListener("click", (event) => {
  const choice = event.target.closest(".library-choice");
  if (choice) choose(browser, choice.dataset);
});
