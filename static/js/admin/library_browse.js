// The window in which an editor chooses from the library: gives the choice to CKEditor.

const browser = document.querySelector(".library-browser");

browser?.addEventListener("click", (event) => {
  const choice = event.target.closest(".library-choice");
  const editor = window.opener?.CKEDITOR;
  if (!choice || !editor) return;
  editor.tools.callFunction(Number(browser.dataset.callback), choice.dataset.url);
  window.close();
});
