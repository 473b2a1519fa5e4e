// A place to sign by finger over a file field [data-signature]; the drawing becomes the file. Without script the field takes a photo.
for (const input of document.querySelectorAll("input[type=file][data-signature]")) {
  const pad = document.createElement("canvas");
  pad.className = "signature-pad";
  pad.width = 640;
  pad.height = 200;
  pad.tabIndex = -1;
  pad.setAttribute("aria-hidden", "true");
  input.before(pad);
  const pen = pad.getContext("2d");
  pen.lineWidth = 3;
  pen.lineCap = "round";
  pen.strokeStyle = "#000";
  const place = (event) => {
    const box = pad.getBoundingClientRect();
    return [((event.clientX - box.left) * pad.width) / box.width, ((event.clientY - box.top) * pad.height) / box.height];
  };
  let isDrawing = false;
  pad.addEventListener("pointerdown", (event) => {
    isDrawing = true;
    pad.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...place(event));
  });
  pad.addEventListener("pointermove", (event) => {
    if (!isDrawing) return;
    pen.lineTo(...place(event));
    pen.stroke();
  });
  pad.addEventListener("pointerup", () => {
    isDrawing = false;
    pad.toBlob((drawing) => {
      const files = new DataTransfer();
      files.items.add(new File([drawing], "signature.png", { type: "image/png" }));
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
}
