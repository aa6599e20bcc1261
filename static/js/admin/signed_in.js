// Tells the form behind this window that its author is signed in again, and by which token.
parent.postMessage(
  { signedIn: document.querySelector("[name=csrfmiddlewaretoken]").value },
  location.origin,
);
