// CKEditor's behaviour that its configuration cannot express.

const FOREIGN_PICTURE =
  "Obrázky z Wordu a z jiných stránek se s textem nevkládají. Máte-li právo je zveřejnit, nahrajte je " +
  "tlačítkem Obrázek.";
const LINK_HINT =
  "Dokument vyberte z knihovny. Stránku tohoto webu připojíte vložením její adresy; odkaz povede " +
  "dál, i když se stránka přejmenuje.";
const DESCRIPTION = "Popis pro nevidomé (prázdný = popis z knihovny)";

// The library judges what is a picture: CKEditor would pass over WebP or HEIC without a word.
CKEDITOR.config.uploadImage_supportedTypes = /(?:)/;

CKEDITOR.on("instanceCreated", ({ editor }) => {
  editor.on("fileUploadRequest", sendWithToken);
  editor.on("paste", dropForeignPictures);
  editor.on("widgetDefinition", keepReferencesInCaptions);
});

CKEDITOR.on("dialogDefinition", ({ data: { name, definition } }) => {
  adapted[name]?.(definition);
});

// CKEditor would send a token of its own, for which it sets a cookie.
function sendWithToken(event) {
  const { fileLoader, requestData } = event.data;
  const form = new FormData();
  form.append("upload", requestData.upload.file, requestData.upload.name);
  fileLoader.xhr.setRequestHeader(
    "X-CSRFToken",
    document.querySelector("[name=csrfmiddlewaretoken]").value,
  );
  tellRefusal(fileLoader);
  fileLoader.xhr.send(form);
  event.stop();
}

// Of an answer that is no success CKEditor would tell only its number.
function tellRefusal(fileLoader) {
  const { xhr } = fileLoader;
  const proceed = xhr.onload;
  xhr.onload = () => {
    const sentence = xhr.status >= 400 && refusalIn(xhr);
    if (!sentence) return proceed();
    fileLoader.message = sentence;
    fileLoader.changeStatus("error");
  };
}

function refusalIn(xhr) {
  if (xhr.status === 413) return "Soubor je příliš velký, server ho nepřijal.";
  try {
    return JSON.parse(xhr.responseText).error.message;
  } catch {
    if (xhr.status === 403) return "Přihlášení mezitím vypršelo. Uložte text a vložte obrázek znovu.";
    return "";
  }
}

function dropForeignPictures(event) {
  const pasted = new DOMParser().parseFromString(event.data.dataValue ?? "", "text/html");
  const foreign = [...pasted.images].filter((image) => !isOurs(image.getAttribute("src") ?? ""));
  if (!foreign.length) return;
  foreign.forEach((image) => image.remove());
  event.data.dataValue = pasted.body.innerHTML;
  event.editor.showNotification(FOREIGN_PICTURE, "warning");
}

// An embedded picture is uploaded by CKEditor's own plug-in.
function isOurs(src) {
  if (src.startsWith("data:")) return true;
  return URL.canParse(src, location.href) && new URL(src, location.href).origin === location.origin;
}

function keepReferencesInCaptions({ data: definition }) {
  if (definition.editables?.caption) {
    definition.editables.caption.allowedContent =
      "br em strong sub sup code; a[href,data-page,data-document,data-suffix]";
  }
}

const widthField = {
  id: "width-of-column",
  type: "select",
  label: "Šířka",
  items: [["celý sloupec", ""], ["polovina sloupce", "size-half"]],
  setup(widget) {
    this.setValue(widget.hasClass("size-half") ? "size-half" : "");
  },
  commit(widget) {
    widget[this.getValue() ? "addClass" : "removeClass"]("size-half");
  },
};

function inOurWords(definition, labels) {
  for (const [tab, elements] of Object.entries(labels)) {
    const contents = definition.getContents(tab);
    for (const [id, label] of Object.entries(elements)) {
      const element = id ? contents?.get(id) : contents;
      if (element) element.label = label;
    }
  }
}

const UPLOAD = { "": "Nahrát nový", upload: "Soubor z počítače", uploadButton: "Nahrát" };

const adapted = {
  image2(definition) {
    inOurWords(definition, {
      info: {
        "": "Obrázek",
        src: "Adresa",
        browse: "Vybrat z knihovny",
        alt: DESCRIPTION,
        align: "Obtékání textem",
        hasCaption: "Popisek pod obrázkem",
      },
      Upload: UPLOAD,
    });
    const info = definition.getContents("info");
    const align = info.get("align");
    align.items = align.items.filter(([, value]) => value !== "center");
    info.add(widthField);
  },
  image(definition) {
    inOurWords(definition, {
      info: { "": "Obrázek", txtUrl: "Adresa", browse: "Vybrat z knihovny", txtAlt: DESCRIPTION },
      Upload: UPLOAD,
    });
  },
  link(definition) {
    inOurWords(definition, { info: { browse: "Vybrat z knihovny", url: "Adresa" } });
    definition.getContents("info").add({ type: "html", html: `<p>${LINK_HINT}</p>` });
  },
  table(definition) {
    definition.getContents("info").get("selHeaders").default = "row";
  },
};
