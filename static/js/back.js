// "Zpět na přehled" returns to the very place in the list from which the reader came.
const link = document.querySelector("[data-back]");
const list = link && new URL(link.href);

/** True for the list's own address, its years, months and topics; false for a text under it. */
function isList(address) {
  if (!address) return false;
  const { origin, pathname } = new URL(address);
  if (origin !== list.origin || !pathname.startsWith(list.pathname)) return false;
  const rest = pathname.slice(list.pathname.length);
  return /^(|bez-data\/|\d{4}\/(\d{1,2}\/)?|tema\/[^/]+\/)$/.test(rest);
}

/** The nearest list among the pages before this one, where the browser tells which they were. */
function listBefore() {
  const { navigation } = window;
  if (!navigation?.currentEntry) return undefined;
  const before = navigation.entries().slice(0, navigation.currentEntry.index);
  return before.reverse().find((entry) => isList(entry.url));
}

/** Without the Navigation API only the referrer is known, and only as the page just before. */
function cameStraightFromList() {
  return !window.navigation && history.length > 1 && !location.hash && isList(document.referrer);
}

function goBack(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const entry = listBefore();
  if (entry) {
    event.preventDefault();
    window.navigation.traverseTo(entry.key);
  } else if (cameStraightFromList()) {
    event.preventDefault();
    history.back();
  }
}

if (link) {
  if (isList(document.referrer)) link.href = document.referrer;
  link.addEventListener("click", goBack);
}
