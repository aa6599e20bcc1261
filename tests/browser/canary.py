"""What a browser would notice if a text of somebody's ran, fetched, framed or renamed something.

A `Canary` watches one page; `look` opens an address and gives all that is wrong with it: a dialog,
an error of a script, a request that left our origin, a complaint of the Content-Security-Policy
(then the policy alone stood between the text and the reader), and what the page itself holds:
handlers, addresses of other schemes, elements that nobody of us writes.
"""

from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

# What is right on a page of ours; judged in the browser, as it has understood the page.
JUDGE = """inAdmin => {
  const found = [];
  const tell = (element, what) => found.push(`<${element.localName}> ${what}`.slice(0, 200));
  const ours = element => inAdmin && element.closest("[class*=cke]");
  const never = "base object embed applet frame frameset portal fencedframe marquee math";
  const inPublic = "style iframe video audio textarea svg template dialog details";
  const loads = "src srcset data poster background action formaction code archive lowsrc manifest";
  const good = ["http:", "https:", "mailto:", "tel:"];
  if (inAdmin) good.push("otpauth:");
  for (const element of document.querySelectorAll("*")) {
    if (ours(element)) continue;
    if (never.split(" ").includes(element.localName)) tell(element, "is an element of nobody's");
    if (element.shadowRoot) tell(element, "has a shadow");
    if (element.localName === "script" && !element.src && !/json/.test(element.type)) {
      if (!inAdmin) tell(element, "is inline");
    }
    if (element.localName === "meta" && element.httpEquiv) tell(element, element.httpEquiv);
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name)) tell(element, name);
      if (name === "style" && !inAdmin && !element.closest("svg[role=img]")) tell(element, name);
      if (name === "srcdoc") tell(element, name);
      const isLink = name === "href" || name === "xlink:href" || name === "ping" || name === "cite";
      const isLoaded = loads.split(" ").includes(name);
      if (!isLink && !isLoaded) continue;
      for (const part of name === "srcset" ? value.split(",") : [value]) {
        let address;
        try { address = new URL(part.trim().split(" ")[0], document.baseURI); } catch { continue; }
        const inImage = element.localName === "img" && address.protocol === "data:";
        if (!good.includes(address.protocol) && !inImage) tell(element, `${name}=${value}`);
        if (isLoaded && !inImage && address.origin !== location.origin) {
          tell(element, `${name}=${value} leads away`);
        }
      }
    }
  }
  if (window.kanarek !== undefined) found.push("the name kanarek is taken");
  const sound = typeof document.getElementById === "function"
    && document.body instanceof HTMLBodyElement && document.forms instanceof HTMLCollection
    && typeof document.querySelector === "function" && document.head instanceof HTMLHeadElement
    && typeof document.createElement === "function" && document.defaultView === window;
  if (!sound) found.push("a name of the document is taken");
  return found;
}"""
_POLICY = ("Content Security Policy", "violates the following", "Refused to")


class Canary:
    """Collects in `found` what was wrong since the last look."""

    def __init__(self, page: Page, origin: str):
        self.page, self.origin = page, origin
        self.found: list[str] = []
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("websocket", lambda socket: self.found.append(f"WebSocket to {socket.url}"))
        page.on("pageerror", lambda error: self.found.append(f"error of a script: {error}"))
        page.on("popup", lambda popup: self.found.append(f"window {popup.url}"))

    def _dialog(self, dialog):
        self.found.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _console(self, message):
        if message.type == "error" and any(part in message.text for part in _POLICY):
            self.found.append(f"only the policy refused: {message.text[:300]}")

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob", "about"}:
            return
        if f"{address.scheme}://{address.netloc}" != self.origin:
            self.found.append(f"request to {request.url[:200]}")

    def look(self, path: str, *, in_admin: bool = False, statuses=(200,), judged=True) -> list[str]:
        """Opens a page; what is wrong with it, each beginning with the address."""
        self.found.clear()
        try:
            answer = self.page.goto(self.origin + path, wait_until="load")
            if answer and answer.status not in statuses:
                self.found.append(f"status {answer.status}")
        except Error as error:
            if "Download is starting" not in str(error):
                self.found.append(f"did not open: {str(error)[:200]}")
        return self.told(path, in_admin=in_admin, judged=judged)

    def told(self, path: str, *, in_admin: bool = False, judged=True) -> list[str]:
        if judged:
            self.found += self.page.evaluate(JUDGE, in_admin)
        if urlsplit(self.page.url).netloc != urlsplit(self.origin).netloc:
            self.found.append(f"left for {self.page.url}")
        return [f"{path[:120]} {each}" for each in dict.fromkeys(self.found)]
