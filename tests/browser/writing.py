"""What an editor does with mouse and keyboard in the text of a form."""

import re

from playwright.sync_api import Page, expect

from tests.servers.browser import watch

# As a mouse drawn over the words would: the first place where they stand in one piece of text.
SELECT = """words => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(texts.currentNode, at, texts.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


class Writing:
    """The text's editor on an open form; it stands where the cursor stands."""

    def __init__(self, page: Page, complaints):
        self.page = page
        self.complaints = complaints
        window = page.locator("iframe.cke_wysiwyg_frame")
        self.text = window.content_frame.locator("body")
        expect(self.text).to_be_editable()
        self.frame = window.element_handle().content_frame()
        self.text.click()

    def type(self, *paragraphs: str) -> None:
        for paragraph in paragraphs:
            self.page.keyboard.insert_text(paragraph)
            self.page.keyboard.press("Enter")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str) -> None:
        self.page.locator(f".cke_button__{name}").click()

    def heading(self, level: int, words: str) -> None:
        self.page.locator(".cke_combo__format .cke_combo_button").click()
        choices = self.page.locator(".cke_combopanel iframe").content_frame
        choices.get_by_role("option", name=f"Nadpis {level}").click()
        self.type(words)

    def listing(self, *items: str) -> None:
        self.button("bulletedlist")
        self.type(*items, "")

    def link(self, words: str, address: str) -> None:
        self.text.focus()
        assert self.frame.evaluate(SELECT, words)
        self.button("link")
        dialog = self._dialog("Odkaz")
        dialog.get_by_role("textbox", name="Adresa").fill(address)
        self._confirm(dialog)

    def table(self, caption: str, rows: list[list[str]]) -> None:
        """A table with a row of headings, in place of the empty paragraph with the cursor."""
        self.button("table")
        dialog = self._dialog("Vlastnosti tabulky")
        dialog.get_by_label("Řádky").fill(str(len(rows)))
        dialog.get_by_label("Sloupce").fill(str(len(rows[0])))
        dialog.get_by_label("Popis").fill(caption)
        self._confirm(dialog)
        for number, cell in enumerate(cell for row in rows for cell in row):
            if number:
                self.press("Tab")
            self.page.keyboard.insert_text(cell)

    def picture(self, description: str) -> None:
        """One of the library's pictures, chosen in its window by its description."""
        self.button("image")
        dialog = self._dialog("obrázku")
        with self.page.expect_popup() as opened:
            dialog.get_by_role("button", name="Vybrat z knihovny").click()
        library = opened.value
        watch(library, self.complaints)
        library.get_by_label("Hledat v knihovně").fill(description)
        library.get_by_role("button", name="Najít").click()
        library.get_by_role("listitem").get_by_role("button", name=description).click()
        expect(dialog.get_by_label("Adresa")).to_have_value(re.compile("^/media/"))
        self._confirm(dialog)

    def _dialog(self, title: str):
        dialog = self.page.get_by_role("dialog").filter(has_text=title)
        expect(dialog).to_be_visible()
        return dialog

    def _confirm(self, dialog) -> None:
        dialog.get_by_role("button", name="OK").click()
        expect(dialog).to_be_hidden()
